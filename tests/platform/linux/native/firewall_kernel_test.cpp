// The judgement of rules beside what the kernel does with the same rules and packets, in a network
// of the test's own: real nft and iptables, real sends, and a tap that sees what leaves.
#include "platform/command_runner.h"
#include "platform/linux/firewall/iptables_parser.h"
#include "platform/linux/firewall/linux_firewall.h"
#include "platform/linux/firewall/nft_parser.h"
#include "platform/linux/firewall/walker.h"
#include "platform/linux/native/packet_paths.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QThread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/fsuid.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace reconnect;
using namespace reconnect::firewall;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

struct Ran {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Ran run(const QString& line, const QByteArray& input = {})
{
    QProcess process;
    QStringList words = QProcess::splitCommand(line);
    const QString program = QStringLiteral("/usr/sbin/") + words.takeFirst();
    process.start(program, words);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(10000);
    const bool ended =
        process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

// A thread in a network of its own, with one line that leads to nobody. Says why it can't be had.
QString inOwnNetwork(const std::function<void()>& work)
{
    QString reason;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        if (::geteuid() != 0 || ::unshare(CLONE_NEWNET) != 0) {
            reason = QStringLiteral("a network namespace needs root");
            return;
        }
        for (const char* line :
             {"ip link set lo up", "ip link add tap0 type veth peer name tap1",
              "ip link set tap0 arp off", "ip addr add 10.9.0.1/24 dev tap0",
              "ip addr add 2001:db8::1/64 dev tap0 nodad", "ip link set tap0 up",
              "ip link set tap1 up", "ip route add default via 10.9.0.2 dev tap0",
              "ip route add default via 2001:db8::2 dev tap0"}) {
            const Ran ran = run(QString::fromLatin1(line));
            if (ran.exitCode != 0) {
                reason = QString::fromLatin1(line) + QString::fromUtf8(ran.err);
                return;
            }
        }
        work();
    }));
    thread->start();
    thread->wait();
    return reason;
}

class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor() { ::close(m_fd); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const { return m_fd; } // NOLINT

private:
    int m_fd;
};

// Sees what leaves by tap0.
class Tap {
public:
    Tap()
        : m_fd(::socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK, htons(ETH_P_ALL)))
    {
        sockaddr_ll place = {};
        place.sll_family = AF_PACKET;
        place.sll_protocol = htons(ETH_P_ALL);
        place.sll_ifindex = int(::if_nametoindex("tap0"));
        REQUIRE(::bind(m_fd, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0);
    }

    void drain()
    {
        char waste[2048];
        while (::recv(m_fd, waste, sizeof waste, 0) > 0) {
        }
    }

    // By protocol alone: a rule may have sent the packet to another place and port.
    bool saw(Transport transport)
    {
        quint8 raw[2048];
        bool seen = false;
        for (ssize_t size; (size = ::recv(m_fd, raw, sizeof raw, 0)) > 0;) {
            const int protocol = raw[0] >> 4 == 6 ? raw[6] : raw[9];
            seen = seen || protocol == (transport == Transport::Tcp ? 6 : 17);
        }
        return seen;
    }

private:
    Descriptor m_fd;
};

bool kernelLetsOut(Tap& tap, const OutgoingPacket& packet, uint user)
{
    tap.drain();
    const bool ipv6 = packet.destination.protocol() == QAbstractSocket::IPv6Protocol;
    const int type = packet.transport == Transport::Tcp ? SOCK_STREAM : SOCK_DGRAM;
    ::setfsuid(user);
    const Descriptor fd(::socket(ipv6 ? AF_INET6 : AF_INET, type | SOCK_NONBLOCK, 0));
    ::setfsuid(0);
    sockaddr_in6 six = {};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(packet.port);
    sockaddr_in four = {};
    four.sin_family = AF_INET;
    four.sin_port = htons(packet.port);
    if (ipv6)
        ::inet_pton(AF_INET6, packet.destination.toString().toLatin1().constData(), &six.sin6_addr);
    else
        four.sin_addr.s_addr = htonl(packet.destination.toIPv4Address());
    const auto* to = ipv6 ? reinterpret_cast<sockaddr*>(&six) : reinterpret_cast<sockaddr*>(&four);
    const socklen_t length = ipv6 ? sizeof six : sizeof four;
    if (packet.transport == Transport::Tcp)
        ::connect(fd, to, length);
    else
        ::sendto(fd, "x", 1, 0, to, length);
    return tap.saw(packet.transport);
}

QList<OutgoingPacket> somePackets()
{
    QList<OutgoingPacket> packets;
    for (const char* to : {"203.0.113.5", "198.51.100.7", "2001:db8:1::5"})
        for (const quint16 port : {53, 443, 3478, 8801, 8802})
            for (const Transport transport : {Transport::Tcp, Transport::Udp})
                packets.append({transport, QHostAddress(QString::fromLatin1(to)), port});
    return packets;
}

