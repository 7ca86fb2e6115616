#include "platform/linux/firewall/allow/firewalld_tools.h"
#include "platform/linux/firewall/questions.h"

namespace reconnect::firewall {
namespace {

constexpr int firewalldMs = 15000;
constexpr qint64 maxListing = 4 << 20;
constexpr int usage = 2; // an option it doesn't know: there were no policies before 0.9
constexpr int notRunning = 252;

const auto permanently = QLatin1String("permanent ");

bool isOff(const CommandOutput& output)
{
    return output.exitCode == notRunning ||
           output.err.contains("DBUS_ERROR: Failed to connect to socket");
}

} // namespace

FirewallCmd::FirewallCmd(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

Result<QByteArray> FirewallCmd::run(Config config, const QStringList& arguments) const
{
    const QString program = findTool(QStringLiteral("firewall-cmd"), m_root);
    if (program.isEmpty())
        return failure(ErrorCode::Unsupported, QStringLiteral("firewall-cmd"));
    const bool permanent = config == Config::Permanent;
    Command command{program, arguments, {}, firewalldMs, maxListing};
    if (permanent)
        command.arguments.prepend(QStringLiteral("--permanent"));
    const auto output = m_tools.run(command);
    if (output && isOff(*output)) {
        if (!permanent)
            return QByteArray();
        command.program = findTool(QStringLiteral("firewall-offline-cmd"), m_root);
        command.arguments = arguments;
        return ask(m_tools, command);
    }
    if (output && output->exitCode == usage &&
        arguments.contains(QStringLiteral("--list-all-policies")))
        return QByteArray();
    return outcome(command, output);
}

QString placeIn(FirewallCmd::Config config, const QString& place)
{
    return config == FirewallCmd::Config::Permanent ? permanently + place : place;
}

FirewallCmd::Config configOf(const QString& place)
{
    return place.startsWith(permanently) ? FirewallCmd::Config::Permanent
                                         : FirewallCmd::Config::Runtime;
}

QString withoutConfig(const QString& place)
{
    return place.startsWith(permanently) ? place.mid(permanently.size()) : place;
}

} // namespace reconnect::firewall
