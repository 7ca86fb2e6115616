#include "platform/linux/firewall/iptables_rule.h"

#include "platform/linux/firewall/fields.h"

namespace reconnect::firewall {
namespace {

Test fieldTest(Field field, const std::optional<QList<Interval>>& intervals, bool negated,
               std::optional<quint64> mask = {})
{
    return [=](const Packet& packet, const Traits& traits) {
        if (!intervals)
            return Match::Unknown;
        Value value = read(field, packet, traits);
        if (mask && value.state == Value::State::Known)
            value.bytes = bytesOf(numberOf(value.bytes) & *mask);
        return matchValue(value, *intervals, negated);
    };
}

Test constant(Match match)
{
    return [match](const Packet&, const Traits&) { return match; };
}

std::optional<quint64> number(const QString& text)
{
    bool valid = false;
    const quint64 value = text.toULongLong(&valid, 0);
    return valid ? std::optional(value) : std::nullopt;
}

// "443,8801:8810" or "1000-2000"; an end that is left out is the lowest or the highest.
std::optional<QList<Interval>> numbers(const QString& text, QChar separator)
{
    QList<Interval> intervals;
    for (const QString& part : text.split(QLatin1Char(','))) {
        const qsizetype at = part.indexOf(separator);
        const QString first = at < 0 ? part : part.left(at);
        const QString last = at < 0 ? part : part.mid(at + 1);
        const auto low = first.isEmpty() ? std::optional<quint64>(0) : number(first);
        const auto high = last.isEmpty() ? std::optional<quint64>(~0U) : number(last);
        if (!low || !high || part.isEmpty())
            return std::nullopt;
        intervals.append({bytesOf(*low), bytesOf(*high)});
    }
    return intervals;
}

std::optional<QList<Interval>> protocols(const QString& text)
{
    static const QHash<QString, quint64> known{
        {QStringLiteral("tcp"), 6},     {QStringLiteral("udp"), 17},
        {QStringLiteral("icmp"), 1},    {QStringLiteral("ipv6-icmp"), 58},
        {QStringLiteral("icmpv6"), 58}, {QStringLiteral("sctp"), 132},
        {QStringLiteral("dccp"), 33},   {QStringLiteral("udplite"), 136},
        {QStringLiteral("esp"), 50},    {QStringLiteral("ah"), 51},
        {QStringLiteral("igmp"), 2},    {QStringLiteral("gre"), 47}};
    if (text == QLatin1String("all") || text == QLatin1String("0"))
        return QList<Interval>{{bytesOf(0), bytesOf(255)}};
    const auto value = known.contains(text) ? std::optional(known.value(text)) : number(text);
    if (!value)
        return std::nullopt;
    return QList<Interval>{{bytesOf(*value), bytesOf(*value)}};
}

std::optional<QList<Interval>> network(const QString& text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    const QHostAddress address(slash < 0 ? text : text.left(slash));
    if (address.isNull())
        return std::nullopt;
    int length = address.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
    if (slash >= 0) {
        const QString mask = text.mid(slash + 1);
        bool valid = false;
        length = mask.toInt(&valid);
        // "255.255.0.0": only masks without gaps are understood.
        if (!valid)
            length = QHostAddress::parseSubnet(QStringLiteral("0.0.0.0/") + mask).second;
    }
    const auto interval = prefix(address, length);
    return interval ? std::optional(QList<Interval>{*interval}) : std::nullopt;
}

std::optional<quint64> states(const QString& text)
{
    static const QHash<QString, quint64> known{
        {QStringLiteral("INVALID"), 1},    {QStringLiteral("ESTABLISHED"), 2},
        {QStringLiteral("RELATED"), 4},    {QStringLiteral("NEW"), 8},
        {QStringLiteral("UNTRACKED"), 64}, {QStringLiteral("SNAT"), 0},
        {QStringLiteral("DNAT"), 0}};
    quint64 all = 0;
    for (const QString& one : text.split(QLatin1Char(','))) {
        if (!known.contains(one))
            return std::nullopt;
        if (known.value(one) == 0)
            return std::nullopt; // the address was changed, which isn't followed here
        all |= known.value(one);
    }
    return all;
}

std::optional<quint64> flagBits(const QString& text)
{
    static const QHash<QString, quint64> known{
        {QStringLiteral("FIN"), 1},  {QStringLiteral("SYN"), 2},  {QStringLiteral("RST"), 4},
        {QStringLiteral("PSH"), 8},  {QStringLiteral("ACK"), 16}, {QStringLiteral("URG"), 32},
        {QStringLiteral("ALL"), 63}, {QStringLiteral("NONE"), 0}};
    quint64 all = 0;
    for (const QString& one : text.split(QLatin1Char(','))) {
        if (!known.contains(one))
            return std::nullopt;
        all |= known.value(one);
    }
    return all;
}

QList<Interval> exactly(quint64 value)
{
    return {{bytesOf(value), bytesOf(value)}};
}

class Reader {
public:
    Reader(QStringList words, bool ipv6, Traits& traits)
        : m_words(std::move(words))
        , m_ipv6(ipv6)
        , m_traits(traits)
    {
    }