QString words(const OutgoingPacket& packet, uint user)
{
    return QStringLiteral("%1 %2 %3 as %4")
        .arg(packet.transport == Transport::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp"),
             packet.destination.toString())
        .arg(packet.port)
        .arg(user);
}

struct Tried {
    int agreed = 0;
    int stopped = 0;
    QStringList disagreed;
    QStringList doubtful;
};

void compare(const QList<Ruleset>& rulesets, Tried& tried)
{
    Tap tap;
    const QList<OutgoingPacket> packets = somePackets();
    QList<QHostAddress> addresses;
    for (const auto& packet : packets)
        addresses.append(packet.destination);
    const auto paths = findPaths(addresses);
    for (const uint user : {0U, 1000U}) {
        for (const auto& packet : packets) {
            const Path path = paths.value(packet.destination);
            Packet sent;
            sent.ipv6 = packet.destination.protocol() == QAbstractSocket::IPv6Protocol;
            sent.transport = packet.transport;
            sent.source = path.source;
            sent.destination = packet.destination;
            sent.destinationPort = packet.port;
            sent.interface = path.interface;
            sent.local = path.local;
            sent.user = user;
            sent.group = 0;
            bool stopped = false;
            bool doubt = false;
            for (const Ruleset& ruleset : rulesets) {
                const Fate fate = fateOf(sent, ruleset);
                stopped = stopped || fate.kind == Fate::Kind::Stopped;
                doubt = doubt || fate.kind == Fate::Kind::Doubtful;
            }
            const bool leaves = kernelLetsOut(tap, packet, user);
            if (!stopped && doubt)
                tried.doubtful.append(words(packet, user));
            else if (leaves == stopped)
                tried.disagreed.append(words(packet, user));
            else
                ++tried.agreed;
            tried.stopped += stopped ? 1 : 0;
        }
    }
}

const char* const nftRulesets[] = {
    "chain output { type filter hook output priority 0; policy accept; tcp dport 443 drop\n }",
    "chain output { type filter hook output priority 0; policy drop; udp dport 53 accept\n }",
    "chain output { type filter hook output priority 0; policy accept; meta skuid 1000 drop\n }",
    "chain output { type filter hook output priority 0; policy accept; meta skuid != 0 tcp dport { "
    "443, 8801-8810 } reject with tcp reset\n }",
    "set nets { type ipv4_addr; flags interval; elements = { 203.0.113.0/24, 198.51.100.9 }\n }\n"
    "chain output { type filter hook output priority 0; ip daddr @nets drop\n }",
    "set nets { type ipv4_addr; flags interval; elements = { 203.0.113.0/24 }\n }\n"
    "chain output { type filter hook output priority 0; ip daddr != @nets meta l4proto udp drop\n "
    "}",
    "chain sub { udp dport 3478 return\n meta l4proto udp reject\n }\n"
    "chain output { type filter hook output priority 0; jump sub\n tcp dport 8802 drop\n }",
    "chain sub { tcp dport 443 return\n }\n"
    "chain output { type filter hook output priority 0; policy drop; goto sub\n accept\n }",
    "map m { type inet_service : verdict; elements = { 443 : drop, 8801 : jump sub }\n }\n"
    "chain sub { ip daddr 203.0.113.5 drop\n }\n"
    "chain output { type filter hook output priority 0; tcp dport vmap @m\n }",
    "chain output { type filter hook output priority 0; ct state new tcp dport 443 drop\n ct state "
    "established drop\n }",
    "chain output { type filter hook output priority 0; ct state vmap { new : jump sub, "
    "established : accept }\n drop\n }\nchain sub { meta nfproto ipv6 accept\n }",
    "chain output { type filter hook output priority 0; oifname \"tap*\" tcp dport 443 drop\n "
    "oifname != \"tap0\" drop\n }",
    "chain output { type filter hook output priority 0; ip daddr . tcp dport { 203.0.113.5 . 443, "
    "198.51.100.0/24 . 8801-8802 } drop\n }",
    "chain output { type filter hook output priority 0; accept\n }\n"
    "chain later { type filter hook output priority 10; udp dport 8801 drop\n }",
    "chain post { type filter hook postrouting priority 0; tcp dport 8802 drop\n }",
    "chain output { type filter hook output priority 0; ip6 daddr 2001:db8:1::/48 drop\n ip saddr "
    "10.9.0.0/24 udp dport 53 drop\n }",
    "chain output { type filter hook output priority 0; tcp flags & (syn | ack) == syn tcp dport "
    "443 drop\n tcp flags ack drop\n }",
    "chain output { type filter hook output priority 0; fib daddr type local accept\n meta mark 0 "
    "tcp dport 8801 drop\n meta mark 0x7 drop\n }",
    "chain n { type nat hook output priority -100; tcp dport 443 dnat ip to 192.0.2.1:8443\n }\n"
    "chain output { type filter hook output priority 0; tcp dport 443 accept\n tcp dport 8443 "
    "accept\n tcp dport > 8000 drop\n }",
    "chain output { type filter hook output priority 0; th dport 8801 drop\n ip protocol udp th "
    "dport 53 drop\n ip6 nexthdr tcp drop\n }",
    "chain output { type filter hook output priority 0; tcp dport vmap { 443 : accept, 8801 : drop "
    ", * : goto sub }\n }\nchain sub { tcp dport < 1000 drop\n }",
};

