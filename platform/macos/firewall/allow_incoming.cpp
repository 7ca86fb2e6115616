#include "platform/macos/firewall/allow_incoming.h"

#include "core/tr.h"

namespace reconnect::macos::firewall {
namespace {

constexpr int toolMs = 10000; // the firewall's service may have to start first

const QString appKey = QStringLiteral("app");
const QString accessKey = QStringLiteral("access");
const QString partsKey = QStringLiteral("parts"); // of the programs inside the app
const QString absent = QStringLiteral("absent");
const QString allowed = QStringLiteral("allowed");
const QString blocked = QStringLiteral("blocked");
const QString mixed = QStringLiteral("mixed");
const QString unknown = QStringLiteral("unknown");

bool isZoom(const QString& name, const QString& app)
{
    return name == app || name == app + QLatin1Char('/') || name == QLatin1String("us.zoom.xos");
}

bool isPartOfZoom(const QString& name, const QString& app)
{
    return !isZoom(name, app) && name.startsWith(app + QLatin1Char('/'));
}

QString wordOf(Access access)
{
    switch (access) {
    case Access::Allowed:
        return allowed;
    case Access::Blocked:
        return blocked;
    case Access::Unknown:
        break;
    }
    return unknown;
}

// Of several entries no tool switches just one, so they are one thing only where all are allowed.
QString accessOf(const QList<ListedProgram>& programs, const QString& app,
                 bool (*counts)(const QString& name, const QString& app))
{
    QString access = absent;
    for (const ListedProgram& program : programs) {
        if (!counts(program.name, app))
            continue;
        const QString word = wordOf(program.access);
        access = access == absent || (access == allowed && word == allowed) ? word : mixed;
    }
    return access;
}

QString accessIn(const State& state)
{
    return state.value(accessKey).toString();
}

tl::unexpected<Error> managed()
{
    return failure(ErrorCode::Unsupported,
                   tr("Your organization manages the macOS firewall, and only its IT department "
                      "can change it."));
}

} // namespace

QString firewallTool()
{
    return QStringLiteral("/usr/libexec/ApplicationFirewall/socketfilterfw");
}

AllowIncomingSetting::AllowIncomingSetting(Tools& tools, FindApp findApp)
    : m_tools(tools)
    , m_findApp(std::move(findApp))
{
}

bool AllowIncomingSetting::serves(const Change& change) const
{
    const auto* allow = std::get_if<AllowZoom>(&change);
    return allow && allow->product == QLatin1String("macos-firewall");
}

Result<CommandOutput> AllowIncomingSetting::ask(const QStringList& arguments)
{
    Command command;
    command.program = firewallTool();
    command.arguments = arguments;
    command.timeoutMs = toolMs;
    const auto output = m_tools.run(command);
    if (!output)
        return output;
    if (saysManaged(output->out) || saysManaged(output->err))
        return managed();
    return output;
}

Result<State> AllowIncomingSetting::read(const Change&, const QString&)
{
    const QString app = m_findApp();
    if (app.isEmpty())
        return failure(ErrorCode::Unsupported, tr("Zoom is not installed here."));
    const auto output = ask({QStringLiteral("--listapps")});
    if (!output)
        return tl::unexpected(output.error());
    const auto programs = programsFrom(output->out);
    // It may refuse to show the list to all but administrators, with words of its own.
    if (!programs && output->exitCode != 0)
        return failure(ErrorCode::NotPermitted, QString::fromUtf8(output->err).simplified());
    if (!programs)
        return tl::unexpected(programs.error());
    return State{{appKey, app},
                 {accessKey, accessOf(*programs, app, isZoom)},
                 {partsKey, accessOf(*programs, app, isPartOfZoom)}};
}

Result<State> AllowIncomingSetting::goal(const Change&, const QString&, const State& now)
{
    const QString access = accessIn(now);
    const QString parts = now.value(partsKey).toString();
    const bool partsAreFine = parts == absent || parts == allowed;
    if (access == allowed && partsAreFine)
        return now;
    if ((access != absent && access != blocked) || !partsAreFine)
        return failure(ErrorCode::Unsupported,
                       tr("The macOS firewall lists Zoom in a way that can't be put back. Open "
                          "its options and set Zoom to \"Allow incoming connections\"."));
    State goal = now;
    goal.insert(accessKey, allowed);
    return goal;
}

Result<void> AllowIncomingSetting::put(const Change& change, const QString& id, const State& from,
                                       const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected(now.error());
    if (*now == to)
        return {};
    const QString app = now->value(appKey).toString();
    if (*now != from || to.value(appKey) != app)
        return failure(ErrorCode::Conflict);
    if (const auto turned = turn(app, accessIn(*now), accessIn(to)); !turned)
        return turned;
    // Its exit code says nothing: it is 0 even where nothing was done.
    const auto after = read(change, id);
    if (!after)
        return tl::unexpected(after.error());
    return *after == to
               ? Result<void>()
               : failure(ErrorCode::Failed, QStringLiteral("socketfilterfw: ") + accessIn(*after));
}

Result<void> AllowIncomingSetting::turn(const QString& app, const QString& from, const QString& to)
{
    const auto tell = [this, &app](const char* option) -> Result<void> {
        const auto output = ask({QLatin1String(option), app});
        return output ? Result<void>() : tl::unexpected(output.error());
    };
    if (to == absent)
        return tell("--remove");
    // What is not listed can't be allowed nor blocked. Added it is allowed at once, so there is no
    // state between that would be ours.
    if (from == absent)
        if (const auto added = tell("--add"); !added)
            return added;
    if (to == allowed)
        return tell("--unblockapp");
    return to == blocked ? tell("--blockapp") : failure(ErrorCode::Conflict);
}

} // namespace reconnect::macos::firewall
