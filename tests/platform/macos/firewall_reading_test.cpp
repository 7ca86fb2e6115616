#include "platform/macos/firewall/allow_incoming.h"
#include "platform/macos/firewall/application_firewall.h"
#include "platform/macos/firewall/mac_firewall.h"
#include "tests/support/transcripts.h"
#include "tests/support/wait.h"

#include <optional>

using namespace reconnect;
using namespace reconnect::macos::firewall;
using namespace reconnect::test;

namespace {

QByteArray printed(const char* path)
{
    return transcript(path).output.out;
}

OutgoingPacket packet(const char* address, quint16 port, Transport transport = Transport::Tcp)
{
    return {transport, QHostAddress(QString::fromLatin1(address)), port};
}

// A Mac whose pf is on, and holds what macOS puts there.
void hasStockPf(TranscriptTools& mac)
{
    for (const char* file :
         {"macos/pfctl/info-on", "macos/pfctl/rules-stock", "macos/pfctl/anchors-stock",
          "macos/pfctl/empty-com.apple", "macos/pfctl/empty-airdrop", "macos/pfctl/empty-alf"})
        mac.add(file);
}

QList<FirewallReading> judged(TranscriptTools& mac, const QList<OutgoingPacket>& packets)
{
    MacFirewall firewall(mac, 501);
    QObject context;
    std::optional<QList<FirewallReading>> told;
    firewall.judge(packets, &context, [&told](const auto& readings) { told = readings; });
    CHECK_FALSE(told); // never from within the call
    REQUIRE(waitFor([&told] { return told.has_value(); }));
    REQUIRE(told->size() == 2);
    return *told;
}

PfFate::Kind fate(const QByteArray& rules, const OutgoingPacket& sent)
{
    const auto read = pfRulesFrom(rules);
    INFO(rules.toStdString());
    REQUIRE(read);
    return pfFateOf(sent, 501, {{QString(), *read}}).kind;
}

} // namespace

TEST_CASE("macOS' firewall: its state is the number, in the words of every version", "[macos]")
{
    CHECK(modeFrom(printed("macos/socketfilterfw/state-off")) == Mode::Off);
    CHECK(modeFrom(printed("macos/socketfilterfw/state-on")) == Mode::On);
    CHECK(modeFrom(printed("macos/socketfilterfw/state-block-all-12")) == Mode::BlocksAll);
    CHECK(modeFrom(printed("macos/socketfilterfw/state-block-all-15")) == Mode::BlocksAll);
    CHECK(modeFrom(printed("macos/socketfilterfw/state-other-language")) == Mode::On);
    for (const char* none :
         {"", "Firewall is enabled.", "(State = 3)", "(State = 10)", "(State = )"})
        CHECK(modeFrom(none).error().code == ErrorCode::Malformed);
    CHECK(modeFrom(printed("macos/socketfilterfw/managed")).error().code == ErrorCode::Malformed);
}

TEST_CASE("macOS' firewall: its list in the words of every version", "[macos]")
{
    const auto old = programsFrom(printed("macos/socketfilterfw/list-12"));
    REQUIRE(old);
    REQUIRE(old->size() == 3);
    CHECK((*old)[1].name == QStringLiteral("/Applications/App (Free).app"));
    CHECK((*old)[0].access == Access::Allowed);
    CHECK((*old)[2].access == Access::Blocked);
    const auto now = programsFrom(printed("macos/socketfilterfw/list-15"));
    REQUIRE(now);
    REQUIRE(now->size() == 3);
    CHECK((*now)[0].access == Access::Blocked);
    CHECK((*now)[2].name == QStringLiteral("/usr/sbin/smbd"));
    CHECK(programsFrom("Total number of apps = 0\n")->isEmpty());
    const auto strange = programsFrom("Total number of apps = 1\n1 : /a\n (Erlauben)\n");
    REQUIRE(strange);
    CHECK(strange->first().access == Access::Unknown);
}

