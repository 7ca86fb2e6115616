#include "platform/macos/zoom/zoom_services.h"

namespace reconnect::macos {
namespace {

constexpr int launchMs = 10000;
const QString system = QStringLiteral("system");

struct Service {
    QLatin1String name;
    QLatin1String folder; // of the file that describes it
};
constexpr Service daemon{QLatin1String("us.zoom.ZoomDaemon"),
                         QLatin1String("/Library/LaunchDaemons/")};
constexpr Service agents[]{
    {QLatin1String("us.zoom.updater"), QLatin1String("/Library/LaunchAgents/")},
    {QLatin1String("us.zoom.updater.login.check"), QLatin1String("/Library/LaunchAgents/")},
};

} // namespace

ZoomServices::ZoomServices(Tools& tools, QString root, quint32 user)
    : m_tools(tools)
    , m_root(std::move(root))
    , m_session(QStringLiteral("gui/%1").arg(user))
{
}

bool ZoomServices::ask(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("/bin/launchctl");
    command.arguments = arguments;
    command.timeoutMs = launchMs;
    command.maxOutput = 256 << 10;
    const auto answer = m_tools.run(command);
    return answer && answer->exitCode == 0;
}

QStringList ZoomServices::loaded()
{
    QStringList all;
    for (const Service& agent : agents)
        all.append(m_session + QLatin1Char('/') + agent.name);
    all.append(system + QLatin1Char('/') + daemon.name);
    all.removeIf([this](const QString& service) {
        return !ask({QStringLiteral("print"), service});
    });
    return all;
}

void ZoomServices::end(const QStringList& services)
{
    for (const QString& service : services)
        ask({QStringLiteral("bootout"), service});
}

void ZoomServices::begin(const QStringList& services)
{
    const auto load = [this](const QString& domain, const Service& service) {
        ask({QStringLiteral("bootstrap"), domain,
             m_root + service.folder + service.name + QLatin1String(".plist")});
    };
    for (const QString& service : services) {
        if (service == system + QLatin1Char('/') + daemon.name)
            load(system, daemon);
        for (const Service& agent : agents)
            if (service == m_session + QLatin1Char('/') + agent.name)
                load(m_session, agent);
    }
}

} // namespace reconnect::macos
