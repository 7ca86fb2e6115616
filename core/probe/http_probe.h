#pragma once

#include "core/net/http_fetch.h"
#include "core/probe/probe.h"

namespace reconnect {

// http:HOST. Gets https://HOST/ as a Zoom client's first step does, and looks where it leads.
class HttpProbe : public Probe {
    Q_OBJECT

public:
    // zoomDomains: where an answer may redirect to, with all names below them.
    HttpProbe(const QString& host, const QStringList& zoomDomains, std::shared_ptr<Names> names,
              const QSslConfiguration& configuration = tlsConfiguration(), quint16 port = 443);

protected:
    void run() override;
    void expired() override;

private:
    HttpRequest request(const QString& host, quint16 port);
    Observation judge(const HttpReply& reply) const;

    QString m_host;
    QStringList m_zoomDomains;
    QUrl m_ledTo; // the last page of Zoom's that an answer led to
    HttpFetch m_fetch;
};

// Of a fetch that ended with this error token (see HttpReply): NotRun without an address, TimedOut,
// or `answered` where something came back that is no use.
Outcome outcomeOf(const QString& error, Outcome answered);

// An URL fit for a report: no user, no query (sign-in pages put the person's device there), and at
// most 300 characters.
QString shownUrl(const QUrl& url);

} // namespace reconnect
