#include "platform/windows/firewall/drop_events.h"
#include "platform/windows/firewall/policy_rule.h"
#include "platform/windows/firewall/value_lists.h"
#include "tests/catch.h"
#include "tests/platform/windows/fake_firewall.h"

using namespace reconnect;
using namespace reconnect::test;
using Status = FirewallReading::Status;

namespace {

FirewallReading judged(const FakeFirewall& fake, const QList<OutgoingPacket>& packets = {packet()})
{
    return wf::readingFrom(fake.policy, surroundings(), packets);
}

// What becomes of TCP to 203.0.113.5:443 where one more rule blocks.
QString fateWith(const std::function<void(wf::FirewallRule&)>& change)
{
    FakeFirewall fake;
    change(fake.block("a rule"));
    const FirewallReading reading = judged(fake);
    switch (reading.status) {
    case Status::Blocks:
        return reading.rules.first().clientOnly ? words("client") : words("blocks");
    case Status::Allows:
        return words("allows");
    default:
        return reading.problem;
    }
}

} // namespace

TEST_CASE("windows firewall: nothing blocks what leaves by default", "[windows-firewall]")
{
    FakeFirewall fake;
    const FirewallReading reading = judged(fake);
    CHECK(reading.product == words("windows-firewall"));
    CHECK(reading.status == Status::Allows);
}

TEST_CASE("windows firewall: a rule applies by program, service, protocol, port and address",
          "[windows-firewall]")
{
    struct Row {
        const char* what;
        std::function<void(wf::FirewallRule&)> change;
        const char* fate;
    };
    const auto set = [](QString wf::FirewallRule::*field, const char* value) {
        return [=](wf::FirewallRule& rule) { rule.*field = words(value); };
    };
    const auto program = &wf::FirewallRule::application;
    const auto ports = &wf::FirewallRule::remotePorts;
    const auto addresses = &wf::FirewallRule::remoteAddresses;
    const QList<Row> rows{
        {"all", [](auto&) {}, "blocks"},
        {"off", [](auto& rule) { rule.enabled = false; }, "allows"},
        {"inbound", [](auto& rule) { rule.direction = wf::FirewallRule::Direction::In; }, "allows"},
        {"another profile", [](auto& rule) { rule.profiles = wf::publicProfile; }, "allows"},
        {"program", set(program, "c:\\program files\\zoom\\BIN\\zoom.exe"), "client"},
        {"program by variable", set(program, "%ProgramFiles%\\Zoom\\bin\\Zoom.exe"), "client"},
        {"program by slashes", set(program, "C:/Program Files/Zoom/bin/Zoom.exe"), "client"},
        {"program by a person's variable", set(program, "%AppData%\\Zoom\\bin\\Zoom.exe"),
         "not-understood"},
        {"program by a short name", set(program, "C:\\PROGRA~1\\Zoom\\bin\\Zoom.exe"),
         "not-understood"},
        {"another program", set(program, "C:\\Program Files\\Other\\other.exe"), "allows"},
        {"another program by a variable", set(program, "%AppData%\\Other\\other.exe"), "allows"},
        {"the system itself", set(program, "System"), "allows"},
        {"any service", set(&wf::FirewallRule::service, "*"), "allows"},
        {"tcp", [](auto& rule) { rule.protocol = wf::tcpProtocol; }, "blocks"},
        {"udp", [](auto& rule) { rule.protocol = wf::udpProtocol; }, "allows"},
        {"icmp", [](auto& rule) { rule.protocol = 1; }, "allows"},
        {"port", set(ports, "80,443"), "blocks"},
        {"range", set(ports, "1-1023"), "blocks"},
        {"other ports", set(ports, "80,8443-8500"), "allows"},
        {"port keyword", set(ports, "IPHTTPS"), "not-understood"},
        {"local ports", set(&wf::FirewallRule::localPorts, "5060"), "not-understood"},
        {"all local ports", set(&wf::FirewallRule::localPorts, "1024-65535"), "blocks"},
        {"address", set(addresses, "203.0.113.5/255.255.255.255"), "blocks"},
        {"prefix", set(addresses, "203.0.113.0/24"), "blocks"},
        {"mask", set(addresses, "203.0.0.0/255.255.0.0"), "blocks"},
        {"address range", set(addresses, "198.51.100.1-203.0.113.5"), "blocks"},
        {"other addresses", set(addresses, "203.0.113.6-203.0.113.99,2001:db8::/32"), "allows"},
        {"mask with a gap", set(addresses, "203.0.113.5/255.0.255.0"), "not-understood"},
        {"neighbours", set(addresses, "LocalSubnet"), "allows"},
        {"the router", set(addresses, "DefaultGateway"), "allows"},
        {"zone", set(addresses, "Internet"), "not-understood"},
        {"kind of interface", set(&wf::FirewallRule::interfaceTypes, "Wireless"), "not-understood"},
        {"every kind", set(&wf::FirewallRule::interfaceTypes, "Lan,RemoteAccess,Wireless"),
         "blocks"},
        {"from an address", set(&wf::FirewallRule::localAddresses, "192.168.7.20"),
         "not-understood"},
        {"one interface", [](auto& rule) { rule.someInterfaces = true; }, "not-understood"},
        {"a store app", [](auto& rule) { rule.storeApp = true; }, "allows"},
        {"some users", [](auto& rule) { rule.hasConditions = true; }, "not-understood"},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        CHECK(fateWith(row.change) == words(row.fate));
    }
}

