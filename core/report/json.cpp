#include "core/report/json.h"

#include "core/diagnosis/words.h"
#include "version.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <cmath>

namespace reconnect {
namespace {

constexpr qsizetype maxBytes = 4 << 20;
constexpr qsizetype maxObservations = 2000; // a real run has about a hundred
constexpr qsizetype maxText = 512;

QJsonObject toJson(const Finding& finding)
{
    const Words words = wordsFor(finding);
    QJsonArray fixes;
    for (const Fix fix : finding.fixes)
        fixes.append(token(fix));
    QString summary = words.headline;
    if (!words.why.isEmpty())
        summary += QLatin1Char(' ') + words.why;
    return {
        {QStringLiteral("cause"), token(finding.cause)},
        {QStringLiteral("confidence"), token(finding.confidence)},
        {QStringLiteral("stage"), token(finding.stage)},
        {QStringLiteral("summary"), summary},
        {QStringLiteral("evidence"), QJsonArray::fromStringList(finding.evidence)},
        {QStringLiteral("fixes"), fixes},
    };
}

QJsonArray toJson(const QList<Finding>& findings)
{
    QJsonArray array;
    for (const Finding& finding : findings)
        array.append(toJson(finding));
    return array;
}

QJsonObject toJson(const Observation& observation)
{
    return {
        {QStringLiteral("id"), observation.id},
        {QStringLiteral("layer"), token(observation.layer)},
        {QStringLiteral("target"), observation.target},
        {QStringLiteral("outcome"), token(observation.outcome)},
        {QStringLiteral("error"), observation.error},
        {QStringLiteral("duration_ms"), observation.durationMs},
        {QStringLiteral("detail"), observation.detail},
    };
}

tl::unexpected<Error> malformed(const QString& where, const QString& what)
{
    return failure(ErrorCode::Malformed, where + QStringLiteral(": ") + what);
}

// One typed member of an object; `where` names it in the error.
class Reader {
public:
    Reader(QJsonObject object, QString where)
        : m_object(std::move(object))
        , m_where(std::move(where))
    {
    }

    Result<QString> text(const char* key, bool needed = false) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (value.isUndefined() && !needed)
            return QString();
        if (!value.isString())
            return malformed(name(key), QStringLiteral("a text is wanted"));
        const QString found = value.toString();
        if (found.size() > maxText)
            return malformed(name(key), QStringLiteral("longer than 512 characters"));
        return found;
    }

    Result<int> milliseconds(const char* key) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (value.isUndefined())
            return 0;
        const double number = value.toDouble(-1);
        if (!value.isDouble() || !(number >= 0 && number <= 86'400'000))
            return malformed(name(key), QStringLiteral("milliseconds of at most a day are wanted"));
        return int(std::lround(number));
    }

    Result<QJsonObject> object(const char* key) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (value.isUndefined())
            return QJsonObject();
        if (!value.isObject())
            return malformed(name(key), QStringLiteral("an object is wanted"));
        return value.toObject();
    }

    QString name(const char* key) const
    {
        return m_where.isEmpty() ? QString::fromLatin1(key)
                                 : QString(m_where + QLatin1Char('.') + QLatin1String(key));
    }

private:
    QJsonObject m_object;
    QString m_where;
};

Result<Observation> observationFrom(const QJsonObject& object, const QString& where)
{
    const Reader reader(object, where);
    const auto id = reader.text("id", true);
    const auto layer = reader.text("layer", true);
    const auto target = reader.text("target");
    const auto outcome = reader.text("outcome", true);
    const auto error = reader.text("error");
    const auto duration = reader.milliseconds("duration_ms");
    const auto detail = reader.object("detail");
    for (const auto* text : {&id, &layer, &target, &outcome, &error})
        if (!*text)
            return tl::unexpected(text->error());
    if (!duration)
        return tl::unexpected(duration.error());
    if (!detail)
        return tl::unexpected(detail.error());

    Observation observation;
    if (!fromToken(*layer, observation.layer))
        return malformed(reader.name("layer"), QStringLiteral("not a layer"));
    if (!fromToken(*outcome, observation.outcome))
        return malformed(reader.name("outcome"), QStringLiteral("not an outcome"));
    observation.id = *id;
    observation.target = *target;
    observation.error = *error;
    observation.durationMs = *duration;
    observation.detail = *detail;
    return observation;
}

} // namespace

