#include "platform/macos/firewall/pf_words.h"

#include <QHash>
#include <QStringList>

namespace reconnect::macos::firewall {
namespace {

// pfctl may print a port by its name in /etc/services. Those that matter here; any other name is
// none of Zoom's ports, unless it is one of the newer ones, so it stays undecided.
std::optional<quint16> portFrom(const QString& word)
{
    bool isNumber = false;
    const quint16 number = word.toUShort(&isNumber);
    if (isNumber)
        return number;
    static const QHash<QString, quint16> names{
        {QStringLiteral("http"), 80},   {QStringLiteral("https"), 443},
        {QStringLiteral("domain"), 53}, {QStringLiteral("ssh"), 22},
        {QStringLiteral("smtp"), 25},   {QStringLiteral("mdns"), 5353},
    };
    const auto found = names.constFind(word);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

// One rule's words, taken from the front.
class Words {
public:
    explicit Words(const QString& line)
        : m_words(line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts))
    {
    }
    bool isEmpty() const { return m_at >= m_words.size(); }
    QString next() { return isEmpty() ? QString() : m_words[m_at++]; }
    QString peek() const { return m_words.value(m_at); }
    bool take(const char* word)
    {
        if (peek() != QLatin1String(word))
            return false;
        ++m_at;
        return true;
    }

private:
    QStringList m_words;
    qsizetype m_at = 0;
};

void readPorts(Words& words, PfRule& rule)
{
    QString word = words.next();
    const bool isOperator = word == QLatin1String("=") || word == QLatin1String("!=") ||
                            word == QLatin1String("<") || word == QLatin1String("<=") ||
                            word == QLatin1String(">") || word == QLatin1String(">=");
    const QString sign = isOperator ? word : QStringLiteral("=");
    if (isOperator)
        word = words.next();
    PfRule::Ports ports;
    std::optional<quint16> first;
    std::optional<quint16> last;
    if (word.contains(QLatin1Char(':'))) {
        first = portFrom(word.section(QLatin1Char(':'), 0, 0));
        last = portFrom(word.section(QLatin1Char(':'), 1));
    } else {
        first = last = portFrom(word);
        const bool isWithin = words.take("><");
        if (first && (isWithin || words.take("<>"))) {
            const auto end = portFrom(words.next());
            // Both leave out the ends they name.
            if (isWithin && end && *end > 0 && *first < 0xffff) {
                first = quint16(*first + 1);
                last = quint16(*end - 1);
            } else {
                last = end;
                ports.outside = true;
            }
        }
    }
    if (!first || !last) {
        rule.conditions = true;
        return;
    }
    ports.first = *first;
    ports.last = *last;
    if (sign == QLatin1String("!=")) {
        ports.outside = true;
    } else if (sign.startsWith(QLatin1Char('<'))) {
        ports.last = sign == QLatin1String("<") ? quint16(qMax(1, int(*first)) - 1) : *first;
        ports.first = 0;
    } else if (sign.startsWith(QLatin1Char('>'))) {
        ports.first = sign == QLatin1String(">") ? quint16(qMin(0xfffe, int(*first)) + 1) : *first;
        ports.last = 0xffff;
    }
    rule.ports = ports;
}

// After "from" or "to".
void readHost(Words& words, PfRule& rule, bool isTarget)
{
    const bool isNot = words.take("!");
    QString word = words.next();
    if (word.startsWith(QLatin1Char('!')) && word.size() > 1) {
        rule.conditions = rule.conditions || !isTarget;
        rule.notTo = true;
        word.remove(0, 1);
    }
    if (word == QLatin1String("any")) {
        rule.conditions = rule.conditions || isNot;
    } else if (!isTarget) {
        rule.conditions = true; // who sends from where isn't known here
    } else {
        const auto subnet = word.contains(QLatin1Char('/'))
                                ? QHostAddress::parseSubnet(word)
                                : QPair<QHostAddress, int>(QHostAddress(word), -1);
        const bool isIpv6 = subnet.first.protocol() == QAbstractSocket::IPv6Protocol;
        if (subnet.first.isNull()) {
            rule.conditions = true; // a table, a name, an interface
        } else {
            rule.to = subnet.first;
            rule.toBits = subnet.second >= 0 ? subnet.second : (isIpv6 ? 128 : 32);
        }
        rule.toAny = false;
        rule.notTo = rule.notTo || isNot;
    }
    if (words.take("port")) {
        if (isTarget) {
            readPorts(words, rule);
        } else {
            PfRule other;
            readPorts(words, other);
            rule.conditions = true;
        }
    }
}

// What changes nothing about whether it applies to the first packet of a connection.
bool isHarmless(Words& words, const QString& word)
{
    if (word == QLatin1String("all") || word == QLatin1String("log"))
        return true;
    if (word == QLatin1String("flags")) {
        // The first packet of a connection has SYN of SYN and ACK; "any" asks for nothing.
        const QString flags = words.next();
        return flags == QLatin1String("S/SA") || flags == QLatin1String("any");
    }
    if ((word == QLatin1String("keep") || word == QLatin1String("modulate") ||
         word == QLatin1String("no") || word == QLatin1String("synproxy")))
        return words.take("state");
    if (word == QLatin1String("label")) {
        QString label = words.next();
        while (!words.isEmpty() && !(label.size() > 1 && label.endsWith(QLatin1Char('"'))))
            label = words.next();
        return true;
    }
    return false;
}

void readAction(Words& words, const QString& action, PfRule& rule)
{
    if (action == QLatin1String("anchor")) {
        rule.kind = PfRule::Kind::Anchor;
        QString name = words.next();
        name.remove(QLatin1Char('"'));
        rule.calls = name;
    } else if (action == QLatin1String("block")) {
        rule.kind = PfRule::Kind::Block;
        for (const char* how : {"drop", "return", "return-rst", "return-icmp", "return-icmp6"})
            if (words.peek().section(QLatin1Char('('), 0, 0) == QLatin1String(how)) {
                rule.rejects = QLatin1String(how) != QLatin1String("drop");
                // "return-icmp(port-unr, port-unr)"
                QString word = words.next();
                while (word.contains(QLatin1Char('(')) && !word.contains(QLatin1Char(')')) &&
                       !words.isEmpty())
                    word += words.next();
                break;
            }
    }
}

} // namespace

PfRule pfRuleFrom(const QString& line)
{
    PfRule rule;
    rule.text = line.simplified();
    Words words(line);
    readAction(words, words.next(), rule);
    while (!words.isEmpty()) {
        const QString word = words.next();
        if (word == QLatin1String("in")) {
            rule.incoming = true;
        } else if (word == QLatin1String("out")) {
            continue;
        } else if (word == QLatin1String("quick")) {
            rule.quick = true;
        } else if (word == QLatin1String("inet") || word == QLatin1String("inet6")) {
            rule.family = word == QLatin1String("inet") ? 4 : 6;
        } else if (word == QLatin1String("proto")) {
            const QString name = words.next();
            if (name == QLatin1String("tcp"))
                rule.transport = Transport::Tcp;
            else if (name == QLatin1String("udp"))
                rule.transport = Transport::Udp;
            else
                rule.neverOurs = true;
        } else if (word == QLatin1String("from") || word == QLatin1String("to")) {
            readHost(words, rule, word == QLatin1String("to"));
        } else if (word == QLatin1String("user")) {
            words.take("=");
            bool isNumber = false;
            const quint32 user = words.next().toUInt(&isNumber);
            if (isNumber)
                rule.user = user;
            else
                rule.conditions = true;
        } else if (word == QLatin1String("on") && words.take("!")) {
            rule.conditions = rule.conditions || words.next() != QLatin1String("lo0");
        } else if (word == QLatin1String("on") && words.take("lo0")) {
            rule.neverOurs = true; // what goes out to another computer leaves by another
        } else if (!isHarmless(words, word)) {
            rule.conditions = true;
            // What follows belongs to it, or is unknown as well.
            if (word == QLatin1String("on"))
                words.next();
        }
    }
    return rule;
}

} // namespace reconnect::macos::firewall
