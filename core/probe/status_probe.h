#pragma once

#include "core/net/http_fetch.h"
#include "core/probe/probe.h"

namespace reconnect {

// status:HOST. Asks one of Zoom's status pages; where that gives no answer and a proxy works, also
// through the proxy, as status:HOST:via-proxy.
class StatusProbe : public Probe {
    Q_OBJECT

public:
    StatusProbe(const QUrl& page, std::shared_ptr<Names> names, std::shared_ptr<WorkingProxy> proxy,
                const QSslConfiguration& configuration = tlsConfiguration());

    // A working proxy is asked when the page has failed, or not answered so soon.
    static constexpr int patienceMs = 1000;

protected:
    void run() override;
    void expired() override;

private:
    void settleOwn(const HttpReply& reply);
    void considerProxy();
    void settleByProxy(const HttpReply& reply);
    Observation judge(const HttpReply& reply) const;
    Observation byProxy(const HttpReply& reply) const;

    HttpRequest m_request;
    std::shared_ptr<Names> m_names;
    std::shared_ptr<WorkingProxy> m_proxy;
    QSslConfiguration m_configuration;
    HttpFetch m_fetch;
    HttpFetch* m_byProxy = nullptr;
    std::optional<ProxyAddress> m_address; // of the proxy that works
    std::optional<HttpReply> m_byProxyReply;
    bool m_own = false;          // the direct row is out, and it says nothing
    bool m_proxySettled = false; // known whether there is one
    bool m_impatient = false;
};

} // namespace reconnect
