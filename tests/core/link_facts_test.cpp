#include "core/probe/gateway_probe.h"
#include "core/probe/link_facts.h"
#include "tests/catch.h"
#include "tests/support/servers.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

NetworkInterface interfaceWith(const QStringList& addresses, bool up = true, bool running = true)
{
    NetworkInterface interface;
    interface.name = text("eth0");
    interface.up = up;
    interface.running = running;
    for (const QString& address : addresses)
        interface.addresses.append(QHostAddress(address));
    return interface;
}

NetworkInterface loopback()
{
    NetworkInterface interface = interfaceWith({text("127.0.0.1"), text("::1")});
    interface.name = text("lo");
    interface.loopback = true;
    return interface;
}

NetworkState stateWith(const QStringList& addresses)
{
    NetworkState state;
    state.interfaces = {loopback(), interfaceWith(addresses)};
    return state;
}

const Result<NetworkState> unread = failure(ErrorCode::Failed);

void check(const Observation& seen, Outcome outcome, const char* error)
{
    CHECK(seen.outcome == outcome);
    CHECK(seen.error == text(error));
}

Observation hosts(const QByteArray& file)
{
    return hostsFact(file, text("/etc/hosts"), {text("meet.test")}, {text("zoom.us")});
}

} // namespace

TEST_CASE("link: no cable is no link, and loopback is none either")
{
    NetworkState state;
    state.interfaces = {loopback()};
    check(interfacesFact(state), Outcome::Failed, "no-link");
    state.interfaces = {loopback(), interfaceWith({}, true, false)};
    const Observation unplugged = interfacesFact(state);
    check(unplugged, Outcome::Failed, "no-link");
    CHECK(unplugged.id == text("link:interfaces"));
    CHECK(unplugged.layer == Layer::Link);
    CHECK(unplugged.detail[text("interfaces")].toArray() ==
          QJsonArray{QJsonObject{
              {text("name"), text("eth0")}, {text("up"), true}, {text("running"), false}}});
    state.interfaces = {interfaceWith({}, false, true)};
    check(interfacesFact(state), Outcome::Failed, "no-link");
    state.interfaces = {interfaceWith({}, false, false), interfaceWith({})};
    check(interfacesFact(state), Outcome::Passed, "");
    check(interfacesFact(unread), Outcome::Unknown, "unreadable");
}

TEST_CASE("link: hundreds of interfaces are cut")
{
    NetworkState state;
    state.interfaces = QList<NetworkInterface>(500, interfaceWith({}));
    CHECK(interfacesFact(state).detail[text("interfaces")].toArray().size() == 32);
}

TEST_CASE("address: an address that only names the link is told from none")
{
    const Observation good =
        addressFact(Family::Ipv4, stateWith({text("198.51.100.7"), text("fe80::1")}));
    check(good, Outcome::Passed, "");
    CHECK(good.id == text("address:ipv4"));
    CHECK(good.layer == Layer::Address);
    CHECK(good.detail[text("addresses")].toArray() == QJsonArray{text("198.51.100.7")});
    check(addressFact(Family::Ipv4, stateWith({text("169.254.3.4")})), Outcome::Failed,
          "link-local-only");
    check(addressFact(Family::Ipv4, stateWith({})), Outcome::Failed, "no-address");
    check(addressFact(Family::Ipv4, stateWith({text("169.254.3.4"), text("10.0.0.1")})),
          Outcome::Passed, "");
    NetworkState off;
    off.interfaces = {interfaceWith({text("10.0.0.1")}, false)};
    check(addressFact(Family::Ipv4, off), Outcome::Failed, "no-address");
    check(addressFact(Family::Ipv4, unread), Outcome::Unknown, "unreadable");
}

TEST_CASE("address: without IPv6 there is nothing to blame")
{
    check(addressFact(Family::Ipv6, stateWith({text("fe80::1"), text("10.0.0.1")})),
          Outcome::Skipped, "not-offered");
    const auto offered = GENERATE(values<const char*>({"2001:db8::5", "fd00::5"}));
    const Observation seen = addressFact(Family::Ipv6, stateWith({text("fe80::1"), text(offered)}));
    check(seen, Outcome::Passed, "");
    CHECK(seen.id == text("address:ipv6"));
}

