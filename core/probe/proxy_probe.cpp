#include "core/probe/proxy_probe.h"

#include "core/net/proxy_bypass.h"

#include <QJsonArray>

#include <algorithm>

namespace reconnect {
namespace {

constexpr quint16 zoomPort = 443;
constexpr int maxListed = 20;
constexpr int maxBypass = 20;

Observation blankConfig()
{
    Observation blank;
    blank.id = QStringLiteral("proxy:config");
    blank.layer = Layer::Proxy;
    blank.target = QStringLiteral("proxy settings");
    return blank;
}

QUrl wpadAddress()
{
    return QUrl(QStringLiteral("http://wpad/wpad.dat"));
}

ProxyCandidate candidateFor(const ConfiguredProxy& proxy, bool bypassesZoom)
{
    ProxyCandidate candidate;
    candidate.scheme = proxy.scheme;
    candidate.host = proxy.host;
    candidate.port = proxy.port;
    candidate.raw = proxy.raw;
    candidate.sources = QStringList{proxy.source};
    candidate.places = QStringList{proxy.place};
    candidate.effective = proxy.effective;
    candidate.bypassesZoom = bypassesZoom;
    candidate.hasCredentials = proxy.hasCredentials;
    return candidate;
}

} // namespace

ProxyProbe::ProxyProbe(ProxyProbeParts parts)
    : Probe(blankConfig())
    , m_parts(std::move(parts))
{
}

void ProxyProbe::run()
{
    m_parts.settings.read(this, [this](const ProxyReading& reading) { take(reading); });
}

void ProxyProbe::take(const ProxyReading& reading)
{
    if (concluded())
        return;
    m_read = true;
    QJsonArray listed;
    QList<ProxyCandidate> candidates;
    for (const ConfiguredProxy& proxy : reading.proxies) {
        const bool bypassed = bypassesZoom(proxy.bypass);
        const QUrl script = proxy.kind == ProxyKind::Detect ? wpadAddress() : proxy.script;
        if (listed.size() < maxListed)
            listed.append(QJsonObject{
                {QStringLiteral("source"), proxy.source},
                {QStringLiteral("place"), proxy.place},
                {QStringLiteral("kind"), kindWord(proxy.kind)},
                {QStringLiteral("scheme"), schemeWord(proxy.scheme)},
                {QStringLiteral("host"), proxy.host},
                {QStringLiteral("port"), proxy.port},
                {QStringLiteral("script"),
                 proxy.kind == ProxyKind::Manual ? QString() : shownScript(script)},
                {QStringLiteral("bypass"),
                 QJsonArray::fromStringList(proxy.bypass.mid(0, maxBypass))},
                {QStringLiteral("bypassesZoom"), bypassed},
                {QStringLiteral("effective"), proxy.effective},
            });
        if (proxy.kind == ProxyKind::Manual)
            addCandidate(candidates, candidateFor(proxy, bypassed), maxProxies);
        else
            tryScript({script, proxy.kind, proxy.place, proxy.effective && !bypassed});
    }
    QJsonObject detail{{QStringLiteral("proxies"), listed},
                       {QStringLiteral("problems"), QJsonArray::fromStringList(reading.problems)}};
    if (reading.areAnothers)
        detail.insert(QStringLiteral("anothers"), true);
    if (!reading.proxies.isEmpty())
        report(answer(Outcome::Passed, {}, detail));
    else if (!reading.problems.isEmpty())
        report(answer(Outcome::Unknown, QStringLiteral("unreadable"), detail));
    else
        report(answer(Outcome::Skipped, QStringLiteral("none"), detail));
    tryCandidates(candidates);
    concludeIfDone();
}

void ProxyProbe::tryScript(const ProxyScriptSetting& setting)
{
    // Two settings may name one script; the effective one's place is told.
    const auto same =
        std::find_if(m_scripts.begin(), m_scripts.end(), [&](const ProxyScriptTrial* other) {
            return other->setting().url == setting.url;
        });
    if (same != m_scripts.end() || m_scripts.size() == maxScripts)
        return;
    auto* script = new ProxyScriptTrial(setting, m_parts.zoomHost, m_parts.engine, m_parts.names,
                                        m_parts.tls, this);
    m_scripts.append(script);
    connect(script, &ProxyScriptTrial::done, this, [this, script] {
        if (concluded())
            return;
        report(timed(script->observation()));
        tryChoices(*script);
        concludeIfDone();
    });
    script->start();
}

void ProxyProbe::tryChoices(const ProxyScriptTrial& script)
{
    QList<ProxyCandidate> candidates;
    for (const PacChoice& choice : script.choices()) {
        if (choice.direct)
            continue;
        ProxyCandidate candidate;
        candidate.scheme = choice.scheme;
        candidate.host = choice.host;
        candidate.port = choice.port;
        candidate.sources = QStringList{QStringLiteral("script")};
        candidate.places = QStringList{script.setting().place};
        candidate.effective = script.setting().effective;
        candidate.fromScript = true;
        addCandidate(candidates, candidate, maxProxies);
    }
    tryCandidates(candidates);
}

void ProxyProbe::tryCandidates(const QList<ProxyCandidate>& candidates)
{
    for (const ProxyCandidate& candidate : candidates) {
        const auto known = std::find_if(m_trials.cbegin(), m_trials.cend(), [&](const Trial& one) {
            return one.trial->candidate().name() == candidate.name();
        });
        if (known != m_trials.cend()) {
            known->trial->alsoNamedBy(candidate);
            continue;
        }
        if (m_trials.size() == maxProxies)
            return;
        auto* trial = new ProxyTrial(candidate, m_parts.zoomHost, m_parts.controlHost,
                                     m_parts.names, m_parts.tls, this);
        m_trials.append({trial, elapsedMs()});
        connect(trial, &ProxyTrial::done, this, [this, trial] { onTried(*trial); });
        trial->start();
    }
}

void ProxyProbe::onTried(const ProxyTrial& trial)
{
    if (concluded())
        return;
    const ProxyCandidate& candidate = trial.candidate();
    if (candidate.scheme == ProxyScheme::Http && trial.observation().outcome == Outcome::Passed)
        m_parts.working->found(candidate.host, candidate.port);
    concludeIfDone();
}

bool ProxyProbe::scriptsOver() const
{
    return std::all_of(m_scripts.cbegin(), m_scripts.cend(),
                       [](const auto* script) { return script->isOver(); });
}

void ProxyProbe::reportTried()
{
    for (Trial& one : m_trials) {
        // A script may yet name one that no client would use without it.
        const bool isFinal = one.trial->candidate().effective || scriptsOver();
        if (one.reported || !one.trial->isOver() || !isFinal)
            continue;
        one.reported = true;
        report(timed(one.trial->observation()));
    }
}

void ProxyProbe::concludeIfDone()
{
    if (!m_read || concluded())
        return;
    reportTried();
    const bool trialsOver = std::all_of(m_trials.cbegin(), m_trials.cend(),
                                        [](const Trial& one) { return one.trial->isOver(); });
    if (!scriptsOver() || !trialsOver)
        return;
    m_parts.working->noneLeft();
    conclude();
}

void ProxyProbe::expired()
{
    m_parts.working->noneLeft();
    if (!m_read) {
        conclude(answer(Outcome::Unknown, QStringLiteral("unreadable")));
        return;
    }
    for (const auto* script : std::as_const(m_scripts))
        if (!script->isOver())
            report(timed(script->observation()));
    for (const Trial& one : std::as_const(m_trials)) {
        if (one.reported)
            continue;
        Observation seen = timed(one.trial->observation());
        if (seen.outcome == Outcome::TimedOut && timeoutMs() - one.startedMs < leastTrialMs) {
            seen.outcome = Outcome::NotRun;
            seen.error.clear();
        }
        report(seen);
    }
    conclude();
}

bool ProxyProbe::bypassesZoom(const QStringList& bypass) const
{
    return bypassesProxy(bypass, m_parts.zoomHost, zoomPort);
}

Observation ProxyProbe::timed(Observation observation) const
{
    observation.durationMs = elapsedMs();
    return observation;
}

} // namespace reconnect
