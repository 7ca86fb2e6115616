// Real firewalls that block Zoom, on a computer of the test's own (tests/lab/firewall.py).
#include "platform/linux/native/packet_paths.h"
#include "tests/fakes/fake_setting.h"
#include "tests/firewall/computer.h"
#include "tests/support/setting_contract.h"

using namespace reconnect;
using namespace reconnect::firewall;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

AllowZoom allow(const char* product)
{
    return {text(product), Far::zoom()};
}

struct Computer {
    ProcessTools real;
    CutTools tools{real};
    AllowZoomSetting setting{tools, linux_os::findPaths, Sender{0, 0}};
};

struct Kept {
    explicit Kept(Setting& setting)
        : journal(folder.path())
    {
        adapters.settings.push_back(std::make_unique<LentSetting>(setting));
    }
    Entry apply(const Change& change)
    {
        const auto entry =
            reconnect::apply(change, Fix::RestartZoom, newId(), adapters, journal, {});
        INFO((entry ? "" : entry.error().detail.toStdString()));
        REQUIRE(entry);
        REQUIRE(*entry);
        return **entry;
    }
    static QString newId() { return newEntryId(QDateTime::currentDateTimeUtc()); }

    QTemporaryDir folder;
    Journal journal;
    Adapters adapters;
};

// Whether all of Zoom that was asked for is reached, and nothing else is.
void checkReached(bool zoom)
{
    for (const QHostAddress& address : Far::zoom()) {
        INFO(address.toString().toStdString());
        CHECK(reaches(address, Transport::Tcp, 443) == zoom);
        CHECK(reaches(address, Transport::Udp, 8801) == zoom);
        CHECK_FALSE(reaches(address, Transport::Tcp, 22));
    }
    for (const QHostAddress& address : Far::others()) {
        INFO(address.toString().toStdString());
        CHECK_FALSE(reaches(address, Transport::Tcp, 443));
        CHECK_FALSE(reaches(address, Transport::Udp, 8801));
    }
}

// Blocked, let through, and taken back; a rule that the person adds meanwhile stays.
void checkHelps(const Change& change, const QString& add, const QString& remove)
{
    Computer computer;
    const QByteArray before = everyRule();
    checkReached(false);
    Kept kept(computer.setting);
    const Entry entry = kept.apply(change);
    checkReached(true);
    tool(add);
    const auto undone = undo(entry, kept.adapters, kept.journal);
    INFO((undone ? "" : undone.error().detail.toStdString()));
    REQUIRE(undone);
    CHECK(everyRule() != before); // what the person added
    CHECK_FALSE(everyRule().contains("reconnect2026"));
    checkReached(false);
    tool(remove);
    CHECK(everyRule() == before);
}

// Cut off at every command that changes something, in every way: all is as before, or can be put
// back.
void checkCuts(const Change& change, const QList<CutTools::Cut>& ways)
{
    const QByteArray before = everyRule();
    int cuts = 0;
    for (const CutTools::Cut how : ways) {
        for (int at = 1;; ++at) {
            Computer computer;
            Kept kept(computer.setting);
            computer.tools.cutAt(at, how);
            bool killed = false;
            bool done = false;
            try {
                done = bool(apply(change, Fix::RestartZoom, Kept::newId(), kept.adapters,
                                  kept.journal, {}));
            } catch (const Killed&) {
                killed = true;
            }
            const bool reached = computer.tools.changes() >= at;
            computer.tools.cutAt(-1, how); // from here on nothing goes wrong
            for (const Recovered& left : recover(kept.adapters, kept.journal)) {
                CHECK(left.standing == Standing::Undoable);
                CHECK((killed || done));
                REQUIRE(undo(left.entry, kept.adapters, kept.journal));
            }
            CHECK(everyRule() == before);
            CHECK(kept.journal.contents()->entries.isEmpty());
            if (!reached)
                break;
            ++cuts;
        }
    }
    WARN(cuts << " cuts, all taken back");
    CHECK(cuts > 0);
}

// The same while it is taken back, where a failure leaves no more than an end does: it can be taken
// back again.
void checkCutUndo(const Change& change, const QList<CutTools::Cut>& ways)
{
    const QByteArray before = everyRule();
    for (const CutTools::Cut how : ways) {
        for (int at = 1;; ++at) {
            Computer computer;
            Kept kept(computer.setting);
            const Entry entry = kept.apply(change);
            computer.tools.cutAt(at, how);
            try {
                static_cast<void>(undo(entry, kept.adapters, kept.journal));
            } catch (const Killed&) {
            }
            const bool reached = computer.tools.changes() >= at;
            computer.tools.cutAt(-1, how); // from here on nothing goes wrong
            for (const Recovered& left : recover(kept.adapters, kept.journal)) {
                CHECK(left.standing == Standing::Undoable);
                REQUIRE(undo(left.entry, kept.adapters, kept.journal));
            }
            CHECK(everyRule() == before);
            if (!reached)
                break;
        }
    }
}

