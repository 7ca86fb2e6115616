#pragma once

#include "core/net/http_exchange.h"
#include "core/probe/names.h"
#include "core/probe/working_proxy.h"

#include <QSet>
#include <memory>
#include <optional>

namespace reconnect {

// One page to get, and how far to go for it.
struct HttpRequest {
    QUrl url; // http or https
    HttpLimits limits;
    int timeoutMs = 10000; // for all of it; a probe whose own time is up asks soFar() before
    // Where a redirect may lead. Unset: anywhere, but never from https to http.
    std::function<bool(const QUrl& from, const QUrl& to)> follow;
    std::optional<ProxyAddress> proxy; // asked in place of the host itself
};

struct HttpReply {
    // Empty: there is an answer, whatever its status. Else the telling failure among the host's
    // addresses: "no-address", "not-http", "too-large", "redirect-loop", "http-status" (the proxy
    // refused the tunnel), "closed", "reset", "timed-out", "refused", … and the tls tokens.
    QString error;
    HttpResponse response;
    QUrl url;      // that was asked last
    QUrl redirect; // where the answer leads, when it was not followed there
    QHostAddress address;
    bool connected = false;
    TlsShown tls; // of an https page
};

// Gets one page: every address of its host at once, the first answer counts; at most 5 redirects.
// Names come from the run's Names, never from Qt; no setting of this computer makes it use a proxy.
// Holds a few hundred KiB at most, whatever the other side sends.
class HttpFetch : public QObject {
    Q_OBJECT

public:
    HttpFetch(HttpRequest request, std::shared_ptr<Names> names,
              const QSslConfiguration& configuration, QObject* parent = nullptr);

    void start();
    // What is known by now; the error "timed-out" until it is over.
    HttpReply soFar() const;

    static constexpr int maxRedirects = 5;

signals:
    void done(const reconnect::HttpReply& reply); // once, from the event loop

private:
    void get(const QUrl& url);
    void askEach(const NameAnswer& answer);
    void settle(int index);
    void onAnswer(int index);
    HttpReply replyOf(int index) const;
    int telling() const;
    void finish(const HttpReply& reply);
    void clear();

    HttpRequest m_request;
    std::shared_ptr<Names> m_names;
    QSslConfiguration m_configuration;
    QUrl m_url;
    QSet<QUrl> m_visited;
    QList<QHostAddress> m_addresses;
    QList<HttpExchange*> m_exchanges; // beside m_addresses
    int m_pending = 0;
    bool m_over = false;
};

} // namespace reconnect
