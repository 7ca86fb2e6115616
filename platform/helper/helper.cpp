#include "platform/helper/helper.h"

#include <QDir>

namespace reconnect {
namespace {

// Which fix a change belongs to; the journal keeps it.
Fix fixOf(const Change& change)
{
    struct {
        Fix operator()(const TurnOffProxy& off)
        {
            return off.script ? Fix::TurnOffProxyScript : Fix::TurnOffProxy;
        }
        Fix operator()(const RemoveHostsPins&) { return Fix::RemoveHostsOverride; }
        Fix operator()(const AllowZoom&) { return Fix::AllowZoomInFirewall; }
        Fix operator()(const MoveZoomDataAside&) { return Fix::ClearZoomCache; }
        Fix operator()(const FlushDns&) { return Fix::FlushDns; }
        Fix operator()(const SetClock&) { return Fix::SetClock; }
        Fix operator()(const RestartZoom&) { return Fix::RestartZoom; }
        Fix operator()(const ReinstallZoom&) { return Fix::ReinstallZoom; }
        Fix operator()(const RestartComputer&) { return Fix::RestartComputer; }
    } visitor;
    return std::visit(visitor, change);
}

} // namespace

Helper::Helper(const Adapters& adapters, QString folder, Journal::SyncFolder syncFolder)
    : m_adapters(adapters)
    , m_folder(std::move(folder))
    , m_syncFolder(std::move(syncFolder))
{
}

Result<QString> Helper::journalFolder(const QString& folder, const Caller& caller)
{
    if (!isCallerId(caller.id))
        return failure(ErrorCode::NotPermitted, QStringLiteral("the caller is nobody"));
    return folder + QLatin1Char('/') + caller.id;
}

Result<QString> Helper::carryOut(const Order& order, const Caller& caller,
                                 const Telling& tell) const
{
    switch (order.verb) {
    case Order::Verb::Apply:
        return apply(order, caller, tell);
    case Order::Verb::Undo:
        for (const QString& id : order.ids)
            if (auto undone = undo(id, caller); !undone)
                return undone;
        return QString();
    case Order::Verb::List:
        break;
    }
    return list(caller);
}

Result<QString> Helper::apply(const Order& order, const Caller& caller, const Telling& tell) const
{
    const auto rights = m_adapters.rightsFor(order.change);
    if (!rights)
        return tl::unexpected<Error>(rights.error());
    if (*rights != Rights::Administrator)
        return failure(ErrorCode::NotPermitted,
                       QStringLiteral("this change needs no administrator"));
    // Of all callers: what a change leaves is known by its id, so a second one of that id would be
    // taken for the first one's when it is undone.
    for (const Journal& one : journalsOf({caller.id, true})) {
        const auto known = one.entry(order.ids.first());
        if (known)
            return failure(ErrorCode::Conflict, QStringLiteral("there is such an entry already"));
        if (known.error().code != ErrorCode::NotFound)
            return tl::unexpected<Error>(known.error());
    }
    const auto own = journalFolder(m_folder, caller);
    if (!own)
        return tl::unexpected<Error>(own.error());
    Journal journal(*own, m_syncFolder);
    const auto entry = reconnect::apply(order.change, fixOf(order.change), order.ids.first(),
                                        m_adapters, journal, tell);
    if (!entry)
        return tl::unexpected<Error>(entry.error());
    return *entry ? (*entry)->said : QString();
}

Result<QString> Helper::undo(const QString& id, const Caller& caller) const
{
    for (Journal& journal : journalsOf(caller)) {
        const auto entry = journal.entry(id);
        if (!entry && entry.error().code == ErrorCode::NotFound)
            continue;
        if (!entry)
            return tl::unexpected<Error>(entry.error());
        const auto undone = reconnect::undo(*entry, m_adapters, journal);
        return undone ? Result<QString>(QString()) : tl::unexpected<Error>(undone.error());
    }
    return failure(ErrorCode::NotFound, QStringLiteral("no such entry"));
}

QString Helper::list(const Caller& caller) const
{
    QStringList lines;
    for (Journal& journal : journalsOf(caller))
        for (const Recovered& one : recover(m_adapters, journal))
            lines.append(one.entry.id + QLatin1Char(' ') + sentenceFor(one.entry.change));
    return lines.join(QLatin1Char('\n'));
}

QList<Journal> Helper::journalsOf(const Caller& caller) const
{
    QStringList ids{caller.id};
    if (caller.isAdministrator)
        ids = QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QList<Journal> journals;
    for (const QString& id : ids)
        if (const auto folder = journalFolder(m_folder, {id, false}))
            journals.append(Journal(*folder, m_syncFolder));
    return journals;
}

} // namespace reconnect
