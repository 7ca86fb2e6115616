// What real tools printed (nft 1.0.6, iptables 1.8.9, ufw 0.36.2, firewalld 1.3), and rules as they
// would print them.
#include "platform/linux/firewall/questions.h"
#include "platform/linux/firewall/readings.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QFile>

using namespace reconnect;
using namespace reconnect::firewall;
using namespace reconnect::test;
using Status = FirewallReading::Status;
using Tool = Transcript::Tool;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QByteArray data(const char* name)
{
    QFile file(text(TEST_DATA "/linux/firewall/") + text(name));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

OutgoingPacket tcp(quint16 port, const char* to = "203.0.113.5")
{
    return {Transport::Tcp, QHostAddress(text(to)), port};
}

OutgoingPacket udp(quint16 port, const char* to = "203.0.113.5")
{
    return {Transport::Udp, QHostAddress(text(to)), port};
}

struct Readings {
    FirewallReading nftables;
    FirewallReading iptables;
    FirewallReading ufw;
    FirewallReading firewalld;
};

Readings judge(const QList<Transcript>& transcripts, const QList<OutgoingPacket>& packets,
               quint32 user = 1000, const Installed& installed = {})
{
    QHash<QHostAddress, Path> paths;
    for (const OutgoingPacket& packet : packets) {
        const bool ipv6 = packet.destination.protocol() == QAbstractSocket::IPv6Protocol;
        paths.insert(
            packet.destination,
            {QHostAddress(ipv6 ? text("2001:db8::1") : text("10.9.0.1")), text("eth0"), false});
    }
    const auto all = readingsFrom(transcripts, installed, packets, paths, {user, {}});
    REQUIRE(all.size() == 4);
    CHECK(all[3].product == text("firewalld"));
    return {all[0], all[1], all[2], all[3]};
}

// One inet chain at the given hook, with these rules in JSON.
Transcript nft(const QByteArray& rules, const QByteArray& hook = "output",
               const QByteArray& policy = "accept")
{
    QByteArray json =
        R"({"nftables":[{"chain":{"family":"inet","table":"t","name":"c","handle":1,"type":"filter",)"
        R"("hook":")" +
        hook + R"(","prio":0,"policy":")" + policy + "\"}}";
    for (const QByteArray& rule : rules.split('\n'))
        if (!rule.isEmpty())
            json += R"(,{"rule":{"family":"inet","table":"t","chain":"c","handle":7,"expr":[)" +
                    rule + "]}}";
    return {Tool::Nft, json + "]}", {}};
}

Transcript save(const QByteArray& rules, const QByteArray& policies = ":OUTPUT ACCEPT [0:0]\n")
{
    return {Tool::IptablesLegacy, "*filter\n" + policies + rules + "COMMIT\n", {}};
}

const QByteArray port443 =
    R"({"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":443}})";

} // namespace

TEST_CASE("firewall: ufw's own chains are ufw's, its policy too, and nft's copy is not told twice")
{
    const QList<Transcript> transcripts{{Tool::Nft, data("ufw-as-nft.json"), {}},
                                        {Tool::IptablesNft, data("ufw.save"), {}},
                                        {Tool::Ip6tablesNft, data("ufw6.save"), {}}};
    const auto seen =
        judge(transcripts, {tcp(443), udp(8805), udp(53), tcp(8801), tcp(443, "2001:db8:1::5")});
    CHECK(seen.nftables.status == Status::Allows);
    CHECK(seen.iptables.status == Status::Allows);
    CHECK(seen.firewalld.status == Status::NotInstalled);
    REQUIRE(seen.ufw.status == Status::Blocks);
    QStringList told;
    for (const BlockingRule& rule : seen.ufw.rules)
        told.append(rule.chain + text(" / ") + rule.verdict + text(" / ") +
                    QString::number(rule.packets.size()));
    told.sort();
    CHECK(told == QStringList{text("ip filter OUTPUT / policy / 1"),
                              text("ip filter ufw-user-output / drop / 1"),
                              text("ip filter ufw-user-output / drop / 1"),
                              text("ip6 filter ufw6-user-output / drop / 1")});
}

TEST_CASE("firewall: a firewalld policy is firewalld's")
{
    const auto seen = judge({{Tool::Nft, data("firewalld.json"), {}}},
                            {tcp(8801), tcp(443), tcp(8801, "198.51.100.1")});
    CHECK(seen.nftables.status == Status::Allows);
    REQUIRE(seen.firewalld.status == Status::Blocks);
    REQUIRE(seen.firewalld.rules.size() == 1);
    CHECK(seen.firewalld.rules[0].verdict == text("reject"));
    CHECK(seen.firewalld.rules[0].packets.size() == 1);
    // Its check of the way back for IPv6 is understood.
    CHECK(judge({{Tool::Nft, data("firewalld.json"), {}}}, {tcp(443, "2001:db8:1::5")})
              .firewalld.status == Status::Allows);
}

