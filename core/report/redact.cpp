#include "core/report/redact.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <functional>

namespace reconnect {
namespace {

using Replace = std::function<QString(const QString&)>;

bool saysWho(const QString& name)
{
    static const QStringList common{
        QStringLiteral("root"),   QStringLiteral("localhost"), QStringLiteral("user"),
        QStringLiteral("debian"), QStringLiteral("ubuntu"),    QStringLiteral("zoom"),
        QStringLiteral("admin"),  QStringLiteral("proxy"),     QStringLiteral("home")};
    return name.size() >= 3 && !common.contains(name, Qt::CaseInsensitive);
}

QRegularExpression word(const QString& name)
{
    return QRegularExpression(
        QStringLiteral("(?<![\\w-])%1(?![\\w-])").arg(QRegularExpression::escape(name)),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
}

// An IPv6 address that a network card made of its own number (EUI-64, RFC 4291 appendix A) names
// the very card. Its half of the address becomes a nameless one of the same form.
QString withoutCardNumber(QString text)
{
    static const QRegularExpression card(
        QStringLiteral(
            "(?<=:)[0-9a-f]{1,4}:[0-9a-f]{0,2}ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}(?![0-9a-f])"),
        QRegularExpression::CaseInsensitiveOption);
    return text.replace(card, QStringLiteral("0:ff:fe00:0"));
}

// Members whose values are words of the contract, by which a verdict is reached.
bool holdsToken(const QString& key)
{
    static const QStringList keys{
        QStringLiteral("role"),         QStringLiteral("outcome"),       QStringLiteral("error"),
        QStringLiteral("family"),       QStringLiteral("kind"),          QStringLiteral("scheme"),
        QStringLiteral("source"),       QStringLiteral("product"),       QStringLiteral("verdict"),
        QStringLiteral("indicator"),    QStringLiteral("verifyErrors"),  QStringLiteral("packets"),
        QStringLiteral("controlError"), QStringLiteral("type"),          QStringLiteral("rcode"),
        QStringLiteral("state"),        QStringLiteral("controlOutcome")};
    return keys.contains(key);
}

QJsonValue everywhere(const QJsonValue& value, const Replace& replace)
{
    if (value.isString())
        return replace(value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray())
            array.append(everywhere(item, replace));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            if (!holdsToken(it.key()))
                it.value() = everywhere(it.value(), replace);
        return object;
    }
    return value;
}

} // namespace

Evidence redacted(const Evidence& evidence, const Person& person)
{
    static const QRegularExpression credentials(QStringLiteral("(//)[^/@\\s]+@"));
    const bool hasHome = person.homePath.size() > 1; // not "/" of a service account
    const bool hasUser = saysWho(person.userName);
    const bool hasHost = saysWho(person.hostName);
    const QRegularExpression user = word(person.userName);
    const QRegularExpression host = word(person.hostName);
    const QRegularExpression home(QRegularExpression::escape(person.homePath) +
                                  QStringLiteral("(?![\\w.-])"));
    const Replace replace = [&](const QString& text) {
        QString result = text;
        if (hasHome)
            result.replace(home, QStringLiteral("~"));
        if (hasUser)
            result.replace(user, QStringLiteral("<user>"));
        if (hasHost)
            result.replace(host, QStringLiteral("<computer>"));
        result.replace(credentials, QStringLiteral("\\1"));
        return withoutCardNumber(result);
    };

    // A proxy's id ends with what the person set: a host, or the address of a script.
    const Replace replaceInId = [&replace](const QString& id) -> QString {
        for (const auto kind : {QLatin1String("proxy:script:"), QLatin1String("proxy:")})
            if (id.startsWith(kind) && id != QLatin1String("proxy:config"))
                return kind + replace(id.mid(kind.size()));
        return withoutCardNumber(id);
    };

    Evidence clean = evidence;
    for (Observation& observation : clean.observations) {
        observation.id = replaceInId(observation.id);
        observation.target = replace(observation.target);
        observation.detail = everywhere(observation.detail, replace).toObject();
    }
    return clean;
}

} // namespace reconnect
