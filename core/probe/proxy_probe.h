#pragma once

#include "core/ports/proxy_settings.h"
#include "core/probe/probe.h"
#include "core/probe/proxy_script_trial.h"
#include "core/probe/proxy_trial.h"
#include "core/probe/working_proxy.h"

namespace reconnect {

// What the probe of the proxies is made from.
struct ProxyProbeParts {
    ProxySettings& settings;
    PacEngine& engine;
    std::shared_ptr<Names> names;
    std::shared_ptr<WorkingProxy> working; // told of the first HTTP proxy that works, or of none
    QSslConfiguration tls;
    QString zoomHost;    // the first of the endpoints
    QString controlHost; // may be empty
};

// proxy:config, and for what it finds proxy:script:URL and proxy:HOST:PORT. One probe for all,
// because settings name scripts, and scripts name proxies. Changes no setting.
class ProxyProbe : public Probe {
    Q_OBJECT

public:
    explicit ProxyProbe(ProxyProbeParts parts);

    static constexpr int maxProxies = 8;
    static constexpr int maxScripts = 3;
    // A proxy that a slow script named so late that it had less than this is not judged.
    static constexpr int leastTrialMs = 1500;

protected:
    void run() override;
    void expired() override;

private:
    struct Trial {
        ProxyTrial* trial;
        int startedMs;
        bool reported = false;
    };

    void take(const ProxyReading& reading);
    void tryScript(const ProxyScriptSetting& setting);
    void tryChoices(const ProxyScriptTrial& script);
    void tryCandidates(const QList<ProxyCandidate>& candidates);
    void onTried(const ProxyTrial& trial);
    bool scriptsOver() const;
    void reportTried();
    void concludeIfDone();
    bool bypassesZoom(const QStringList& bypass) const;
    Observation timed(Observation observation) const;

    ProxyProbeParts m_parts;
    bool m_read = false;
    QList<ProxyScriptTrial*> m_scripts;
    QList<Trial> m_trials;
};

} // namespace reconnect
