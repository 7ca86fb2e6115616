#include "core/ports/clock.h"
#include "core/ports/system.h"
#include "core/probe/catalogue.h"
#include "platform/host.h"
#include "platform/posix/native/datagram_sender.h"
#include "platform/posix/native/system_resolver.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QSet>
#include <QUdpSocket>

#include <cerrno>
#include <optional>

using namespace reconnect;
using namespace reconnect::posix;
using namespace reconnect::test;

TEST_CASE("resolver: localhost is found, a name of no top level is not")
{
    PosixSystemResolver resolver;
    QObject context;
    std::optional<SystemLookup> found;
    std::optional<SystemLookup> nameless;
    resolver.lookup(QStringLiteral("localhost"), &context,
                    [&](const SystemLookup& lookup) { found = lookup; });
    resolver.lookup(QString(300, QLatin1Char('a')), &context,
                    [&](const SystemLookup& lookup) { nameless = lookup; });
    CHECK_FALSE(found); // never from within the call
    REQUIRE(waitFor([&] { return found && nameless; }));
    CHECK(found->status == SystemLookup::Status::Found);
    REQUIRE_FALSE(found->addresses.isEmpty());
    CHECK(found->addresses.first().isLoopback());
    CHECK(nameless->status != SystemLookup::Status::Found);
}

TEST_CASE("resolver: an answer for a context that is gone is dropped")
{
    PosixSystemResolver resolver;
    bool answered = false;
    for (int i = 0; i < 20; ++i) {
        QObject context;
        resolver.lookup(QStringLiteral("localhost"), &context,
                        [&](const SystemLookup&) { answered = true; });
    }
    waitFor([] { return false; }, 100);
    CHECK_FALSE(answered);
}

TEST_CASE("resolver: the context may be destroyed by the answer itself")
{
    PosixSystemResolver resolver;
    auto* context = new QObject;
    bool answered = false;
    resolver.lookup(QStringLiteral("localhost"), context, [&](const SystemLookup&) {
        answered = true;
        delete context;
    });
    CHECK(waitFor([&] { return answered; }));
}

TEST_CASE("datagrams: what is sent arrives, over both families")
{
    PosixDatagramSender sender;
    for (const auto host : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        QUdpSocket receiver;
        QUdpSocket socket;
        if (!receiver.bind(QHostAddress(host), 0) || !socket.bind(QHostAddress(host), 0))
            continue; // a computer without IPv6
        const auto status = sender.send(socket.socketDescriptor(), "hello", QHostAddress(host),
                                        receiver.localPort());
        CHECK(status == SendStatus::Sent);
        REQUIRE(waitFor([&] { return receiver.hasPendingDatagrams(); }));
    }
}

TEST_CASE("datagrams: a refusal by this computer is told from one of the way")
{
    CHECK(statusOf(EPERM, false) == SendStatus::NotPermitted);
    CHECK(statusOf(EPERM, true) == SendStatus::NotPermitted);
    CHECK(statusOf(EACCES, false) == SendStatus::NotPermitted);
    CHECK(statusOf(EACCES, true) == SendStatus::Unreachable);
    CHECK(statusOf(ECONNREFUSED, false) == SendStatus::Refused);
    CHECK(statusOf(EHOSTUNREACH, false) == SendStatus::Unreachable);
    CHECK(statusOf(EMSGSIZE, false) == SendStatus::Failed);
    PosixDatagramSender sender;
    CHECK(sender.send(-1, "x", QHostAddress(QHostAddress::LocalHost), 9) == SendStatus::Failed);
}

TEST_CASE("host: its probes ask every layer")
{
    Endpoints endpoints;
    endpoints.zoomHosts = {QStringLiteral("zoom.test")};
    endpoints.portalChecks = {{QUrl(QStringLiteral("http://portal.test/")), 204, {}}};
    endpoints.statusPages = {QUrl(QStringLiteral("https://status.test/"))};
    endpoints.zoomUdp = {{QStringLiteral("zoom.test"), {3478}, false}};
    const auto host = makeHost();
    QSet<Layer> layers;
    for (const auto& probe : makeProbes(host->ports(), endpoints))
        layers.insert(probe->blank().layer);
    for (const Layer layer : {Layer::Link, Layer::Address, Layer::Route, Layer::Hosts, Layer::Dns,
                              Layer::Firewall, Layer::Tcp, Layer::Clock, Layer::Tls, Layer::Http,
                              Layer::Captive, Layer::Udp, Layer::Status, Layer::Client}) {
        INFO(token(layer).toStdString());
        CHECK(layers.contains(layer));
    }
}

TEST_CASE("host: all ports are there and the clock runs")
{
    const auto host = makeHost();
    const Ports ports = host->ports();
    CHECK(ports.system.osName() == QStringLiteral("linux"));
    CHECK(ports.clock.now().timeSpec() == Qt::UTC);
}
