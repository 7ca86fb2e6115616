#include "platform/macos/proxy/mac_proxy_settings.h"

#include "platform/macos/command_batch.h"
#include "platform/macos/proxy/managed_proxies.h"
#include "platform/macos/proxy/network_services.h"
#include "platform/macos/proxy/scutil_dictionary.h"

#include <QElapsedTimer>

#include <algorithm>
#include <memory>

namespace reconnect::macos {
namespace {

constexpr qsizetype atOnce = 2;   // services
constexpr int width = 10;         // commands: all of those at once
constexpr qsizetype maxRead = 32; // services; nobody has more than a dozen that are enabled

const std::array readParts{ProxyPart::SecureWeb, ProxyPart::Socks, ProxyPart::Script,
                           ProxyPart::Discovery};

Command scutilProxy()
{
    Command command;
    command.program = QStringLiteral("/usr/sbin/scutil");
    command.arguments = QStringList{QStringLiteral("--proxy")};
    command.maxOutput = 1 << 20;
    return command;
}

// One reading, in rounds; goes with the last of the callbacks that hold it.
class Reading : public std::enable_shared_from_this<Reading> {
public:
    Reading(CommandRunner& runner, MacProxySettings::Limits limits, QObject* context,
            ProxySettings::Done done)
        : m_runner(runner)
        , m_limits(limits)
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        m_since.start();
        round({listNetworkServices(), scutilProxy()},
              [](Reading& self, const auto& outputs) { self.takeServices(outputs); });
    }

private:
    using Outputs = QList<Result<CommandOutput>>;

    template<class Then>
    void round(QList<Command> commands, Then then)
    {
        for (Command& command : commands)
            command.timeoutMs = m_limits.roundMs;
        runAll(m_runner, commands, width, m_context,
               [self = shared_from_this(), then](const Outputs& outputs) { then(*self, outputs); });
    }

    void unreadable(const QString& what)
    {
        m_snapshot.problems.append(what + QStringLiteral(" can't be read"));
    }

    void takeServices(const Outputs& outputs)
    {
        const auto dictionary =
            outputs[1] ? readScutilDictionary(outputs[1]->out)
                       : Result<QJsonObject>(tl::unexpected<Error>(outputs[1].error()));
        if (dictionary)
            m_snapshot.inUse = proxiesInUse(*dictionary);
        else
            unreadable(QStringLiteral("the proxies in use"));

        const auto services =
            outputs[0] ? readNetworkServices(*outputs[0])
                       : Result<QList<NetworkService>>(tl::unexpected<Error>(outputs[0].error()));
        if (!services)
            unreadable(QStringLiteral("the list of network services"));
        for (const NetworkService& service : services.value_or(QList<NetworkService>()))
            if (service.enabled && m_snapshot.services.size() < maxRead)
                m_snapshot.services.append(
                    ProxySnapshot::Service{service.name, {}, {}, {}, {}, {}});
        readNextParts();
    }

    // A few services at a time, in the order macOS prefers them, so that a slow computer costs the
    // last ones and never what is read already. Time for the profiles is kept.
    void readNextParts()
    {
        const bool isTime = m_since.elapsed() <= m_limits.totalMs - qint64(2) * m_limits.roundMs;
        const qsizetype end =
            isTime ? std::min(m_next + atOnce, m_snapshot.services.size()) : m_next;
        if (end == m_next) {
            finishServices();
            return;
        }
        QList<Command> commands;
        for (qsizetype i = m_next; i < end; ++i) {
            const QString& name = m_snapshot.services[i].name;
            for (const ProxyPart part : readParts)
                commands.append(readPart(part, name));
            commands.append(readExceptions(name));
        }
        round(commands, [end](Reading& self, const auto& parts) { self.takeParts(parts, end); });
    }

    void takeParts(const Outputs& outputs, qsizetype end)
    {
        qsizetype at = 0;
        for (; m_next < end; ++m_next) {
            auto& service = m_snapshot.services[m_next];
            bool isWhole = true;
            for (const ProxyPart part : readParts) {
                const auto& output = outputs[at++];
                const auto state =
                    output ? readPartState(part, *output)
                           : Result<ProxyPartState>(tl::unexpected<Error>(output.error()));
                if (state)
                    partOf(service, part) = *state;
                isWhole = isWhole && state;
            }
            const auto& exceptions = outputs[at++];
            if (exceptions)
                service.exceptions = readExceptionList(*exceptions);
            if (!isWhole)
                unreadable(service.name);
        }
        readNextParts();
    }

    void finishServices()
    {
        for (qsizetype i = m_next; i < m_snapshot.services.size(); ++i)
            unreadable(m_snapshot.services[i].name);
        // Whose they are matters only where there are any.
        if (readingOf(m_snapshot).proxies.isEmpty())
            m_done(readingOf(m_snapshot));
        else
            round({showProfiles()},
                  [](Reading& self, const auto& profiles) { self.takeProfiles(profiles); });
    }

    void takeProfiles(const Outputs& outputs)
    {
        const auto managed =
            outputs[0] ? readProfileProxies(*outputs[0])
                       : Result<QList<ConfiguredProxy>>(tl::unexpected<Error>(outputs[0].error()));
        if (managed)
            m_snapshot.managed = *managed;
        m_done(readingOf(m_snapshot));
    }

    static std::optional<ProxyPartState>& partOf(ProxySnapshot::Service& service, ProxyPart part)
    {
        switch (part) {
        case ProxyPart::SecureWeb:
            return service.secureWeb;
        case ProxyPart::Socks:
            return service.socks;
        case ProxyPart::Script:
            return service.script;
        case ProxyPart::Web: // carries no HTTPS, and is not read
        case ProxyPart::Discovery:
            break;
        }
        return service.discovery;
    }

    CommandRunner& m_runner;
    MacProxySettings::Limits m_limits;
    QObject* m_context;
    ProxySettings::Done m_done;
    ProxySnapshot m_snapshot;
    QElapsedTimer m_since;
    qsizetype m_next = 0; // the first service that was not asked about yet
};

} // namespace

MacProxySettings::MacProxySettings(CommandRunner& runner, Limits limits)
    : m_runner(runner)
    , m_limits(limits)
{
}

void MacProxySettings::read(QObject* context, Done done)
{
    std::make_shared<Reading>(m_runner, m_limits, context, std::move(done))->start();
}

} // namespace reconnect::macos
