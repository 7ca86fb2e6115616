#include "platform/linux/firewall/nft_parser.h"

#include "platform/linux/firewall/nft_expressions.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace reconnect::firewall {
namespace {

constexpr int maxText = 200;

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

QString tableOf(const QJsonObject& object, const char* key = "table")
{
    return text(object, "family") + QLatin1Char(' ') + text(object, key);
}

QString productOf(const QJsonObject& object)
{
    // In its panic it has a second table, "firewalld_policy_drop".
    return text(object, "table").startsWith(QLatin1String("firewalld"))
               ? QStringLiteral("firewalld")
               : QStringLiteral("nftables");
}

std::optional<Hook> hookOf(const QString& name)
{
    if (name == QLatin1String("prerouting"))
        return Hook::Prerouting;
    if (name == QLatin1String("input"))
        return Hook::Input;
    if (name == QLatin1String("output"))
        return Hook::Output;
    if (name == QLatin1String("postrouting"))
        return Hook::Postrouting;
    if (name == QLatin1String("egress"))
        return Hook::Egress;
    return std::nullopt; // forward and ingress never see what this computer sends
}

std::optional<Family> familyOf(const QString& name)
{
    if (name == QLatin1String("ip"))
        return Family::Ipv4;
    if (name == QLatin1String("ip6"))
        return Family::Ipv6;
    if (name == QLatin1String("inet") || name == QLatin1String("netdev"))
        return Family::Both;
    return std::nullopt; // arp and bridge
}

// One rule is read statement by statement; a verdict map makes a rule of each of its entries.
class RuleReader {
public:
    RuleReader(const NftSets& sets, const NftSets& maps, Traits& traits, QString table,
               QString words)
        : m_sets(sets)
        , m_maps(maps)
        , m_traits(traits)
        , m_table(std::move(table))
        , m_words(std::move(words))
    {
    }

    QList<Rule> read(const QJsonArray& statements)
    {
        for (const auto& one : statements) {
            const QJsonObject statement = one.toObject();
            if (statement.size() == 1)
                add(statement.begin().key(), statement.begin().value());
            else if (!statement.contains(QLatin1String("comment")))
                m_tests.append(always(Match::Unknown));
        }
        return m_rules;
    }

private:
    void add(const QString& name, const QJsonValue& value)
    {
        if (name == QLatin1String("match"))
            m_tests.append(nftMatch(value.toObject(), m_sets, m_table));
        else if (name == QLatin1String("limit") || name == QLatin1String("quota") ||
                 name == QLatin1String("ct count"))
            m_tests.append(always(Match::Chance));
        else if (name == QLatin1String("vmap"))
            addMap(value);
        else if (name == QLatin1String("mangle"))
            noteMangle(value);
        else if (name == QLatin1String("notrack"))
            m_traits.skipsTracking = true;
        else if (const auto action = actionOf(name, value))
            m_rules.append({m_words, m_tests, *action});
        else if (!isHarmless(name)) {
            m_rules.append({m_words, m_tests, {Action::Kind::Unknown, {}}});
        }
    }

    static bool isHarmless(const QString& name)
    {
        static const QStringList names{
            QStringLiteral("counter"),    QStringLiteral("log"),
            QStringLiteral("comment"),    QStringLiteral("continue"),
            QStringLiteral("ct helper"),  QStringLiteral("flow"),
            QStringLiteral("ct timeout"), QStringLiteral("ct expectation"),
            QStringLiteral("dup"),        QStringLiteral("set"),
            QStringLiteral("map"),        QStringLiteral("last"),
            QStringLiteral("secmark")};
        return names.contains(name);
    }

    static std::optional<Action> actionOf(const QString& name, const QJsonValue& value)
    {
        using Kind = Action::Kind;
        static const QHash<QString, Kind> kinds{{QStringLiteral("accept"), Kind::Accept},
                                                {QStringLiteral("drop"), Kind::Drop},
                                                {QStringLiteral("reject"), Kind::Reject},
                                                {QStringLiteral("return"), Kind::Return},
                                                {QStringLiteral("jump"), Kind::Jump},
                                                {QStringLiteral("goto"), Kind::Goto},
                                                {QStringLiteral("snat"), Kind::Accept},
                                                {QStringLiteral("masquerade"), Kind::Accept},
                                                {QStringLiteral("redirect"), Kind::Redirect},
                                                {QStringLiteral("dnat"), Kind::Redirect}};
        const auto kind = kinds.constFind(name);
        if (kind == kinds.constEnd())
            return std::nullopt;
        Action action{*kind, value[QLatin1String("target")].toString()};
        if (*kind != Kind::Redirect)
            return action;
        const QJsonValue address = value[QLatin1String("addr")];
        const QJsonValue port = value[QLatin1String("port")];
        action.keepsDestination = name == QLatin1String("dnat") && address.isUndefined();
        action.newDestination.setAddress(address.toString());
        action.keepsPort = port.isUndefined();
        if (const int number = port.toInt(); number > 0 && number <= 65535)
            action.newPort = quint16(number);
        return action;
    }

