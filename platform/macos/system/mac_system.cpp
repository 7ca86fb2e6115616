#include "platform/macos/system/mac_system.h"

#include "platform/files/bounded_file.h"
#include "platform/macos/system/name_servers.h"
#include "platform/macos/system/routes.h"

#include <QHash>
#include <QNetworkInterface>

namespace reconnect::macos {
namespace {

constexpr qint64 maxHosts = 8 << 20; // block lists of a quarter of a million names are in use
constexpr qint64 maxOutput = 1 << 20;

QList<NetworkInterface> interfaces()
{
    QList<NetworkInterface> all;
    for (const QNetworkInterface& known : QNetworkInterface::allInterfaces()) {
        const auto flags = known.flags();
        NetworkInterface one;
        one.name = known.name();
        one.up = flags.testFlag(QNetworkInterface::IsUp);
        one.running = flags.testFlag(QNetworkInterface::IsRunning);
        one.loopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        for (const QNetworkAddressEntry& entry : known.addressEntries())
            one.addresses.append(entry.ip());
        all.append(one);
    }
    return all;
}

} // namespace

QString versionWords(const QByteArray& swVers)
{
    constexpr qsizetype longest = 40;
    QHash<QString, QString> values;
    const QStringList lines = QString::fromUtf8(swVers).split(QLatin1Char('\n')).mid(0, 20);
    for (const QString& line : lines)
        values.insert(line.section(QLatin1Char(':'), 0, 0).trimmed(),
                      line.section(QLatin1Char(':'), 1).simplified().left(longest));
    const QString version = values.value(QStringLiteral("ProductVersion"));
    const QString build = values.value(QStringLiteral("BuildVersion"));
    QString words = QStringLiteral("macOS");
    if (!version.isEmpty())
        words += QLatin1Char(' ') + version;
    if (!build.isEmpty())
        words += QStringLiteral(" (build %1)").arg(build);
    return words;
}

MacSystem::MacSystem(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

QString MacSystem::osName() const
{
    return QStringLiteral("macos");
}

QString MacSystem::osVersion() const
{
    return versionWords(read("/usr/bin/sw_vers", {}).value_or(QByteArray()));
}

Result<NetworkState> MacSystem::network() const
{
    const auto routes = read("/usr/sbin/netstat", {QStringLiteral("-rn")});
    if (!routes)
        return tl::unexpected<Error>(routes.error());
    const auto tables = readRoutes(*routes);
    if (!tables)
        return tl::unexpected<Error>(tables.error());
    NetworkState state;
    state.interfaces = interfaces();
    state.ipv4Routes = tables->ipv4;
    state.ipv6Routes = tables->ipv6;
    if (const auto dns = read("/usr/sbin/scutil", {QStringLiteral("--dns")})) {
        state.nameServers = readNameServers(*dns);
        // For people, as the place of a setting.
        state.nameServerPlace = QStringList{QStringLiteral("scutil --dns")};
    }
    return state;
}

QString MacSystem::hostsPath() const
{
    return QStringLiteral("/etc/hosts");
}

Result<QByteArray> MacSystem::hostsFile() const
{
    return readBounded(m_root + hostsPath(), maxHosts);
}

Result<QByteArray> MacSystem::read(const char* program, const QStringList& arguments) const
{
    Command command;
    command.program = QString::fromLatin1(program);
    command.arguments = arguments;
    command.timeoutMs = commandMs;
    command.maxOutput = maxOutput;
    const auto output = m_tools.run(command);
    if (!output)
        return tl::unexpected<Error>(output.error());
    if (output->exitCode != 0)
        return failure(ErrorCode::Failed, QString::fromUtf8(output->err).trimmed().left(300));
    return output->out;
}

} // namespace reconnect::macos
