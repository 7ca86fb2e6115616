#pragma once

#include "core/net/proxy_tunnel.h"
#include "core/probe/names.h"
#include "core/probe/observation.h"

#include <memory>

namespace reconnect {

// One distinct proxy and all that names it.
struct ProxyCandidate {
    ProxyScheme scheme = ProxyScheme::Http;
    QString host; // empty, or the port 0: a setting that can't work
    quint16 port = 0;
    QString raw; // as the setting writes it
    QStringList sources;
    QStringList places;
    bool effective = false;
    bool bypassesZoom = false;
    bool fromScript = false;
    // The person's client has a user name for it, which we don't: wanting one is then no fault.
    bool hasCredentials = false;

    QString name() const; // "HOST:PORT", what comes after "proxy:" in the id
};

// "http", "https", "socks4", "socks5".
QString schemeWord(ProxyScheme scheme);
// "manual", "script", "detect".
QString kindWord(ProxyKind kind);

// Makes one of two that name the same proxy: an effective one's scheme and exceptions count.
void merge(ProxyCandidate& candidate, const ProxyCandidate& more);
// Adds to a list that holds each proxy once, and at most `max`.
void addCandidate(QList<ProxyCandidate>& candidates, const ProxyCandidate& more, int max);

// Tries one proxy: through it to Zoom and, at the same time, to a control host.
class ProxyTrial : public QObject {
    Q_OBJECT

public:
    ProxyTrial(ProxyCandidate candidate, QString zoomHost, QString controlHost,
               std::shared_ptr<Names> names, const QSslConfiguration& configuration,
               QObject* parent = nullptr);

    void start();
    bool isOver() const { return m_over; }
    const ProxyCandidate& candidate() const { return m_candidate; }
    // Another setting names it too. It is not tried anew, so the scheme stays.
    void alsoNamedBy(ProxyCandidate other)
    {
        other.scheme = m_candidate.scheme;
        merge(m_candidate, other);
    }
    // What is known by now, durationMs and late starts aside.
    Observation observation() const;

signals:
    void done(); // once, from the event loop

private:
    void ask(const NameAnswer& answer);
    void finish();

    ProxyCandidate m_candidate;
    QString m_zoomHost;
    QString m_controlHost;
    std::shared_ptr<Names> m_names;
    QSslConfiguration m_configuration;
    QString m_error = QStringLiteral("timed-out"); // until there are tunnels
    ProxyTunnel* m_zoom = nullptr;
    ProxyTunnel* m_control = nullptr;
    bool m_over = false;
};

} // namespace reconnect