// A tool that is slow to answer is cut off while it opens one address, and in fewer ways; or not,
// where its commands are those of another test.
enum class Cuts { All, Few, None };

void checkAll(const char* product, const QString& add, const QString& remove, Cuts cuts = Cuts::All)
{
    using Cut = CutTools::Cut;
    const Change change = allow(product);
    Computer computer;
    checkSettingContract(computer.setting, change, everyRule);
    checkHelps(change, add, remove);
    if (cuts == Cuts::Few) {
        const Change one = AllowZoom{text(product), Far::zoom().first(1)};
        checkCuts(one, {Cut::FailAfter, Cut::KillAfter});
        checkCutUndo(one, {Cut::KillAfter});
        return;
    }
    if (cuts == Cuts::None)
        return;
    checkCuts(change, {Cut::FailBefore, Cut::FailAfter, Cut::KillBefore, Cut::KillAfter});
    checkCutUndo(change, {Cut::KillBefore, Cut::KillAfter});
}

// What can't be lifted is said, and nothing is changed.
void checkUnsupported(const char* product)
{
    Computer computer;
    Kept kept(computer.setting);
    const QByteArray before = everyRule();
    const auto entry =
        apply(allow(product), Fix::RestartZoom, Kept::newId(), kept.adapters, kept.journal, {});
    REQUIRE_FALSE(entry);
    CHECK(entry.error().code == ErrorCode::Unsupported);
    CHECK_FALSE(entry.error().detail.isEmpty());
    CHECK(everyRule() == before);
    CHECK(kept.journal.contents()->entries.isEmpty());
}

void nft(const char* rules)
{
    tool(text("nft flush ruleset"));
    tool(text("nft -f -"), rules);
}

} // namespace

TEST_CASE("a policy and a later chain of nft", "[nftables]")
{
    nft(R"(table inet mine {
    set far {
        type ipv4_addr
        elements = { 192.0.2.7 }
    }
    chain out {
        type filter hook output priority 0; policy drop;
        meta l4proto icmpv6 accept
        ip daddr @far counter accept comment "mine"
    }
    chain late {
        type filter hook output priority 10; policy accept;
        tcp dport { 22, 443 } counter reject
        udp dport 8801 drop
    }
}
table ip6 sixes {
    chain post {
        type filter hook postrouting priority 0; policy accept;
        jump sub
    }
    chain sub {
        ip6 daddr 2001:db8::/32 meta l4proto { tcp, udp } drop
    }
}
)");
    // The set is there to be added to, so that what was added can be taken away without a handle.
    checkAll("nftables", text("nft add element inet mine far { 192.0.2.8 }"),
             text("nft delete element inet mine far { 192.0.2.8 }"));
}

TEST_CASE("somebody turns our rule of nft into another", "[nftables]")
{
    nft(R"(table inet mine {
    chain out {
        type filter hook output priority 0; policy drop;
    }
}
)");
    Computer computer;
    checkSettingYields(computer.setting, allow("nftables"), everyRule, [] {
        QByteArray rules = tool(text("nft list ruleset"));
        rules.replace("8801-8802 } accept", "8801-9000 } accept");
        tool(text("nft flush ruleset"));
        tool(text("nft -f -"), rules);
    });
}

TEST_CASE("input that nft stops can't be lifted by rules for output", "[nftables]")
{
    nft(R"(table inet mine {
    chain in {
        type filter hook input priority 0; policy drop;
        meta l4proto icmpv6 accept
    }
}
)");
    checkUnsupported("nftables");
}

TEST_CASE("iptables of both kinds, in two tables", "[iptables]")
{
    tool(text("nft flush ruleset"));
    for (const char* family : {"iptables", "ip6tables"}) {
        for (const char* rule :
             {"-nft -N sub", "-nft -A sub -p tcp -m comment --comment \"not this\" -j REJECT",
              "-nft -A OUTPUT -p tcp --dport 9 -j ACCEPT", "-nft -A OUTPUT -p tcp -j sub",
              "-nft -t mangle -A POSTROUTING -p udp -j DROP", "-legacy -P OUTPUT DROP",
              "-legacy -A OUTPUT -p ipv6-icmp -j ACCEPT"})
            if (!(text(rule).contains(text("ipv6-icmp")) && text(family) == text("iptables")))
                tool(text(family) + text(rule));
    }
    checkAll("iptables", text("iptables-nft -I OUTPUT -p tcp --dport 7 -j ACCEPT"),
             text("iptables-nft -D OUTPUT -p tcp --dport 7 -j ACCEPT"));

    Computer computer;
    checkSettingYields(computer.setting, allow("iptables"), everyRule, [] {
        QByteArray rules = tool(text("iptables-legacy-save"));
        rules.replace("443,8801:8802", "443,8801:9000");
        tool(text("iptables-legacy-restore"), rules);
    });
}