TEST_CASE("route: a missing default route is a fault only where the family is offered")
{
    NetworkState state = stateWith({text("10.0.0.2")});
    check(routeFact(Family::Ipv4, state), Outcome::Failed, "no-default-route");
    check(routeFact(Family::Ipv6, state), Outcome::Skipped, "not-offered");
    check(routeFact(Family::Ipv6, stateWith({text("2001:db8::5")})), Outcome::Failed,
          "no-default-route");
    check(routeFact(Family::Ipv6, unread), Outcome::Unknown, "unreadable");
    state.ipv4Routes = {{QHostAddress(text("10.0.0.1")), text("eth0")}};
    const Observation seen = routeFact(Family::Ipv4, state);
    check(seen, Outcome::Passed, "");
    CHECK(seen.id == text("route:ipv4"));
    CHECK(seen.layer == Layer::Route);
    CHECK(seen.detail ==
          QJsonObject{{text("gateway"), text("10.0.0.1")}, {text("interface"), text("eth0")}});
}

TEST_CASE("route: the first router is IPv4's, then IPv6's; a point-to-point link has none")
{
    NetworkState state;
    CHECK(firstGateway(state).isNull());
    state.ipv4Routes = {{QHostAddress(), text("ppp0")}};
    state.ipv6Routes = {{QHostAddress(text("fe80::1%eth0")), text("eth0")}};
    CHECK(firstGateway(state) == QHostAddress(text("fe80::1%eth0")));
    state.ipv4Routes.append({QHostAddress(text("10.0.0.1")), text("eth0")});
    CHECK(firstGateway(state) == QHostAddress(text("10.0.0.1")));
    check(noGatewayFact(state), Outcome::Skipped, "no-gateway");
    CHECK(noGatewayFact(state).id == text("route:gateway"));
    check(noGatewayFact(unread), Outcome::Unknown, "unreadable");
}

TEST_CASE("route: a router that refuses or takes a connection is there")
{
    LoopbackServer server;
    const QHostAddress local(QHostAddress::LocalHost);
    GatewayProbe open(local, {server.port()});
    const Observation taken = observe(open).value(0);
    CHECK(taken.id == text("route:gateway"));
    check(taken, Outcome::Passed, "");
    GatewayProbe closed(local, {deadPort(), deadPort()});
    const Observation refused = observe(closed).value(0);
    check(refused, Outcome::Passed, "");
    CHECK(refused.detail == QJsonObject{{text("gateway"), text("127.0.0.1")}});
    CHECK(refused.durationMs < 500);
}

TEST_CASE("route: a router that can't be reached is told from one that is silent")
{
    // TCP can't be spoken with everybody at once, which the system says without sending anything.
    GatewayProbe off(QHostAddress(QHostAddress::Broadcast), {443});
    const Observation unreachable = observe(off, 500).value(0);
    check(unreachable, Outcome::Failed, "unreachable");
    CHECK(unreachable.detail == QJsonObject{{text("gateway"), text("255.255.255.255")}});
    GatewayProbe none(QHostAddress(QHostAddress::LocalHost), {});
    check(observe(none, 100).value(0), Outcome::Unknown, "silent");
}

TEST_CASE("dns: no name server at all is said once")
{
    check(noServersFact(NetworkState{}), Outcome::Failed, "no-servers");
    CHECK(noServersFact(NetworkState{}).id == text("dns:none"));
    check(noServersFact(unread), Outcome::Unknown, "unreadable");
}

TEST_CASE("hosts: a pinned Zoom name is named with its line, and nothing private of it")
{
    const Observation seen = hosts("127.0.0.1 localhost\n0.0.0.0 alices-pc zoom.us US05web.zoom.us "
                                   "# by Alice\n::1 meet.test\n");
    check(seen, Outcome::Failed, "pinned");
    CHECK(seen.id == text("hosts:zoom"));
    CHECK(seen.layer == Layer::Hosts);
    CHECK(seen.detail[text("path")].toString() == text("/etc/hosts"));
    const QJsonArray lines = seen.detail[text("lines")].toArray();
    REQUIRE(lines.size() == 3);
    CHECK(lines[1].toObject() ==
          QJsonObject{{text("number"), 2},
                      {text("text"), text("0.0.0.0 zoom.us US05web.zoom.us")},
                      {text("name"), text("US05web.zoom.us")},
                      {text("address"), text("0.0.0.0")}});
    CHECK(lines[2].toObject()[text("name")].toString() == text("meet.test"));
}

TEST_CASE("hosts: a commented line, a like name and a missing file pin nothing")
{
    check(hosts("127.0.0.1 localhost\n# 0.0.0.0 zoom.us\n0.0.0.0 notzoom.us\n"), Outcome::Passed,
          "");
    CHECK(hosts({}).detail[text("lines")].toArray().isEmpty());
    const auto fact = [](ErrorCode code) {
        return hostsFact(failure(code), text("/etc/hosts"), {}, {text("zoom.us")});
    };
    check(fact(ErrorCode::NotFound), Outcome::Passed, "");
    check(fact(ErrorCode::NotPermitted), Outcome::Unknown, "unreadable");
    check(fact(ErrorCode::TooLarge), Outcome::Unknown, "unreadable");
}
