#pragma once

#include "app/session/repairs.h"
#include "core/probe/stated_probe.h"
#include "tests/fakes/fake_elevator.h"
#include "tests/fakes/fake_probes.h"
#include "tests/fakes/fake_setting.h"
#include "tests/support/evidence_builder.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <atomic>

namespace reconnect::test {

// A computer whose proxy is dead, by a setting of the person or, where `rights` says so, of the
// system: Zoom can be reached where the setting is off and `curable`.
class FakeComputer {
public:
    explicit FakeComputer(Rights rights = Rights::Person,
                          const QString& source = QStringLiteral("gnome"))
        : m_rights(rights)
        , m_source(source)
    {
        values[QStringLiteral("mode")] = QStringLiteral("manual");
    }

    FakeSetting::Values values;
    std::atomic<bool> curable = true;
    std::atomic<int> checkups = 0;
    std::atomic<int> probeMs = 0;             // how long a checkup takes
    std::optional<ErrorCode> elevatorRefuses; // what the person or the system says
    QString place = QStringLiteral("GNOME network settings");

    QList<Observation> also; // what else a checkup finds

    QByteArray variable; // of the session, that a file of the person set to the same proxy

    bool isOff() const { return values.value(QStringLiteral("mode")) == QLatin1String("off"); }
    QString ownFolder() const { return m_folder.filePath(QStringLiteral("own")); }
    QString systemFolder() const { return m_folder.filePath(QStringLiteral("system")); }
    Journal own() const { return Journal(ownFolder()); }
    Journal systems() const { return Journal(systemFolder()); }

    Evidence evidence() const
    {
        EvidenceBuilder builder;
        const bool left = !variable.isEmpty() && qEnvironmentVariableIsSet(variable.constData());
        if (isOff() && curable && !left)
            return builder.evidence();
        const QJsonObject proxy{{QStringLiteral("source"), m_source},
                                {QStringLiteral("place"), place},
                                {QStringLiteral("kind"), QStringLiteral("manual")},
                                {QStringLiteral("scheme"), QStringLiteral("http")},
                                {QStringLiteral("host"), QStringLiteral("127.0.0.1")},
                                {QStringLiteral("port"), 9},
                                {QStringLiteral("effective"), true}};
        builder.proxy(QStringLiteral("127.0.0.1:9"), "refused",
                      {{QStringLiteral("effective"), true},
                       {QStringLiteral("places"), QJsonArray{place}},
                       {QStringLiteral("sources"), QJsonArray{m_source}}});
        QJsonArray proxies;
        if (left) {
            QJsonObject inSession = proxy;
            inSession[QStringLiteral("source")] = QStringLiteral("environment");
            inSession[QStringLiteral("place")] = QString::fromLatin1(variable);
            proxies.append(inSession);
        }
        if (!isOff())
            proxies.append(proxy);
        builder.passes(QStringLiteral("proxy:config"), {{QStringLiteral("proxies"), proxies}});
        return builder.evidence();
    }

    MakeProbeSource probes()
    {
        return [this] {
            return std::make_unique<FakeProbeSource>([this] {
                ++checkups;
                std::vector<std::unique_ptr<Probe>> probes;
                const Evidence seen = evidence();
                for (const Observation& observation : seen.observations + also)
                    probes.push_back(std::make_unique<StatedProbe>(observation));
                probes.push_back(std::make_unique<FakeProbe>(
                    Observation{QStringLiteral("client:slow"), Layer::Client, {}, {}, {}, 0, {}},
                    Outcome::Passed, probeMs));
                return probes;
            });
        };
    }

    MakeRepairHost repairs();

private:
    QTemporaryDir m_folder;
    Rights m_rights;
    QString m_source;

    class Source;
};

class FakeComputer::Source : public RepairHost {
public:
    explicit Source(FakeComputer& computer)
        : m_computer(computer)
        , m_journal(computer.ownFolder())
        , m_systems(computer.systemFolder())
        , m_helper(m_adapters, m_systems)
    {
        m_adapters.settings.push_back(std::make_unique<FakeSetting>(
            computer.values, QStringLiteral("turn-off-proxy"), computer.m_rights));
        m_adapters.deeds.push_back(std::make_unique<FakeDeed>(QStringLiteral("restart-zoom"),
                                                              QStringLiteral("Zoom runs again.")));
        m_adapters.deeds.push_back(std::make_unique<FakeDeed>(QStringLiteral("restart-computer")));
    }

    const Adapters& adapters() override { return m_adapters; }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    Elevator& elevator() override
    {
        m_helper.refuses = m_helper.refusesUndo = m_computer.elevatorRefuses;
        return m_helper;
    }
    FixRunner::Fetch fetch() override { return {}; }

private:
    FakeComputer& m_computer;
    Adapters m_adapters;
    Journal m_journal;
    Journal m_systems;
    FakeElevator m_helper;
};

inline MakeRepairHost FakeComputer::repairs()
{
    return [this] { return std::make_unique<Source>(*this); };
}

} // namespace reconnect::test