TEST_CASE("firewall: a rule is shown in its tool's words, or by its comment")
{
    const Transcript json{Tool::Nft, data("nft-many.json"), {}};
    const Transcript listing{Tool::NftText, data("nft-many.txt"), {}};
    const auto words = [](const FirewallReading& reading) {
        REQUIRE(reading.rules.size() == 1);
        return reading.rules[0].rule;
    };
    CHECK(words(judge({listing, json}, {tcp(8444)}, 1000).nftables) ==
          text("meta skuid { 1000, 1001 } drop"));
    CHECK(words(judge({json}, {tcp(8444)}, 1000).nftables) == text("handle 16"));
}

TEST_CASE("firewall: a default that denies is told as the policy")
{
    const auto seen = judge({nft("", "output", "drop")}, {tcp(443)});
    REQUIRE(seen.nftables.status == Status::Blocks);
    CHECK(seen.nftables.rules[0].verdict == text("policy"));
    CHECK(seen.nftables.rules[0].chain == text("inet t c"));
    CHECK(judge({save("", ":OUTPUT DROP [0:0]\n")}, {tcp(443)}).iptables.rules.value(0).verdict ==
          text("policy"));
}

TEST_CASE("firewall: a rule for another user blames nobody")
{
    const QByteArray rules = "-A OUTPUT -p tcp -m owner --uid-owner 1001 -j DROP\n";
    CHECK(judge({save(rules)}, {tcp(443)}, 1000).iptables.status == Status::Allows);
    CHECK(judge({save(rules)}, {tcp(443)}, 1001).iptables.status == Status::Blocks);
}

TEST_CASE("firewall: loss by luck or rate is no block")
{
    const QByteArray chance =
        R"({"match":{"op":"<","left":{"numgen":{"mode":"random","mod":100,"offset":0}},"right":30}},{"drop":null})";
    CHECK(judge({nft(chance)}, {tcp(443)}).nftables.status == Status::Allows);
    const QByteArray limited = R"({"limit":{"rate":5,"per":"second"}},{"accept":null})";
    CHECK(judge({nft(limited, "output", "drop")}, {tcp(443)}).nftables.status == Status::Allows);
    CHECK(judge({save("-A OUTPUT -m statistic --mode random --probability 0.3 -j DROP\n")},
                {tcp(443)})
              .iptables.status == Status::Allows);
}

TEST_CASE("firewall: where it hangs on what isn't understood, it is unknown, never a guess")
{
    const QByteArray odd = R"({"match":{"op":"==","left":{"osf":{"key":"name"}},"right":"x"}},)";
    const auto drop = judge({nft(odd + R"({"drop":null})")}, {tcp(443)}).nftables;
    CHECK(drop.status == Status::Unreadable);
    CHECK(drop.problem == text("not-understood"));
    const auto accept =
        judge({nft(odd + R"({"accept":null})", "output", "drop")}, {tcp(443)}).nftables;
    CHECK(accept.status == Status::Unreadable);
    // What makes no difference needs no understanding.
    CHECK(judge({nft(odd + R"({"accept":null})")}, {tcp(443)}).nftables.status == Status::Allows);
    CHECK(judge({nft(odd +
                     R"({"drop":null})"
                     "\n" +
                     port443 + R"(,{"drop":null})")},
                {tcp(443)})
              .nftables.status == Status::Blocks);
    for (const char* rule :
         {"-A OUTPUT -m set --match-set x dst -j DROP\n", "-A OUTPUT -j NFQUEUE --queue-num 0\n",
          "-A OUTPUT -p tcp --dport https -j DROP\n", "-A OUTPUT -j NOWHERE\n",
          "-A OUTPUT -m time --timestart 10:00 -j DROP\n"})
        CHECK(judge({save(rule)}, {tcp(443)}).iptables.problem == text("not-understood"));
}

TEST_CASE("firewall: replies that are surely stopped count, doubtful ones don't")
{
    CHECK(judge({nft("", "input", "drop")}, {tcp(443)}).nftables.status == Status::Blocks);
    const QByteArray established =
        R"({"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}},{"accept":null})";
    CHECK(judge({nft(established, "input", "drop")}, {tcp(443)}).nftables.status == Status::Allows);
    const QByteArray byOwner =
        R"({"match":{"op":"==","left":{"meta":{"key":"skuid"}},"right":0}},{"drop":null})";
    CHECK(judge({nft(byOwner, "input")}, {tcp(443)}).nftables.status == Status::Allows);
    CHECK(judge({save("-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n",
                      ":INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n")},
                {udp(8801)})
              .iptables.status == Status::Allows);
    CHECK(judge({save("-A PREROUTING -m rpfilter --validmark --invert -j DROP\n",
                      ":PREROUTING ACCEPT [0:0]\n")},
                {udp(8801)})
              .iptables.status == Status::Allows);
}