TEST_CASE("macOS' firewall: a list that is cut off, or whose order is another, is none", "[macos]")
{
    const auto code = [](const QByteArray& list) {
        const auto read = programsFrom(list);
        REQUIRE_FALSE(read);
        return read.error().code;
    };
    CHECK(code(printed("macos/socketfilterfw/list-cut-off")) == ErrorCode::Malformed);
    CHECK(code(printed("macos/socketfilterfw/managed")) == ErrorCode::Malformed);
    CHECK(code("") == ErrorCode::Malformed);
    CHECK(code("Total number of apps = 2\n1 : /a\n(Allow)\n") == ErrorCode::Malformed);
    CHECK(code("Total number of apps = 2\n2 : /a\n(Allow)\n1 : /b\n(Allow)\n") ==
          ErrorCode::Malformed);
    CHECK(code("Total number of apps = 99999\n") == ErrorCode::TooLarge);
    CHECK(code(QByteArray(2 << 20, 'x')) == ErrorCode::TooLarge);
}

TEST_CASE("macOS' firewall lets out all packets, whatever it is set to", "[macos]")
{
    using Status = FirewallReading::Status;
    const auto status = [](const char* path) {
        const FirewallReading reading = applicationReading(transcript(path).output);
        CHECK(reading.product == QStringLiteral("macos-firewall"));
        CHECK(reading.rules.isEmpty());
        return reading.status;
    };
    CHECK(status("macos/socketfilterfw/state-off") == Status::NotInstalled);
    CHECK(status("macos/socketfilterfw/state-on") == Status::Allows);
    CHECK(status("macos/socketfilterfw/state-block-all-15") == Status::Allows);
    CHECK(applicationReading(failure(ErrorCode::TimedOut)).problem == QStringLiteral("timed-out"));
    CHECK(applicationReading(CommandOutput{0, "what?", {}}).problem == QStringLiteral("malformed"));
    CHECK(applicationReading(failure(ErrorCode::NotFound)).status == Status::NotInstalled);
}

TEST_CASE("pf: off, stock, denied, and a kill switch in an anchor", "[macos]")
{
    using Status = FirewallReading::Status;
    TranscriptTools mac;
    mac.add("macos/socketfilterfw/state-on");
    const QList<OutgoingPacket> packets{packet("203.0.113.5", 443), packet("198.51.100.7", 443),
                                        packet("198.51.100.7", 8801, Transport::Udp)};
    SECTION("stock")
    {
        hasStockPf(mac);
        CHECK(judged(mac, packets)[1].status == Status::Allows);
    }
    SECTION("off: the rules don't matter")
    {
        hasStockPf(mac);
        mac.add("macos/pfctl/info-off");
        mac.add("macos/pfctl/alf-blocks");
        CHECK(judged(mac, packets)[1].status == Status::NotInstalled);
    }
    SECTION("not an administrator")
    {
        for (const char* file :
             {"macos/pfctl/denied-info", "macos/pfctl/denied-rules", "macos/pfctl/denied-anchors"})
            mac.add(file);
        const auto readings = judged(mac, packets);
        CHECK(readings[0].status == Status::Allows);
        CHECK(readings[1].status == Status::Unreadable);
        CHECK(readings[1].problem == QStringLiteral("needs-root"));
    }
    SECTION("a kill switch")
    {
        hasStockPf(mac);
        mac.add("macos/pfctl/alf-blocks");
        const FirewallReading pf = judged(mac, packets)[1];
        CHECK(pf.status == Status::Blocks);
        REQUIRE(pf.rules.size() == 2);
        CHECK(pf.rules[0].rule.startsWith(QStringLiteral("block drop out inet proto tcp")));
        CHECK(pf.rules[0].chain == QStringLiteral("com.apple/250.ApplicationFirewall"));
        CHECK(pf.rules[0].verdict == QStringLiteral("drop"));
        REQUIRE(pf.rules[0].packets.size() == 1);
        CHECK(pf.rules[0].packets[0].destination == packets[0].destination);
        CHECK(pf.rules[1].verdict == QStringLiteral("reject"));
    }
    SECTION("an anchor that can't be read in time")
    {
        hasStockPf(mac);
        mac.answer(QStringLiteral("/sbin/pfctl -a com.apple/200.AirDrop -s rules"),
                   failure(ErrorCode::TimedOut));
        CHECK(judged(mac, packets)[1].problem == QStringLiteral("timed-out"));
    }
    SECTION("words that nobody knows")
    {
        hasStockPf(mac);
        mac.answer(QStringLiteral("/sbin/pfctl -s rules"), CommandOutput{0, "allow all\n", {}});
        CHECK(judged(mac, packets)[1].problem == QStringLiteral("malformed"));
    }
}

