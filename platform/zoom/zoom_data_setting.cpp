#include "platform/zoom/zoom_data_setting.h"

namespace reconnect {
namespace {

// One place in a state: which file or folder it is about, and whether that lies aside.
QJsonObject lying(quint64 inode, bool aside)
{
    return {{QStringLiteral("inode"), QString::number(inode)}, {QStringLiteral("aside"), aside}};
}

bool isAside(const QJsonValue& place)
{
    return place[QStringLiteral("aside")].toBool();
}

} // namespace

ZoomDataSetting::ZoomDataSetting(FileNames& files, QList<Place> places)
    : m_files(files)
    , m_places(std::move(places))
{
}

QString ZoomDataSetting::asideName(const QString& place, const QString& id)
{
    return place + QStringLiteral(".before-") + id;
}

QString ZoomDataSetting::newerName(const QString& place, const QString& id)
{
    return place + QStringLiteral(".since-") + id;
}

bool ZoomDataSetting::serves(const Change& change) const
{
    return std::holds_alternative<MoveZoomDataAside>(change) && !m_places.isEmpty();
}

Result<State> ZoomDataSetting::read(const Change&, const QString& id)
{
    State state;
    for (const Place& place : m_places) {
        if (const auto aside = m_files.inode(asideName(place.path, id)))
            state.insert(place.name, lying(*aside, true));
        else if (const auto here = m_files.inode(place.path))
            state.insert(place.name, lying(*here, false));
    }
    return state;
}

Result<State> ZoomDataSetting::goal(const Change&, const QString&, const State& now)
{
    State goal = now;
    for (auto place = goal.begin(); place != goal.end(); ++place) {
        QJsonObject aside = place.value().toObject();
        aside.insert(QStringLiteral("aside"), true);
        place.value() = aside;
    }
    return goal;
}

Result<void> ZoomDataSetting::put(const Change& change, const QString& id, const State& from,
                                  const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected(now.error());
    if (*now == to)
        return {};
    if (*now != from && !isPartWay(from, to, *now))
        return failure(ErrorCode::Conflict);
    for (const Place& place : m_places) {
        if (now->value(place.name) == to.value(place.name))
            continue;
        const QString& here = place.path;
        const QString aside = asideName(here, id);
        if (isAside(to.value(place.name))) {
            if (const auto moved = m_files.rename(here, aside); !moved)
                return moved;
            continue;
        }
        if (m_files.inode(here))
            if (const auto kept = m_files.rename(here, newerName(here, id)); !kept)
                return kept;
        if (const auto moved = m_files.rename(aside, here); !moved)
            return moved;
    }
    return {};
}

bool ZoomDataSetting::isPartWay(const State& before, const State& after, const State& now) const
{
    if (now.keys() != before.keys() || now.keys() != after.keys())
        return false;
    for (const QString& place : now.keys())
        if (now.value(place) != before.value(place) && now.value(place) != after.value(place))
            return false;
    return now != before && now != after;
}

} // namespace reconnect