QJsonObject toJson(const Evidence& evidence, const Diagnosis& diagnosis)
{
    QJsonArray probes;
    for (const Observation& observation : evidence.observations)
        probes.append(toJson(observation));
    return {
        {QStringLiteral("schema"), 1},
        {QStringLiteral("tool"),
         QJsonObject{{QStringLiteral("name"), QStringLiteral("reconnect2026")},
                     {QStringLiteral("version"), QString::fromLatin1(toolVersion)}}},
        {QStringLiteral("started"), evidence.started.toUTC().toString(Qt::ISODateWithMs)},
        {QStringLiteral("duration_ms"), evidence.durationMs},
        {QStringLiteral("platform"), QJsonObject{{QStringLiteral("os"), evidence.os},
                                                 {QStringLiteral("version"), evidence.osVersion}}},
        {QStringLiteral("cancelled"), evidence.cancelled},
        {QStringLiteral("verdict"), toJson(diagnosis.verdict)},
        {QStringLiteral("other_causes"), toJson(diagnosis.otherCauses)},
        {QStringLiteral("notes"), toJson(diagnosis.notes)},
        {QStringLiteral("probes"), probes},
    };
}

Result<Evidence> evidenceFromJson(const QByteArray& json)
{
    if (json.size() > maxBytes)
        return failure(ErrorCode::TooLarge, QStringLiteral("a report has at most 4 MiB"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line = json.left(problem.offset).count('\n') + 1;
        return malformed(QStringLiteral("line %1").arg(line), problem.errorString());
    }
    const QJsonObject root = document.object();
    if (root.value(QStringLiteral("schema")).toInt() != 1)
        return malformed(QStringLiteral("schema"), QStringLiteral("not a report of schema 1"));
    const QJsonValue probes = root.value(QStringLiteral("probes"));
    if (!probes.isArray())
        return malformed(QStringLiteral("probes"), QStringLiteral("a list is wanted"));
    const QJsonArray list = probes.toArray();
    if (list.size() > maxObservations)
        return failure(ErrorCode::TooLarge, QStringLiteral("probes: more than 2000 of them"));

    const Reader reader(root, {});
    const auto started = reader.text("started");
    const auto duration = reader.milliseconds("duration_ms");
    const auto platform = reader.object("platform");
    if (!started)
        return tl::unexpected(started.error());
    if (!duration)
        return tl::unexpected(duration.error());
    if (!platform)
        return tl::unexpected(platform.error());
    const Reader system(*platform, QStringLiteral("platform"));
    const auto os = system.text("os");
    const auto version = system.text("version");
    if (!os)
        return tl::unexpected(os.error());
    if (!version)
        return tl::unexpected(version.error());

    Evidence evidence;
    evidence.started = QDateTime::fromString(*started, Qt::ISODateWithMs);
    evidence.durationMs = *duration;
    evidence.os = *os;
    evidence.osVersion = *version;
    evidence.cancelled = root.value(QStringLiteral("cancelled")).toBool();
    QSet<QString> ids;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString where = QStringLiteral("probes[%1]").arg(i);
        if (!list.at(i).isObject())
            return malformed(where, QStringLiteral("an object is wanted"));
        const auto observation = observationFrom(list.at(i).toObject(), where);
        if (!observation)
            return tl::unexpected(observation.error());
        // An id is there once; of a second one nobody could say which is right.
        if (!ids.contains(observation->id))
            evidence.observations.append(*observation);
        ids.insert(observation->id);
    }
    return evidence;
}

} // namespace reconnect