TEST_CASE("firewall: marks and untracked packets, once rules make them, are not taken for granted")
{
    const QByteArray marked = "-A OUTPUT -m mark --mark 0x0 -j DROP\n";
    CHECK(judge({save(marked)}, {tcp(443)}).iptables.status == Status::Blocks);
    CHECK(
        judge({save("-A OUTPUT -j MARK --set-xmark 0x1\n" + marked)}, {tcp(443)}).iptables.status ==
        Status::Unreadable);
    const QByteArray fresh = "-A OUTPUT -m conntrack --ctstate NEW -j DROP\n";
    CHECK(judge({save(fresh)}, {tcp(443)}).iptables.status == Status::Blocks);
    CHECK(judge({save("-A OUTPUT -j CT --notrack\n" + fresh)}, {tcp(443)}).iptables.status ==
          Status::Unreadable);
}

TEST_CASE("firewall: what is sent elsewhere is judged by where it goes")
{
    const QByteArray nat = "*nat\n:OUTPUT ACCEPT [0:0]\n"
                           "-A OUTPUT -p tcp --dport 443 -j DNAT --to-destination 192.0.2.1:8443\n"
                           "-A OUTPUT -p tcp --dport 8801 -j REDIRECT --to-ports 3128\nCOMMIT\n";
    const auto seen = [&](const char* rule, quint16 port) {
        const QByteArray filter =
            QByteArray("*filter\n:OUTPUT ACCEPT [0:0]\n") + rule + "\nCOMMIT\n";
        return judge({{Tool::IptablesLegacy, nat + filter, {}}}, {tcp(port)}).iptables.status;
    };
    CHECK(seen("-A OUTPUT -p tcp --dport 443 -j DROP", 443) == Status::Allows);
    CHECK(seen("-A OUTPUT -d 192.0.2.0/24 -p tcp --dport 8443 -j DROP", 443) == Status::Blocks);
    CHECK(seen("-A OUTPUT -p tcp --dport 3128 -j DROP", 8801) == Status::Blocks);
}

TEST_CASE("firewall: IPv6 rules harm nobody where no packet has that way")
{
    const QList<OutgoingPacket> packets{tcp(443), tcp(443, "2001:db8:1::5")};
    const Transcript transcript{Tool::Ip6tablesLegacy, "*filter\n:OUTPUT DROP [0:0]\nCOMMIT\n", {}};
    const QHash<QHostAddress, Path> paths{
        {packets[0].destination, {QHostAddress(text("10.9.0.1")), text("eth0"), false}}};
    CHECK(readingsFrom({transcript}, {}, packets, paths, {}).at(1).status == Status::Allows);
    CHECK(judge({transcript}, packets).iptables.status == Status::Blocks);
}

TEST_CASE("firewall: loops and endless jumps end in doubt")
{
    QByteArray rules;
    for (int i = 0; i < 40; ++i)
        rules += "-A OUTPUT -j OUTPUT\n";
    CHECK(judge({save(rules)}, {tcp(443)}).iptables.status == Status::Unreadable);
}

TEST_CASE("firewall: what can't be read says why, for the products that live in it too")
{
    const auto seen =
        judge({{Tool::Nft, {}, text("needs-root")}, {Tool::IptablesNft, {}, text("timed-out")}},
              {tcp(443)}, 1000, {true, true});
    CHECK(seen.nftables.problem == text("needs-root"));
    CHECK(seen.firewalld.problem == text("needs-root"));
    CHECK(seen.iptables.problem == text("timed-out"));
    CHECK(seen.ufw.problem == text("timed-out"));
    const auto broken =
        judge({{Tool::Nft, "not json", {}}, {Tool::IptablesNft, "-A OUTPUT", {}}}, {tcp(443)});
    CHECK(broken.nftables.problem == text("malformed"));
    CHECK(broken.iptables.problem == text("malformed"));
    CHECK(broken.ufw.status == Status::NotInstalled);
    CHECK(judge({{Tool::IptablesNft, "*filter\n:OUTPUT ACCEPT [0:0]\n", {}}}, {tcp(443)})
              .iptables.problem == text("malformed"));
}

TEST_CASE("firewall: how a tool ended is told apart")
{
    CHECK(problemOf(CommandOutput{0, "x", {}}).isEmpty());
    CHECK(problemOf(CommandOutput{1, {}, "Operation not permitted (you must be root)\n"}) ==
          text("needs-root"));
    CHECK(problemOf(CommandOutput{3, {}, "no idea"}) == text("failed"));
    CHECK(problemOf(failure(ErrorCode::TimedOut)) == text("timed-out"));
    CHECK(problemOf(failure(ErrorCode::NotPermitted)) == text("needs-root"));
    CHECK(problemOf(failure(ErrorCode::TooLarge)) == text("failed"));
}