TEST_CASE("pf: the last rule that applies decides, or the first with quick", "[macos]")
{
    using Kind = PfFate::Kind;
    const OutgoingPacket web = packet("203.0.113.5", 443);
    const OutgoingPacket media = packet("203.0.113.5", 8805, Transport::Udp);
    CHECK(fate("", web) == Kind::Passes);
    CHECK(fate("block drop all\n", web) == Kind::Stopped);
    CHECK(fate("block drop in all\n", web) == Kind::Passes);
    CHECK(fate("block drop all\npass out all flags S/SA keep state\n", web) == Kind::Passes);
    CHECK(fate("pass out all keep state\nblock drop out all\n", web) == Kind::Stopped);
    CHECK(fate("block drop out quick all\npass out all\n", web) == Kind::Stopped);
    CHECK(fate("pass out quick proto tcp from any to any port = https\nblock drop all\n", web) ==
          Kind::Passes);
    CHECK(fate("pass out quick proto tcp from any to any port = https\nblock drop all\n", media) ==
          Kind::Stopped);
    CHECK(fate("block return out inet6 all\n", web) == Kind::Passes);
    CHECK(fate("block drop out on lo0 all\n", web) == Kind::Passes);
    CHECK(fate("block drop out on ! lo0 all\n", web) == Kind::Stopped);
    CHECK(fate("block drop out proto icmp all\n", web) == Kind::Passes);
    CHECK(fate("block drop out inet from any to 203.0.113.0/24\n", web) == Kind::Stopped);
    CHECK(fate("block drop out inet from any to ! 203.0.113.0/24\n", web) == Kind::Passes);
    CHECK(fate("block drop out inet from any to 203.0.113.6\n", web) == Kind::Passes);
    CHECK(fate("block drop out proto udp from any to any port 8801:8810\n", media) ==
          Kind::Stopped);
    CHECK(fate("block drop out proto udp from any to any port 8801 >< 8805\n", media) ==
          Kind::Passes);
    CHECK(fate("block drop out proto udp from any to any port > 8804\n", media) == Kind::Stopped);
    CHECK(fate("block drop out proto udp from any to any port != 53\n", media) == Kind::Stopped);
    CHECK(fate("block return-icmp(port-unr, port-unr) out all\n", web) == Kind::Stopped);
    CHECK(fate("block drop out all user = 501\n", web) == Kind::Stopped);
    CHECK(fate("block drop out all user = 502\n", web) == Kind::Passes);
    CHECK(fate("block drop out all label \"no way out\"\n", web) == Kind::Stopped);
    CHECK(fate("anchor \"_1\" all {\n  block drop out all\n}\n", web) == Kind::Stopped);
    CHECK(fate("anchor \"_1\" quick all {\n  pass out all\n}\nblock drop all\n", web) ==
          Kind::Passes);
}

