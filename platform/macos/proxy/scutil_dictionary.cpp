#include "platform/macos/proxy/scutil_dictionary.h"

#include <QJsonArray>
#include <QStringList>

namespace reconnect::macos {
namespace {

constexpr int maxDepth = 16;
constexpr qsizetype maxLines = 5000;

const QString opensDictionary = QStringLiteral("<dictionary> {");
const QString opensArray = QStringLiteral("<array> {");

// Reads line by line; what is opened is read by a call of its own.
class Reader {
public:
    explicit Reader(const QByteArray& text)
        : m_lines(QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
    {
    }

    Result<QJsonObject> whole()
    {
        if (m_lines.size() > maxLines)
            return failure(ErrorCode::TooLarge, QStringLiteral("scutil"));
        if (m_lines.isEmpty() || m_lines[m_at++].trimmed() != opensDictionary)
            return malformed();
        const QJsonObject object = dictionary(1);
        return m_isWhole && m_at == m_lines.size() ? Result<QJsonObject>(object) : malformed();
    }

private:
    static tl::unexpected<Error> malformed()
    {
        return failure(ErrorCode::Malformed, QStringLiteral("scutil printed no whole dictionary"));
    }

    // Gives each "key : value" to `put` until what is open closes.
    template<class Put>
    void entries(int depth, const Put& put)
    {
        while (m_isWhole && m_at < m_lines.size()) {
            const QString line = m_lines[m_at++].trimmed();
            if (line == QLatin1String("}"))
                return;
            const qsizetype colon = line.indexOf(QLatin1String(" :"));
            if (colon <= 0 || depth > maxDepth)
                break;
            const QString key = line.left(colon);
            const QString value = line.mid(colon + 2).trimmed();
            if (value == opensDictionary)
                put(key, dictionary(depth + 1));
            else if (value == opensArray)
                put(key, array(depth + 1));
            else
                put(key, value);
        }
        m_isWhole = false;
    }

    QJsonObject dictionary(int depth)
    {
        QJsonObject object;
        entries(depth, [&object](const QString& key, const QJsonValue& value) {
            object.insert(key, value);
        });
        return object;
    }

    QJsonArray array(int depth)
    {
        QJsonArray list;
        entries(depth, [&list](const QString&, const QJsonValue& value) { list.append(value); });
        return list;
    }

    QStringList m_lines;
    qsizetype m_at = 0;
    bool m_isWhole = true;
};

} // namespace

Result<QJsonObject> readScutilDictionary(const QByteArray& text)
{
    return Reader(text).whole();
}

} // namespace reconnect::macos