    Rule read()
    {
        while (m_at < m_words.size()) {
            bool negated = false;
            if (m_words[m_at] == QLatin1String("!")) {
                negated = true;
                ++m_at;
            }
            const QString option = next();
            if (option == QLatin1String("-j") || option == QLatin1String("-g")) {
                target(next(), option == QLatin1String("-g"));
                break; // the rest belongs to the target
            }
            match(option, negated);
        }
        return m_rule;
    }

private:
    QString next() { return m_at < m_words.size() ? m_words[m_at++] : QString(); }

    void add(Test test) { m_rule.tests.append(std::move(test)); }

    void match(const QString& option, bool negated)
    {
        if (option == QLatin1String("-m")) {
            const QString module = next();
            if (isChance(module))
                add(constant(Match::Chance));
            if (module == QLatin1String("rpfilter"))
                addReturnRoute();
            m_module = module;
            return;
        }
        if (option == QLatin1String("-p")) {
            add(fieldTest(Field::Protocol, protocols(next()), negated));
        } else if (option == QLatin1String("-s")) {
            add(fieldTest(Field::Source, network(next()), negated));
        } else if (option == QLatin1String("-d")) {
            add(fieldTest(Field::Destination, network(next()), negated));
        } else if (option == QLatin1String("-o") || option == QLatin1String("-i")) {
            const Field field =
                option == QLatin1String("-o") ? Field::OutInterface : Field::InInterface;
            add(fieldTest(field, QList{nameInterval(next(), QLatin1Char('+'))}, negated));
        } else if (option == QLatin1String("--dport") || option == QLatin1String("--dports")) {
            add(fieldTest(Field::DestinationPort, numbers(next(), QLatin1Char(':')), negated));
        } else if (option == QLatin1String("--sport") || option == QLatin1String("--sports")) {
            add(fieldTest(Field::SourcePort, numbers(next(), QLatin1Char(':')), negated));
        } else if (option == QLatin1String("--uid-owner")) {
            add(fieldTest(Field::User, numbers(next(), QLatin1Char('-')), negated));
        } else if (option == QLatin1String("--gid-owner")) {
            add(fieldTest(Field::Group, numbers(next(), QLatin1Char('-')), negated));
        } else if (option == QLatin1String("--ctstate") || option == QLatin1String("--state")) {
            addBits(Field::ConnectionState, states(next()), negated);
        } else if (option == QLatin1String("--dst-type")) {
            addDestinationType(next(), negated);
        } else if (option == QLatin1String("--mark")) {
            addMark(next(), negated);
        } else if (option == QLatin1String("--tcp-flags")) {
            const auto mask = flagBits(next());
            const auto wanted = flagBits(next());
            add(mask && wanted ? fieldTest(Field::TcpFlags, exactly(*wanted), negated, mask)
                               : constant(Match::Unknown));
        } else if (option == QLatin1String("--comment")) {
            next();
        } else {
            other(option);
        }
    }

    static bool isChance(const QString& module)
    {
        static const QStringList modules{QStringLiteral("limit"),     QStringLiteral("statistic"),
                                         QStringLiteral("hashlimit"), QStringLiteral("connlimit"),
                                         QStringLiteral("quota"),     QStringLiteral("recent")};
        return modules.contains(module);
    }

    // "-m rpfilter [--loose] [--validmark] [--accept-local] [--invert]" holds for a reply whose
    // source is reached the way it came.
    void addReturnRoute()
    {
        bool inverted = false;
        while (m_at < m_words.size() && m_words[m_at].startsWith(QLatin1String("--")))
            inverted = next() == QLatin1String("--invert") || inverted;
        add(fieldTest(Field::ReturnRoute, exactly(1), inverted));
    }

    // The options of a module that is a matter of chance add nothing; those of icmp can't apply.
    void other(const QString& option)
    {
        while (m_at < m_words.size() && m_words[m_at] != QLatin1String("!") &&
               !m_words[m_at].startsWith(QLatin1Char('-')))
            ++m_at;
        if (m_module.startsWith(QLatin1String("icmp")))
            add(constant(Match::No));
        else if (!isChance(m_module) && option != QLatin1String("--socket-exists"))
            add(constant(Match::Unknown));
    }

    void addBits(Field field, std::optional<quint64> wanted, bool negated)
    {
        add([=](const Packet& packet, const Traits& traits) {
            const Value value = firewall::read(field, packet, traits);
            if (!wanted || value.state != Value::State::Known)
                return Match::Unknown;
            return ((numberOf(value.bytes) & *wanted) != 0) != negated ? Match::Yes : Match::No;
        });
    }

    void addDestinationType(const QString& name, bool negated)
    {
        static const QHash<QString, quint64> types{{QStringLiteral("UNICAST"), 1},
                                                   {QStringLiteral("LOCAL"), 2},
                                                   {QStringLiteral("BROADCAST"), 3},
                                                   {QStringLiteral("MULTICAST"), 5}};
        QList<Interval> wanted;
        for (const QString& one : name.split(QLatin1Char(',')))
            if (types.contains(one))
                wanted += exactly(types.value(one));
        add(wanted.size() == name.count(QLatin1Char(',')) + 1
                ? fieldTest(Field::DestinationType, wanted, negated)
                : constant(Match::Unknown));
    }