TEST_CASE("ufw denies what goes out", "[ufw]")
{
    // As tests/lab/firewall.py starts it: outgoing is denied.
    for (const char* rule : {"deny out 443", "allow out 9/tcp comment mine"})
        tool(text("ufw ") + text(rule));
    checkAll("ufw", text("ufw allow out 7/tcp"), text("ufw delete allow out 7/tcp"));

    // A rule of the person's own for the very same packets would become ours.
    tool(text("ufw deny out to 203.0.113.11 port 80,443,8801:8802 proto tcp"));
    checkUnsupported("ufw");
    tool(text("ufw delete deny out to 203.0.113.11 port 80,443,8801:8802 proto tcp"));

    // Rules before those of the person can't be lifted by ufw.
    tool(text("iptables -I ufw-before-output -d 203.0.113.11 -j DROP"));
    checkUnsupported("ufw");
    tool(text("iptables -D ufw-before-output -d 203.0.113.11 -j DROP"));

    Computer computer;
    checkSettingYields(computer.setting, allow("ufw"), everyRule, [&] {
        QByteArray comment = tool(text("ufw show added"));
        comment = comment.mid(comment.indexOf("reconnect2026"));
        tool(text("ufw allow out 12/tcp comment ") +
             QString::fromUtf8(comment.left(comment.indexOf('\''))));
    });
}

TEST_CASE("firewalld has policies that reject and drop", "[firewalld]")
{
    // As tests/lab/faults.py starts it: the policy "strict" rejects port 443.
    for (const char* to : {"--permanent ", ""}) {
        for (const char* rule :
             {"family=ipv4 protocol value=tcp drop", "family=ipv6 protocol value=tcp drop",
              "family=ipv4 protocol value=udp drop", "family=ipv6 protocol value=udp drop"})
            tool(text("firewall-cmd ") + text(to) +
                 text("--policy=strict --add-rich-rule=\"rule ") + text(rule) + QLatin1Char('"'));
    }
    checkAll("firewalld",
             text("firewall-cmd --policy=strict --add-rich-rule=\"rule priority=5 family=ipv4 "
                  "port port=7 protocol=tcp accept\""),
             text("firewall-cmd --policy=strict --remove-rich-rule=\"rule priority=5 family=ipv4 "
                  "port port=7 protocol=tcp accept\""),
             Cuts::Few);
}

TEST_CASE("firewalld has direct rules that drop", "[firewalld]")
{
    for (const char* rule :
         {"family=ipv4 protocol value=tcp drop", "family=ipv6 protocol value=tcp drop",
          "family=ipv4 protocol value=udp drop", "family=ipv6 protocol value=udp drop",
          "family=ipv4 port port=443 protocol=tcp reject",
          "family=ipv6 port port=443 protocol=tcp reject"})
        for (const char* to : {"--permanent ", ""})
            tool(text("firewall-cmd ") + text(to) +
                 text("--policy=strict --remove-rich-rule=\"rule ") + text(rule) +
                 QLatin1Char('"'));
    for (const char* to : {"--permanent ", ""})
        for (const char* family : {"ipv4", "ipv6"})
            for (const char* protocol : {"tcp", "udp"})
                tool(text("firewall-cmd ") + text(to) + text("--direct --add-rule ") +
                     text(family) + text(" filter OUTPUT 0 -p ") + text(protocol) +
                     text(" -j DROP"));
    // They are among those of iptables, so that is what a reading calls them.
    checkAll("iptables", text("firewall-cmd --direct --add-rule ipv4 filter OUTPUT 1 -j ACCEPT"),
             text("firewall-cmd --direct --remove-rule ipv4 filter OUTPUT 1 -j ACCEPT"),
             Cuts::None);

    // What is there after a restart of the daemon, too; which puts its own rules in another order.
    tool(text("firewall-cmd --reload"));
    Computer computer;
    Kept kept(computer.setting);
    const QByteArray before = everyRule();
    const Entry entry = kept.apply(allow("iptables"));
    tool(text("firewall-cmd --reload"));
    checkReached(true);
    CHECK(standingOf(entry, kept.adapters) == Standing::Undoable);
    REQUIRE(undo(entry, kept.adapters, kept.journal));
    checkReached(false);
    CHECK(everyRule() == before);

    tool(text("firewall-cmd --direct --add-passthrough ipv4 -I OUTPUT -p tcp -j DROP"));
    checkUnsupported("iptables");
}