// A ruleset by chance, from the parts above.
QByteArray randomRules(QRandomGenerator& chance)
{
    const auto pick = [&](const QList<QByteArray>& from) {
        return from[chance.bounded(int(from.size()))];
    };
    const QList<QByteArray> places{"",
                                   "ip daddr 203.0.113.0/24 ",
                                   "ip daddr != 203.0.113.5 ",
                                   "ip6 daddr 2001:db8::/32 ",
                                   "meta nfproto ipv4 ",
                                   "oifname \"lo\" ",
                                   "oifname != \"lo\" "};
    const QList<QByteArray> ports{"",
                                  "tcp dport 443 ",
                                  "udp dport { 53, 3478 } ",
                                  "th dport != 8801 ",
                                  "tcp dport 8801-8810 ",
                                  "meta l4proto udp ",
                                  "tcp dport != { 443, 53 } "};
    const QList<QByteArray> users{"",
                                  "",
                                  "meta skuid 1000 ",
                                  "meta skuid != 1000 ",
                                  "ct state new ",
                                  "ct state established "};
    const auto rule = [&](const QList<QByteArray>& verdicts) -> QByteArray {
        QByteArray text = pick(places) + pick(ports) + pick(users);
        // "th" needs to know the protocol first.
        text.replace("th dport", "meta l4proto { tcp, udp } th dport");
        return text + "counter " + pick(verdicts) + "\n";
    };
    QByteArray text;
    for (const char* name : {"a", "b"}) {
        text += QByteArray("chain ") + name + " {\n";
        for (int i = 0; i < 3; ++i)
            text += rule({"accept", "drop", "return", "reject"});
        text += "}\n";
    }
    for (const char* priority : {"0", "5"}) {
        text += QByteArray("chain o") + priority + " { type filter hook output priority " +
                priority + "; policy " + pick({"accept", "drop", "accept"}) + ";\n";
        for (int i = 0; i < 4; ++i)
            text += rule({"accept", "drop", "jump a", "goto b", "return", "continue"});
        text += "}\n";
    }
    return text;
}

Tried tryNft(const QList<QByteArray>& rulesets, QString& skipped)
{
    Tried tried;
    skipped = inOwnNetwork([&] {
        for (const QByteArray& rules : rulesets) {
            const QByteArray file =
                "flush ruleset\ntable inet t {\nset unused { type mark\n }\n" + rules + "\n}\n";
            const Ran loaded = run(QStringLiteral("nft -f -"), file);
            INFO(rules.toStdString() << loaded.err.toStdString());
            REQUIRE(loaded.exitCode == 0);
            const auto ruleset = parseNft(run(QStringLiteral("nft -j list ruleset")).out);
            REQUIRE(ruleset);
            const auto before = tried.disagreed.size() + tried.doubtful.size();
            compare({*ruleset}, tried);
            if (tried.disagreed.size() + tried.doubtful.size() != before)
                tried.disagreed.append(QString::fromUtf8(rules));
        }
    });
    return tried;
}

void checkTried(const Tried& tried, const QString& skipped)
{
    if (!skipped.isEmpty()) {
        WARN("skipped: " << skipped.toStdString());
        return;
    }
    CHECK(tried.disagreed == QStringList());
    CHECK(tried.doubtful == QStringList());
    CHECK(tried.stopped > 0);
    CHECK(tried.agreed > tried.stopped);
    WARN("the kernel agreed " << tried.agreed << " times, " << tried.stopped << " of them stops");
}

} // namespace

TEST_CASE("firewall: nft rules are judged as the kernel obeys them")
{
    QString skipped;
    QList<QByteArray> rulesets;
    for (const char* rules : nftRulesets)
        rulesets.append(rules);
    const Tried tried = tryNft(rulesets, skipped);
    checkTried(tried, skipped);
}