TEST_CASE("windows firewall: a rule that blocks beats one that allows", "[windows-firewall]")
{
    FakeFirewall fake;
    fake.block("allows").action = wf::FirewallRule::Action::Allow;
    fake.block("blocks");
    const FirewallReading reading = judged(fake);
    REQUIRE(reading.status == Status::Blocks);
    CHECK(reading.rules.size() == 1);
    CHECK(reading.rules.first().rule == words("blocks"));
    CHECK(reading.rules.first().chain == words("private"));
    CHECK(reading.rules.first().verdict == words("drop"));
}

TEST_CASE("windows firewall: a profile that lets nothing out by default", "[windows-firewall]")
{
    FakeFirewall fake;
    fake.closeProfiles();
    const FirewallReading closed = judged(fake);
    REQUIRE(closed.status == Status::Blocks);
    CHECK(closed.rules.first().verdict == words("policy"));
    wf::FirewallRule& web = fake.block("web");
    web.action = wf::FirewallRule::Action::Allow;
    web.protocol = wf::tcpProtocol;
    web.remotePorts = words("443");
    CHECK(judged(fake).status == Status::Allows);
    // Zoom alone gets out: what is tried here says nothing about it.
    fake.rule("web").application = zoomPath();
    CHECK(judged(fake).problem == words("not-understood"));
    fake.policy.profiles[1].enabled = false; // the active one
    CHECK(judged(fake).status == Status::Allows);
}

TEST_CASE("windows firewall: two networks with profiles that disagree", "[windows-firewall]")
{
    FakeFirewall fake;
    fake.policy.active = wf::privateProfile | wf::publicProfile;
    fake.block("public only").profiles = wf::publicProfile;
    CHECK(judged(fake).problem == words("not-understood"));
    fake.rule("public only").profiles = wf::allProfiles;
    const FirewallReading both = judged(fake);
    REQUIRE(both.status == Status::Blocks);
    CHECK(both.rules.first().chain == words("private, public"));
    fake.policy.active = 0; // no network, so no profile
    CHECK(judged(fake).problem == words("not-understood"));
}

TEST_CASE("windows firewall: names are asked by a service of Windows", "[windows-firewall]")
{
    FakeFirewall fake;
    const OutgoingPacket question = packet("192.0.2.53", 53, Transport::Udp);
    fake.block("zoom").application = zoomPath();
    CHECK(judged(fake, {question}).status == Status::Allows);
    wf::FirewallRule& dns = fake.block("dns");
    dns.application = words("%SystemRoot%\\system32\\svchost.exe");
    dns.service = words("dnscache");
    dns.remoteAddresses = words("DNS");
    const FirewallReading reading = judged(fake, {question, packet()});
    REQUIRE(reading.rules.size() == 2);
    CHECK(reading.rules[0].rule == words("dns"));
    CHECK_FALSE(reading.rules[0].clientOnly);
    CHECK(reading.rules[1].rule == words("zoom"));
    CHECK(reading.rules[1].clientOnly);
}

TEST_CASE("windows firewall: what can't be read says why", "[windows-firewall]")
{
    const QList<QPair<ErrorCode, const char*>> rows{{ErrorCode::NotPermitted, "needs-root"},
                                                    {ErrorCode::TooLarge, "too-large"},
                                                    {ErrorCode::TimedOut, "timed-out"},
                                                    {ErrorCode::Failed, "failed"}};
    for (const auto& [code, problem] : rows) {
        const FirewallReading reading = wf::readingFrom(failure(code), surroundings(), {packet()});
        CHECK(reading.status == Status::Unreadable);
        CHECK(reading.problem == words(problem));
    }
    CHECK(wf::readingFrom(failure(ErrorCode::Unsupported), surroundings(), {packet()}).status ==
          Status::NotInstalled); // its service is off
}