TEST_CASE("pf: what is not known here is doubtful, and never a pass nor a block", "[macos]")
{
    using Kind = PfFate::Kind;
    const OutgoingPacket web = packet("203.0.113.5", 443);
    CHECK(fate("block drop out inet from any to <banned>\n", web) == Kind::Doubtful);
    CHECK(fate("block drop out on en0 all\n", web) == Kind::Doubtful);
    CHECK(fate("block drop out from 192.0.2.1 to any\n", web) == Kind::Doubtful);
    CHECK(fate("block drop out quick on en0 all\npass out all\n", web) == Kind::Doubtful);
    CHECK(fate("block drop all\npass out on utun3 all\n", web) == Kind::Doubtful);
    CHECK(fate("pass out quick on utun3 all\nblock drop all\n", web) == Kind::Doubtful);
    CHECK(fate("block drop out proto tcp from any to any port = nosuchname\n", web) ==
          Kind::Doubtful);
    // It can't make a difference.
    CHECK(fate("pass out on utun3 all\n", web) == Kind::Passes);
    CHECK(fate("block drop out on en0 all\nblock drop all\n", web) == Kind::Stopped);
}

TEST_CASE("pf: an anchor of many holds what lies in it, by the alphabet, and nothing deeper",
          "[macos]")
{
    const OutgoingPacket web = packet("203.0.113.5", 443);
    const auto rules = [](const char* text, const char* place) {
        return *pfRulesFrom(text, QString::fromLatin1(place));
    };
    PfRuleset all{{QString(), rules("anchor \"com.apple/*\" all\n", "")},
                  {QStringLiteral("com.apple"), rules("block drop out quick all\n", "com.apple")},
                  {QStringLiteral("com.apple/b"), rules("pass out all\n", "com.apple/b")},
                  {QStringLiteral("com.apple/b/c"), rules("block drop out quick all\n", "x")}};
    CHECK(pfFateOf(web, 501, all).kind == PfFate::Kind::Passes);
    all.insert(QStringLiteral("com.apple/a"), rules("block drop all\n", "com.apple/a"));
    CHECK(pfFateOf(web, 501, all).kind == PfFate::Kind::Passes);
    all.insert(QStringLiteral("com.apple/c"), rules("block drop all\n", "com.apple/c"));
    CHECK(pfFateOf(web, 501, all).kind == PfFate::Kind::Stopped);
    all.insert(QString(), rules("block drop all\nanchor \"own\" all\n", ""));
    all.insert(QStringLiteral("own"), rules("pass out all\n", "own"));
    CHECK(pfFateOf(web, 501, all).kind == PfFate::Kind::Passes);
    // One that calls itself ends.
    all.insert(QStringLiteral("own"), rules("anchor \"/own\" all\n", "own"));
    CHECK(pfFateOf(web, 501, all).kind == PfFate::Kind::Stopped);
}

TEST_CASE("pf: what breaks a bound is an error", "[macos]")
{
    CHECK(pfRulesFrom("anchor \"a\" all {\nblock all\n").error().code == ErrorCode::Malformed);
    CHECK(pfRulesFrom("}\n").error().code == ErrorCode::Malformed);
    QByteArray deep;
    for (int at = 0; at < 40; ++at)
        deep += "anchor \"_1\" all {\n";
    CHECK(pfRulesFrom(deep).error().code == ErrorCode::TooLarge);
    CHECK(pfAnchorsFrom("-f\n").error().code == ErrorCode::Malformed);
    CHECK(pfAnchorsFrom(QByteArray("  a\n").repeated(65)).error().code == ErrorCode::TooLarge);
    CHECK(pfIsOnFrom("").error().code == ErrorCode::Malformed);
}

TEST_CASE("pf: anchors that call each other without end are doubtful, and soon", "[macos]")
{
    const auto calls = *pfRulesFrom(QByteArray("anchor \"/*\" all\n").repeated(20));
    PfRuleset all{{QString(), calls}};
    for (const char* name : {"a", "b", "c", "d"})
        all.insert(QString::fromLatin1(name), calls);
    CHECK(pfFateOf(packet("203.0.113.5", 443), 501, all).kind == PfFate::Kind::Doubtful);
}