    void addMark(const QString& text, bool negated)
    {
        const auto value = number(text.section(QLatin1Char('/'), 0, 0));
        const QString maskText = text.section(QLatin1Char('/'), 1, 1);
        const auto mask = maskText.isEmpty() ? std::optional<quint64>(~0U) : number(maskText);
        add(value && mask ? fieldTest(Field::Mark, exactly(*value), negated, mask)
                          : constant(Match::Unknown));
    }

    void target(const QString& name, bool isGoto)
    {
        using Kind = Action::Kind;
        static const QHash<QString, Kind> kinds{{QStringLiteral("ACCEPT"), Kind::Accept},
                                                {QStringLiteral("DROP"), Kind::Drop},
                                                {QStringLiteral("REJECT"), Kind::Reject},
                                                {QStringLiteral("RETURN"), Kind::Return},
                                                {QStringLiteral("SNAT"), Kind::Accept},
                                                {QStringLiteral("MASQUERADE"), Kind::Accept},
                                                {QStringLiteral("REDIRECT"), Kind::Redirect},
                                                {QStringLiteral("DNAT"), Kind::Redirect},
                                                {QStringLiteral("QUEUE"), Kind::Unknown},
                                                {QStringLiteral("NFQUEUE"), Kind::Unknown},
                                                {QStringLiteral("NETMAP"), Kind::Unknown},
                                                {QStringLiteral("TPROXY"), Kind::Unknown},
                                                {QStringLiteral("SYNPROXY"), Kind::Unknown}};
        static const QStringList harmless{
            QStringLiteral("LOG"),      QStringLiteral("NFLOG"), QStringLiteral("ULOG"),
            QStringLiteral("TCPMSS"),   QStringLiteral("DSCP"),  QStringLiteral("TOS"),
            QStringLiteral("TTL"),      QStringLiteral("HL"),    QStringLiteral("CHECKSUM"),
            QStringLiteral("CLASSIFY"), QStringLiteral("AUDIT"), QStringLiteral("TRACE"),
            QStringLiteral("TEE"),      QStringLiteral("SET"),   QStringLiteral("SECMARK"),
            QStringLiteral("RATEEST"),  QStringLiteral("HMARK"), QStringLiteral("CONNSECMARK")};
        if (harmless.contains(name))
            return;
        if (name == QLatin1String("MARK") || name == QLatin1String("CONNMARK")) {
            m_traits.setsMarks = true;
        } else if (name == QLatin1String("CT") || name == QLatin1String("NOTRACK")) {
            m_traits.skipsTracking = true;
        } else if (kinds.contains(name)) {
            m_rule.action.kind = kinds.value(name);
            if (m_rule.action.kind == Kind::Redirect)
                redirect(name == QLatin1String("DNAT"));
        } else {
            m_rule.action = {isGoto ? Kind::Goto : Kind::Jump, name};
        }
    }

    void redirect(bool elsewhere)
    {
        Action& action = m_rule.action;
        action.keepsPort = true;
        while (m_at < m_words.size()) {
            const QString option = next();
            if (option == QLatin1String("--to-ports")) {
                action.keepsPort = false;
                if (const auto port = number(next()))
                    action.newPort = quint16(*port);
            } else if (elsewhere && option == QLatin1String("--to-destination")) {
                // "ADDRESS:PORT", "[ADDRESS]:PORT" or either alone.
                const QString place = next();
                const qsizetype colon = m_ipv6 ? place.indexOf(QLatin1String("]:")) + 1
                                               : place.indexOf(QLatin1Char(':'));
                const bool hasPort = m_ipv6 ? colon > 0 : colon >= 0;
                QString address = hasPort ? place.left(colon) : place;
                address.remove(QLatin1Char('[')).remove(QLatin1Char(']'));
                action.keepsDestination = address.isEmpty();
                action.newDestination.setAddress(address);
                action.keepsPort = !hasPort;
                if (const auto port = number(place.mid(colon + 1)); hasPort && port)
                    action.newPort = quint16(*port);
            }
        }
    }

    QStringList m_words;
    bool m_ipv6;
    Traits& m_traits;
    qsizetype m_at = 0;
    QString m_module;
    Rule m_rule;
};

} // namespace

QStringList iptablesWords(const QString& line)
{
    QStringList words;
    QString word;
    bool quoted = false;
    bool begun = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar letter = line[i];
        if (letter == QLatin1Char('\\') && i + 1 < line.size()) {
            word += line[++i];
            begun = true;
        } else if (letter == QLatin1Char('"')) {
            quoted = !quoted;
            begun = true;
        } else if (letter.isSpace() && !quoted) {
            if (begun)
                words.append(std::exchange(word, {}));
            begun = false;
        } else {
            word += letter;
            begun = true;
        }
    }
    if (begun)
        words.append(word);
    return words;
}

Rule iptablesRule(const QStringList& words, bool ipv6, Traits& traits)
{
    return Reader(words, ipv6, traits).read();
}

} // namespace reconnect::firewall