    void addMap(const QJsonValue& vmap)
    {
        const QJsonValue left = vmap[QLatin1String("key")];
        const QJsonValue data = vmap[QLatin1String("data")];
        const QList<NftField> key = nftKey(left);
        QJsonArray entries = data[QLatin1String("set")].toArray();
        if (data.isString()) {
            const auto found =
                m_maps.constFind(m_table + QLatin1Char(' ') + data.toString().mid(1));
            if (found == m_maps.constEnd()) {
                m_rules.append({m_words, m_tests, {Action::Kind::Unknown, {}}});
                return;
            }
            entries = *found;
        }
        QJsonArray named;
        for (const auto& entry : entries) {
            const QJsonArray pair = entry.toArray();
            const QJsonObject verdict = pair.at(1).toObject();
            std::optional<Action> action;
            if (verdict.size() == 1)
                action = actionOf(verdict.begin().key(), verdict.begin().value());
            QList<Test> tests = m_tests;
            if (pair.at(0).toString() == QLatin1String("*")) {
                tests.append(nftMatch(
                    {{QStringLiteral("op"), QStringLiteral("!=")},
                     {QStringLiteral("left"), left},
                     {QStringLiteral("right"), QJsonObject{{QStringLiteral("set"), named}}}},
                    m_sets, m_table));
            } else {
                named.append(pair.at(0));
                tests.append(nftKeyTest(key, pair.at(0)));
            }
            if (action)
                m_rules.append({m_words, tests, *action});
            else if (!verdict.contains(QLatin1String("continue")))
                m_rules.append({m_words, tests, {Action::Kind::Unknown, {}}});
        }
    }

    void noteMangle(const QJsonValue& mangle)
    {
        const QJsonObject key = mangle[QLatin1String("key")].toObject();
        if (key.contains(QLatin1String("payload"))) {
            Action moved{Action::Kind::Unknown, {}};
            m_rules.append({m_words, m_tests, moved});
            return;
        }
        m_traits.setsMarks = true;
    }

    const NftSets& m_sets;
    const NftSets& m_maps;
    Traits& m_traits;
    QString m_table;
    QString m_words;
    QList<Test> m_tests;
    QList<Rule> m_rules;
};

Chain chainOf(const QJsonObject& object, Family family)
{
    Chain chain;
    chain.table = tableOf(object);
    chain.name = chain.table + QLatin1Char(' ') + text(object, "name");
    chain.product = productOf(object);
    chain.family = family;
    if (const auto hook = hookOf(text(object, "hook"))) {
        Base base;
        base.hook = *hook;
        base.priority = object.value(QLatin1String("prio")).toInt();
        base.denies = text(object, "policy") == QLatin1String("drop");
        base.device = text(object, "dev");
        chain.base = base;
    }
    return chain;
}

QString wordsOf(const QJsonObject& rule, const QHash<QString, QString>& texts)
{
    const QString handle = QString::number(rule.value(QLatin1String("handle")).toInt());
    const QString words = texts.value(tableOf(rule) + QLatin1Char(' ') + handle);
    if (!words.isEmpty())
        return words;
    const QString comment = text(rule, "comment").left(maxText);
    return comment.isEmpty() ? QStringLiteral("handle ") + handle : comment;
}

} // namespace

QHash<QString, QString> nftTexts(const QByteArray& listing)
{
    QHash<QString, QString> texts;
    QString table;
    for (const QByteArray& raw : listing.split('\n')) {
        const QString line = QString::fromUtf8(raw.trimmed());
        if (line.startsWith(QLatin1String("table "))) {
            table = line.section(QLatin1Char(' '), 1, 2);
            continue;
        }
        const qsizetype at = line.lastIndexOf(QLatin1String(" # handle "));
        if (at <= 0 || line.left(at).endsWith(QLatin1Char('{')))
            continue; // a chain or a set begins
        texts.insert(table + QLatin1Char(' ') + line.mid(at + 10), line.left(qMin(at, maxText)));
    }
    return texts;
}

Result<Ruleset> parseNft(const QByteArray& json, const QHash<QString, QString>& texts,
                         const QSet<QString>& elsewhere)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue objects = document.object().value(QLatin1String("nftables"));
    if (!objects.isArray())
        return failure(ErrorCode::Malformed, QStringLiteral("no list of nftables objects"));
    Ruleset ruleset;
    NftSets sets;
    NftSets maps;
    const QJsonArray all = objects.toArray();
    for (const auto& one : all) {
        for (auto* kind : {&sets, &maps}) {
            const QJsonObject set = one[QLatin1String(kind == &sets ? "set" : "map")].toObject();
            if (!set.isEmpty())
                kind->insert(tableOf(set) + QLatin1Char(' ') + text(set, "name"),
                             set.value(QLatin1String("elem")).toArray());
        }
        const QJsonObject chain = one[QLatin1String("chain")].toObject();
        const auto family = familyOf(text(chain, "family"));
        if (!chain.isEmpty() && family && !elsewhere.contains(tableOf(chain))) {
            const Chain made = chainOf(chain, *family);
            ruleset.chains.insert(made.name, made);
        }
    }
    // Rules come after all chains and sets, so that what they name is known.
    for (const auto& one : all) {
        const QJsonObject rule = one[QLatin1String("rule")].toObject();
        const auto chain =
            ruleset.chains.find(tableOf(rule) + QLatin1Char(' ') + text(rule, "chain"));
        if (rule.isEmpty() || chain == ruleset.chains.end())
            continue;
        RuleReader reader(sets, maps, ruleset.traits, chain->table, wordsOf(rule, texts));
        chain->rules += reader.read(rule.value(QLatin1String("expr")).toArray());
    }
    return ruleset;
}

} // namespace reconnect::firewall
