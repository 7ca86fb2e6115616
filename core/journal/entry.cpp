#include "core/journal/journal.h"

#include "core/tokens.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <array>

namespace reconnect {
namespace {

constexpr int schema = 1;
constexpr qsizetype maxSaid = 16384;

constexpr std::array phaseNames{
    TokenName<Entry::Phase>{Entry::Phase::Intended, QLatin1String("intended")},
    TokenName<Entry::Phase>{Entry::Phase::Applied, QLatin1String("applied")},
    TokenName<Entry::Phase>{Entry::Phase::Kept, QLatin1String("kept")},
};

tl::unexpected<Error> malformed(const char* what)
{
    return failure(ErrorCode::Malformed, QString::fromLatin1(what));
}

} // namespace

QString newEntryId(const QDateTime& now)
{
    const auto random = QRandomGenerator::system()->generate() & 0xffffU;
    return now.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz-")) +
           QStringLiteral("%1").arg(random, 4, 16, QLatin1Char('0'));
}

bool isEntryId(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A[0-9]{8}-[0-9]{6}-[0-9]{3}-[0-9a-f]{4}\\z"));
    return text.size() == 24 && form.match(text).hasMatch();
}

QJsonObject toJson(const Entry& entry)
{
    return {
        {QStringLiteral("schema"), schema},
        {QStringLiteral("id"), entry.id},
        {QStringLiteral("fix"), token(entry.fix)},
        {QStringLiteral("change"), toJson(entry.change)},
        {QStringLiteral("when"), entry.when.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("phase"), tokenIn(phaseNames, entry.phase)},
        {QStringLiteral("before"), entry.before},
        {QStringLiteral("after"), entry.after},
        {QStringLiteral("said"), entry.said.left(maxSaid)},
    };
}

Result<Entry> entryFromJson(const QJsonObject& json)
{
    const auto text = [&json](const char* key) {
        return json.value(QLatin1String(key)).toString();
    };
    const auto isObject = [&json](const char* key) {
        return json.value(QLatin1String(key)).isObject();
    };
    if (json.value(QStringLiteral("schema")).toInt() != schema)
        return malformed("not an entry of schema 1");
    Entry entry;
    entry.id = text("id");
    if (!isEntryId(entry.id))
        return malformed("id");
    if (!fromToken(text("fix"), entry.fix))
        return malformed("fix");
    if (!valueIn(phaseNames, text("phase"), entry.phase))
        return malformed("phase");
    if (!isObject("change") || !isObject("before") || !isObject("after"))
        return malformed("change, before and after are objects");
    const auto change = changeFromJson(json.value(QStringLiteral("change")).toObject());
    if (!change)
        return tl::unexpected(change.error());
    entry.change = *change;
    entry.when = QDateTime::fromString(text("when"), Qt::ISODateWithMs).toUTC();
    if (!entry.when.isValid())
        return malformed("when");
    entry.before = json.value(QStringLiteral("before")).toObject();
    entry.after = json.value(QStringLiteral("after")).toObject();
    if (isReversible(entry.change) && entry.before == entry.after)
        return malformed("before and after are the same");
    if (!json.value(QStringLiteral("said")).isString() || text("said").size() > maxSaid)
        return malformed("said");
    entry.said = text("said");
    return entry;
}

} // namespace reconnect
