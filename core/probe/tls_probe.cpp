#include "core/probe/tls_probe.h"

#include "core/net/telling.h"
#include "core/net/tls_chain.h"

#include <QTimer>

namespace reconnect {
namespace {

constexpr int maxIndependent = 2;

Observation blankFor(const TlsProbe::Target& target)
{
    Observation blank;
    blank.target = target.host + QLatin1Char(':') + QString::number(target.port);
    blank.id = QStringLiteral("tls:") + blank.target;
    if (!target.sendName)
        blank.id += QStringLiteral(":no-sni");
    blank.layer = Layer::Tls;
    return blank;
}

} // namespace

TlsProbe::TlsProbe(const Target& target, std::shared_ptr<Names> names,
                   const QSslConfiguration& configuration)
    : Probe(blankFor(target))
    , m_target(target)
    , m_names(std::move(names))
    , m_configuration(configuration)
{
}

void TlsProbe::run()
{
    m_names->lookup(m_target.host, this, [this](const NameAnswer& answer) { raceFor(answer); });
    if (m_target.role != Role::Zoom || !m_target.sendName)
        return;
    connect(m_names.get(), &Names::independent, this,
            [this](const QString& name, const QList<QHostAddress>& addresses) {
                if (name != m_target.host)
                    return;
                m_independent += addresses;
                askIndependent();
            });
    QTimer::singleShot(patienceMs, this, [this] {
        m_needed = true;
        askIndependent();
    });
    QTimer::singleShot(independentMs, this, [this] {
        m_waitOver = true;
        concludeIfDone();
    });
}

void TlsProbe::raceFor(const NameAnswer& answer)
{
    if (concluded())
        return;
    m_own = answer.addresses;
    if (m_own.isEmpty()) {
        settle(this->answer(Outcome::NotRun, QStringLiteral("no-address"),
                            {{QStringLiteral("role"), token(m_target.role)}}));
        return;
    }
    m_race = new TlsRace(fewOfEach(m_own), m_target.port,
                         m_target.sendName ? m_target.host : QString(), m_configuration, this);
    connect(m_race, &TlsRace::done, this, [this](const TlsRace::Outcome& outcome) {
        settle(observationOf(outcome, m_target.role));
    });
    m_race->start();
}

void TlsProbe::settle(const Observation& own)
{
    m_settled = true;
    if (own.outcome == Outcome::Passed || m_target.role != Role::Zoom || !m_target.sendName) {
        conclude(own);
        return;
    }
    report(own);
    m_needed = true;
    askIndependent();
    concludeIfDone();
}

void TlsProbe::askIndependent()
{
    if (!m_needed || concluded())
        return;
    for (const QHostAddress& address : std::as_const(m_independent)) {
        if (m_own.contains(address) || m_asked.contains(address) ||
            m_asked.size() == maxIndependent)
            continue;
        m_asked.append(address);
        auto* race = new TlsRace({address}, m_target.port, m_target.host, m_configuration, this);
        m_independentRaces.insert(address, race);
        connect(race, &TlsRace::done, this, [this, address](const TlsRace::Outcome& outcome) {
            settleIndependent(address, outcome.shown);
        });
        race->start();
    }
}

void TlsProbe::settleIndependent(const QHostAddress& address, const TlsShown& shown)
{
    m_independentRaces.remove(address);
    report(observationOf({address, shown}, Role::Independent));
    concludeIfDone();
}

void TlsProbe::concludeIfDone()
{
    const bool enough = m_waitOver || !m_asked.isEmpty();
    if (m_settled && m_independentRaces.isEmpty() && enough)
        conclude();
}

void TlsProbe::expired()
{
    for (auto it = m_independentRaces.cbegin(); it != m_independentRaces.cend(); ++it)
        report(observationOf(it.value()->soFar(), Role::Independent));
    m_independentRaces.clear();
    if (m_settled)
        conclude();
    else if (m_race)
        conclude(observationOf(m_race->soFar(), m_target.role));
    else
        Probe::expired();
}

Observation TlsProbe::observationOf(const TlsRace::Outcome& outcome, Role role) const
{
    const TlsShown& shown = outcome.shown;
    const QJsonObject detail{
        {QStringLiteral("role"), token(role)},
        {QStringLiteral("address"), outcome.address.toString()},
        {QStringLiteral("connected"), shown.connected},
        {QStringLiteral("protocol"), shown.protocol},
        {QStringLiteral("verifyErrors"), QJsonArray::fromStringList(shown.verifyErrors)},
        {QStringLiteral("chain"), chainToJson(shown.chain)},
    };
    const bool passed = shown.trusted || (!m_target.sendName && !shown.chain.isEmpty());
    const Outcome how = passed                                       ? Outcome::Passed
                        : shown.error == QStringLiteral("timed-out") ? Outcome::TimedOut
                                                                     : Outcome::Failed;
    Observation observation = answer(how, passed ? QString() : shown.error, detail);
    if (role == Role::Independent)
        observation.id += QLatin1Char('@') + outcome.address.toString();
    return observation;
}

} // namespace reconnect
