#include "core/probe/firewall_probe.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/servers.h"

#include <QJsonArray>
#include <QTimer>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

class ScriptedFirewall : public Firewall {
public:
    QList<FirewallReading> readings;
    QList<OutgoingPacket> asked;
    bool silent = false;

    void judge(const QList<OutgoingPacket>& packets, QObject* context, Done done) override
    {
        asked = packets;
        if (!silent)
            QTimer::singleShot(0, context, [this, done = std::move(done)] { done(readings); });
    }
    bool wasAsked(Transport transport, const char* to, quint16 port) const
    {
        for (const OutgoingPacket& packet : asked)
            if (packet.transport == transport && packet.port == port &&
                packet.destination == QHostAddress(text(to)))
                return true;
        return false;
    }
};

Endpoints endpoints()
{
    Endpoints known;
    known.zoomHosts = {text("zoom.test"), text("other.test")};
    known.zoomTcp = {{text("zoom.test"), {443, 8801}, false}};
    known.zoomUdp = {{text("zoom.test"), {3478}, false}};
    return known;
}

struct Asked {
    ScriptedFirewall firewall;
    ScriptedResolver resolver;
    QList<Observation> rows;

    void run(int timeoutMs = 3000)
    {
        FirewallProbe probe(firewall, endpoints(), {QHostAddress(text("192.0.2.53"))},
                            std::make_shared<Names>(resolver));
        rows = observe(probe, timeoutMs);
    }
};

} // namespace

TEST_CASE("firewall: Zoom's packets and those to the name servers are judged, each once")
{
    Asked asked;
    asked.resolver.known[text("zoom.test")] = {QHostAddress(text("203.0.113.5")),
                                               QHostAddress(text("2001:db8::5"))};
    asked.resolver.known[text("other.test")] = {QHostAddress(text("203.0.113.5"))};
    asked.run();
    const auto& firewall = asked.firewall;
    CHECK(firewall.asked.size() == 2 + 2 * 3);
    CHECK(firewall.wasAsked(Transport::Tcp, "203.0.113.5", 443));
    CHECK(firewall.wasAsked(Transport::Tcp, "2001:db8::5", 8801));
    CHECK(firewall.wasAsked(Transport::Udp, "203.0.113.5", 3478));
    CHECK(firewall.wasAsked(Transport::Udp, "192.0.2.53", 53));
    CHECK(firewall.wasAsked(Transport::Tcp, "192.0.2.53", 53));
}

TEST_CASE("firewall: with dead or sunk names a far address stands in for Zoom's")
{
    Asked asked;
    SECTION("dead") {}
    SECTION("sunk")
    {
        asked.resolver.known[text("zoom.test")] = {QHostAddress(text("0.0.0.0")),
                                                   QHostAddress(text("127.0.0.1"))};
    }
    asked.run();
    CHECK(asked.firewall.wasAsked(Transport::Udp, "192.0.2.53", 53));
    CHECK(asked.firewall.wasAsked(Transport::Tcp, "170.114.52.2", 443));
    CHECK(asked.firewall.wasAsked(Transport::Tcp, "170.114.52.2", 8801));
    CHECK(asked.firewall.wasAsked(Transport::Udp, "170.114.52.2", 3478));
}

TEST_CASE("firewall: one row a product, told as EVIDENCE.md says")
{
    using Status = FirewallReading::Status;
    Asked asked;
    const OutgoingPacket packet{Transport::Tcp, QHostAddress(text("203.0.113.5")), 443};
    const BlockingRule rule{text("tcp dport 443 drop"), text("inet filter output"), text("drop"),
                            QList<OutgoingPacket>(40, packet)};
    asked.firewall.readings = {{text("nftables"), Status::Blocks, {rule}, {}},
                               {text("iptables"), Status::Allows, {}, {}},
                               {text("ufw"), Status::NotInstalled, {}, {}},
                               {text("firewalld"), Status::Unreadable, {}, text("needs-root")}};
    asked.run();
    REQUIRE(asked.rows.size() == 4);
    CHECK(asked.rows[0].id == text("firewall:nftables"));
    CHECK(asked.rows[0].layer == Layer::Firewall);
    CHECK(asked.rows[0].outcome == Outcome::Failed);
    CHECK(asked.rows[0].error == text("blocks"));
    const auto told = asked.rows[0].detail[text("rules")].toArray().first();
    CHECK(told[text("rule")].toString() == rule.rule);
    CHECK(told[text("chain")].toString() == rule.chain);
    CHECK(told[text("verdict")].toString() == rule.verdict);
    CHECK(told[text("packets")].toArray().size() == FirewallProbe::maxPackets);
    CHECK(told[text("packets")].toArray().first().toString() == text("tcp 203.0.113.5 443"));
    CHECK(asked.rows[1].outcome == Outcome::Passed);
    CHECK(asked.rows[2].outcome == Outcome::Skipped);
    CHECK(asked.rows[2].error == text("not-installed"));
    CHECK(asked.rows[3].outcome == Outcome::Unknown);
    CHECK(asked.rows[3].error == text("needs-root"));
}

TEST_CASE("firewall: rules that can't be read in time are unknown")
{
    Asked asked;
    asked.firewall.silent = true;
    asked.run(200);
    REQUIRE(asked.rows.size() == 1);
    CHECK(asked.rows[0].id == text("firewall:rules"));
    CHECK(asked.rows[0].outcome == Outcome::Unknown);
    CHECK(asked.rows[0].error == text("timed-out"));
}