TEST_CASE("firewall: nft rules made by chance are judged as the kernel obeys them")
{
    QString skipped;
    QRandomGenerator chance(2026);
    QList<QByteArray> rulesets;
    for (int i = 0; i < 40; ++i)
        rulesets.append(randomRules(chance));
    const Tried tried = tryNft(rulesets, skipped);
    checkTried(tried, skipped);
}

TEST_CASE("firewall: iptables rules of both kinds are judged as the kernel obeys them")
{
    const QList<QStringList> sets{
        {QStringLiteral("-P OUTPUT DROP"), QStringLiteral("-A OUTPUT -p udp --dport 53 -j ACCEPT"),
         QStringLiteral("-A OUTPUT -p tcp -m multiport --dports 443,8801:8810 -m owner --uid-owner "
                        "1000-2000 -j ACCEPT")},
        {QStringLiteral("-P OUTPUT ACCEPT"), QStringLiteral("-N sub"),
         QStringLiteral("-A sub -p tcp --dport 443 -j RETURN"),
         QStringLiteral("-A sub -m comment --comment \"a \\\"b\" -j REJECT"),
         QStringLiteral("-A OUTPUT -p tcp -j sub"),
         QStringLiteral("-A OUTPUT -p udp ! --dport 53 -m owner ! --uid-owner 0 -j DROP")},
        {QStringLiteral("-P OUTPUT DROP"), QStringLiteral("-N sub"),
         QStringLiteral("-A sub -m conntrack --ctstate NEW -p tcp --syn -j ACCEPT"),
         QStringLiteral("-A OUTPUT ! -o lo -m mark --mark 0x0/0xff -g sub"),
         QStringLiteral("-A OUTPUT -j ACCEPT")},
        {QStringLiteral("-P OUTPUT ACCEPT"),
         QStringLiteral("-A OUTPUT -m addrtype --dst-type LOCAL -j ACCEPT"),
         QStringLiteral("-A OUTPUT -o tap+ -p udp -m state --state ESTABLISHED -j DROP"),
         QStringLiteral("-t mangle -A POSTROUTING -p tcp --dport 8802 -j DROP"),
         QStringLiteral("-A OUTPUT -p udp -m multiport ! --dports 53,3478 -j REJECT")},
    };
    QString skipped;
    Tried tried;
    for (const char* kind : {"nft", "legacy"}) {
        for (const QStringList& lines : sets) {
            skipped = inOwnNetwork([&] {
                QList<Ruleset> rulesets;
                for (const char* family : {"iptables", "ip6tables"}) {
                    const QString tool =
                        QString::fromLatin1(family) + QLatin1Char('-') + QString::fromLatin1(kind);
                    for (const QString& line : lines) {
                        const Ran ran = run(tool + QLatin1Char(' ') + line);
                        INFO(line.toStdString() << ran.err.toStdString());
                        REQUIRE(ran.exitCode == 0);
                    }
                    const auto parsed =
                        parseIptables(run(tool + QStringLiteral("-save")).out,
                                      QLatin1String(family).startsWith(QLatin1String("ip6")));
                    REQUIRE(parsed);
                    rulesets.append(parsed->ruleset);
                }
                compare(rulesets, tried);
            });
        }
    }
    checkTried(tried, skipped);
}

TEST_CASE("firewall: the tools' own rules name product, rule and packets")
{
    QList<FirewallReading> readings;
    const QString skipped = inOwnNetwork([&] {
        run(QStringLiteral("nft -f -"),
            "table inet mine { chain out { type filter hook output priority 0; tcp dport 443 "
            "counter drop comment \"work\"\n }\n }\n");
        run(QStringLiteral("iptables-nft -A OUTPUT -p udp --dport 3478 -j REJECT"));
        ProcessRunner runner;
        LinuxFirewall firewall(runner, findPaths, {1000, {}});
        QObject context;
        firewall.judge(somePackets(), &context, [&](const auto& got) { readings = got; });
        waitFor([&] { return !readings.isEmpty(); });
    });
    if (!skipped.isEmpty()) {
        WARN("skipped: " << skipped.toStdString());
        return;
    }
    REQUIRE(readings.size() == 4);
    CHECK(readings[0].product == QStringLiteral("nftables"));
    REQUIRE(readings[0].status == FirewallReading::Status::Blocks);
    REQUIRE(readings[0].rules.size() == 1);
    CHECK(readings[0].rules[0].chain == QStringLiteral("inet mine out"));
    CHECK(readings[0].rules[0].rule.startsWith(QStringLiteral("tcp dport 443 counter")));
    CHECK(readings[0].rules[0].verdict == QStringLiteral("drop"));
    CHECK(readings[0].rules[0].packets.size() == 3);
    REQUIRE(readings[1].status == FirewallReading::Status::Blocks);
    CHECK(readings[1].rules[0].verdict == QStringLiteral("reject"));
    CHECK(readings[1].rules[0].packets.size() == 2);
}
