#include "core/json/strict_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace reconnect {
namespace {

tl::unexpected<Error> malformed(int line, const QString& path, const QString& problem)
{
    const QString place = path.isEmpty() ? QString() : path + QStringLiteral(": ");
    return failure(ErrorCode::Malformed,
                   QStringLiteral("line ") + QString::number(line) + u": " + place + problem);
}

} // namespace

tl::unexpected<Error> StrictReader::complaint(const QByteArray& json) const
{
    return malformed(JsonLines(json).lineOf(m_path), m_path, m_problem);
}

QList<StrictReader::Place> StrictReader::list(const Place& place, qsizetype most)
{
    const QJsonArray array = place.value.toArray();
    if (!place.value.isArray())
        fail(place.path, u"a list is needed here");
    if (array.size() > most)
        fail(place.path, QString(u"at most " + QString::number(most) + u" are allowed"));
    QList<Place> places;
    for (qsizetype i = 0; i < array.size() && good(); ++i)
        places.append({array.at(i), JsonLines::item(place.path, i)});
    return places;
}

StrictReader::Place StrictReader::member(const Place& place, QStringView key)
{
    const QJsonObject object = place.value.toObject();
    if (place.value.isObject() && !object.contains(key))
        fail(place.path, QString(u'"' + key.toString() + u"\" is missing"));
    return {object.value(key), JsonLines::member(place.path, key.toString())};
}

void StrictReader::known(const Place& place, std::initializer_list<QStringView> keys)
{
    if (!place.value.isObject())
        fail(place.path, u"an object is needed here");
    const QStringList present = place.value.toObject().keys();
    for (const QString& key : present)
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            fail(JsonLines::member(place.path, key), u"nothing of this name is known");
}

void StrictReader::fail(const QString& path, QStringView problem)
{
    if (!good())
        return;
    m_path = path;
    m_problem = problem.toString();
}

Result<QJsonObject> wholeObject(const QByteArray& json, qsizetype maxBytes)
{
    constexpr qsizetype kib = 1024;
    if (json.size() > maxBytes)
        return failure(ErrorCode::TooLarge, QStringLiteral("more than %1 KiB").arg(maxBytes / kib));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(JsonLines::lineAt(json, error.offset), {}, error.errorString());
    if (!document.isObject())
        return malformed(1, {}, QStringLiteral("an object is needed here"));
    const JsonLines lines(json);
    if (!lines.duplicate().isEmpty())
        return malformed(lines.lineOf(lines.duplicate()), lines.duplicate(),
                         QStringLiteral("this stands here twice"));
    return document.object();
}

} // namespace reconnect
