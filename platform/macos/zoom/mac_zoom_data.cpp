#include "platform/macos/zoom/mac_zoom_data.h"

#include "platform/macos/zoom/data_places.h"

namespace reconnect::macos {
namespace {

constexpr int endMs = 5000;

bool bringsBack(const State& state)
{
    for (const QString& place : state.keys())
        if (!state.value(place)[QStringLiteral("aside")].toBool())
            return true;
    return false;
}

} // namespace

MacZoomData::MacZoomData(Tools& tools, FileNames& files, const QString& home, quint32 user)
    : ZoomDataSetting(files, zoomDataPlaces(home))
    , m_tools(tools)
    , m_user(user)
{
}

Result<void> MacZoomData::put(const Change& change, const QString& id, const State& from,
                              const State& to)
{
    // Not before files are moved aside: one that is written again is another one, a conflict.
    // Whether it worked is seen below, and what is put back is not held up by it.
    if (bringsBack(to))
        static_cast<void>(forgetSettings());
    if (const auto done = ZoomDataSetting::put(change, id, from, to); !done)
        return done;
    return forgetSettings();
}

Result<void> MacZoomData::forgetSettings()
{
    Command command;
    command.program = QStringLiteral("/usr/bin/pkill");
    command.arguments = QStringList{QStringLiteral("-U"), QString::number(m_user),
                                    QStringLiteral("-x"), QStringLiteral("cfprefsd")};
    command.timeoutMs = endMs;
    const auto output = m_tools.run(command);
    if (!output)
        return tl::unexpected(output.error());
    // 1: there is none (pkill(1)).
    return output->exitCode <= 1
               ? Result<void>()
               : failure(ErrorCode::Failed, QString::fromUtf8(output->err.left(200)).simplified());
}

} // namespace reconnect::macos
