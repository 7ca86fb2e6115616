#pragma once

#include "core/json/json_lines.h"
#include "core/result.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <initializer_list>

namespace reconnect {

// Reads a document of ours field by field, where nothing may be missing, too much or unknown, and
// keeps the first thing that is wrong with it; what is read after that is of no account.
class StrictReader {
public:
    bool good() const { return m_problem.isEmpty(); }
    // Malformed, with the line in `json`, the path and the words of what is wrong.
    tl::unexpected<Error> complaint(const QByteArray& json) const;

protected:
    // A value and where it stands.
    struct Place {
        QJsonValue value;
        QString path;
    };

    Place member(const Place& place, QStringView key);
    QList<Place> list(const Place& place, qsizetype most);
    // No member but these.
    void known(const Place& place, std::initializer_list<QStringView> keys);
    void fail(const QString& path, QStringView problem);

private:
    QString m_path;
    QString m_problem;
};

// The object that `json` is as a whole, in which no key stands twice. Errors: TooLarge, Malformed
// with the line.
Result<QJsonObject> wholeObject(const QByteArray& json, qsizetype maxBytes);

// What `reader` (a StrictReader with read(QJsonObject)) makes of it. Errors as above.
template<class Reader>
auto readStrictly(const QByteArray& json, qsizetype maxBytes, Reader reader)
    -> Result<decltype(reader.read(QJsonObject()))>
{
    const auto root = wholeObject(json, maxBytes);
    if (!root)
        return tl::unexpected<Error>(root.error());
    auto value = reader.read(*root);
    if (!reader.good())
        return reader.complaint(json);
    return value;
}

} // namespace reconnect