TEST_CASE("windows firewall: rules of group policy count beside those set here",
          "[windows-firewall]")
{
    const auto rule = wf::ruleFromPolicy(
        words("v2.30|Action=Block|Active=TRUE|Dir=Out|Protocol=6|Profile=Private|Profile=Public|"
              "RPort=80|RPort2_10=440-450|RA4=203.0.113.0/255.255.255.0|RA6=2001:db8::1|"
              "App=%ProgramFiles%\\Zoom\\bin\\Zoom.exe|Name=No meetings|Desc=a=b|"));
    REQUIRE(rule);
    CHECK(rule->name == words("No meetings"));
    CHECK(rule->description == words("a=b"));
    CHECK(rule->profiles == (wf::privateProfile | wf::publicProfile));
    CHECK(rule->remotePorts == words("80,440-450"));
    CHECK_FALSE(rule->hasConditions);
    FakeFirewall fake;
    wf::SetByPolicy set;
    set.rules = {words("v2.30|Action=Block|Active=TRUE|Dir=Out|App=C:\\a.exe|Name=theirs|"),
                 words("v2.30|Action=Block|Active=TRUE|Dir=Out|LUAuth=D:|Name=some users|"),
                 words("v2.30|Action=Never|Active=TRUE|Dir=Out|"),
                 words("garbage"),
                 {}};
    fake.block("theirs").application = words("c:\\A.exe");
    set.profiles = {{wf::privateProfile, true, true, false}};
    const wf::FirewallPolicy policy = wf::withPolicy(fake.policy, set);
    REQUIRE(policy.rules.size() == 3);
    CHECK(policy.rules[0].origin == wf::FirewallRule::Origin::Policy); // seen twice
    CHECK(policy.rules[2].hasConditions);
    CHECK(policy.rules[2].profiles == wf::allProfiles);
    CHECK(policy.profiles[1].blocksOutbound);
    CHECK_FALSE(policy.profiles[1].heedsLocalRules);
    CHECK_FALSE(policy.profiles[2].blocksOutbound);
}

TEST_CASE("windows firewall: local rules don't count where a policy says so", "[windows-firewall]")
{
    FakeFirewall fake;
    fake.block("local");
    fake.policy.profiles[1].heedsLocalRules = false;
    CHECK(judged(fake).status == Status::Allows);
    fake.rule("local").origin = wf::FirewallRule::Origin::Policy;
    CHECK(judged(fake).status == Status::Blocks);
}

TEST_CASE("windows firewall: lists compare however they are written", "[windows-firewall]")
{
    CHECK(wf::plainAddresses(words("203.0.113.5/255.255.255.255,2001:db8::/127")) ==
          wf::plainAddresses(words("2001:DB8::-2001:db8::1, 203.0.113.5")));
    CHECK(wf::plainAddresses(words("")) == words("*"));
    CHECK(wf::plainAddresses(words("LocalSubnet")) == words("localsubnet"));
    CHECK(wf::plainAddresses(words("203.0.113.9-203.0.113.5")) ==
          words("203.0.113.9-203.0.113.5")); // the wrong way round: nothing that is known
    CHECK(wf::plainPorts(words("8801-8802,443")) == words("443,8801-8802"));
    CHECK(wf::plainPorts(words("70000,9-1")) == words("70000,9-1"));
    QString endless;
    for (int at = 0; at < 12000; ++at)
        endless += words("1,");
    CHECK(wf::portsIn(endless).keywords.size() == 1);
}

TEST_CASE("windows filtering platform: only what leaves this computer counts", "[windows-firewall]")
{
    for (const quint16 layer : {4, 7, 16, 17, 48, 50}) // as audit events number them
        CHECK(wf::isOutgoing(layer));
    // A late answer to a closed port, the port scanning filter, a connection that comes in.
    for (const quint16 layer : {0, 3, 8, 12, 13, 15, 20, 44, 46, 52})
        CHECK_FALSE(wf::isOutgoing(layer));
}

TEST_CASE("windows filtering platform: who dropped the packets asked about", "[windows-firewall]")
{
    wf::DropEvent drop;
    drop.remote = QHostAddress(words("203.0.113.5"));
    drop.port = 443;
    drop.program = words("zoom.exe");
    drop.filter = words("Web shield");
    drop.provider = words("Some Antivirus");
    wf::DropEvent other = drop;
    other.program = words("other.exe");
    const auto read = [](const Result<QList<wf::DropEvent>>& events) {
        return wf::readingFrom(events, {packet(), packet("203.0.113.6")},
                               words("reconnect2026.exe"));
    };
    CHECK_FALSE(read(QList<wf::DropEvent>{}));
    CHECK_FALSE(read(QList{other}));
    CHECK_FALSE(read(failure(ErrorCode::Unsupported)));
    const auto denied = read(failure(ErrorCode::NotPermitted));
    REQUIRE(denied);
    CHECK(denied->problem == words("needs-root"));
    const auto found = read(QList{other, drop});
    REQUIRE(found);
    CHECK(found->product == words("windows-filtering-platform"));
    CHECK(found->status == Status::Blocks);
    REQUIRE(found->rules.size() == 1);
    CHECK(found->rules.first().rule == words("Web shield"));
    CHECK(found->rules.first().chain == words("Some Antivirus"));
    CHECK(found->rules.first().packets.size() == 1);
}
