#include "core/json/json_lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace reconnect {
namespace {

// Bounds for texts from anyone: what lies deeper or further is told by what it lies in.
constexpr qsizetype longestKey = 40;
constexpr qsizetype deepest = 6;
constexpr qsizetype mostItems = 64;

// From one value to the next, through text that is known to be well-formed.
class Walk {
public:
    Walk(const QByteArray& json, QHash<QString, int>& lines, QString& duplicate)
        : m_json(json)
        , m_lines(lines)
        , m_duplicate(duplicate)
    {
    }

    void run()
    {
        while (m_at < m_json.size())
            step(m_json.at(m_at));
    }

private:
    struct Level {
        QString path;
        bool object = false;
        bool noted = false;
        qsizetype index = 0;
        QString key; // the one whose value comes next

        bool notesNext() const { return noted && (object || index <= mostItems); }
    };

    void step(char byte)
    {
        switch (byte) {
        case '\n':
            ++m_line;
            break;
        case '{':
        case '[':
            open(byte == '{');
            break;
        case '}':
        case ']':
            if (!m_levels.isEmpty())
                m_levels.removeLast();
            m_atValue = false;
            break;
        case ',':
            if (!m_levels.isEmpty()) {
                ++m_levels.last().index;
                m_atValue = !m_levels.last().object;
            }
            break;
        case ':':
            m_atValue = true;
            break;
        case '"':
            text();
            return;
        case ' ':
        case '\t':
        case '\r':
            break;
        default:
            if (m_atValue)
                valuePath();
            m_atValue = false;
        }
        ++m_at;
    }

    void open(bool object)
    {
        const bool noted =
            m_levels.isEmpty() || (m_levels.last().notesNext() && m_levels.size() < deepest);
        m_levels.append({noted ? valuePath() : QString(), object, noted, 0, {}});
        m_atValue = !object;
    }

    void text()
    {
        const qsizetype from = m_at++;
        while (m_at < m_json.size() && m_json.at(m_at) != '"')
            m_at += m_json.at(m_at) == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_json.size());
        if (m_atValue || m_levels.isEmpty() || !m_levels.last().object) {
            valuePath();
            m_atValue = false;
            return;
        }
        if (!m_levels.last().noted)
            return;
        const QByteArray list = '[' + m_json.mid(from, m_at - from) + ']';
        Level& level = m_levels.last();
        level.key = QJsonDocument::fromJson(list).array().at(0).toString();
        const QString path = JsonLines::member(level.path, level.key);
        if (m_lines.contains(path) && m_duplicate.isEmpty())
            m_duplicate = path;
        m_lines.insert(path, m_line);
    }

    // Notes where the value stands; that of a member is told by its key's line.
    QString valuePath()
    {
        if (m_levels.isEmpty()) {
            m_lines.insert(QString(), m_line);
            return {};
        }
        const Level& level = m_levels.last();
        if (!level.notesNext())
            return {};
        if (level.object)
            return JsonLines::member(level.path, level.key);
        const QString path = JsonLines::item(level.path, level.index);
        m_lines.insert(path, m_line);
        return path;
    }

    const QByteArray& m_json;
    QHash<QString, int>& m_lines;
    QString& m_duplicate;
    QList<Level> m_levels;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_atValue = true;
};

} // namespace

JsonLines::JsonLines(const QByteArray& json)
{
    Walk(json, m_lines, m_duplicate).run();
}

int JsonLines::lineAt(const QByteArray& json, qsizetype offset)
{
    const qsizetype end = std::clamp<qsizetype>(offset, 0, json.size());
    return 1 + int(std::count(json.cbegin(), json.cbegin() + end, '\n'));
}

QString JsonLines::member(const QString& path, const QString& key)
{
    QString shown = key.left(longestKey);
    for (QChar& letter : shown)
        if (!letter.isPrint())
            letter = QChar::ReplacementCharacter;
    return path.isEmpty() ? shown : path + QLatin1Char('.') + shown;
}

QString JsonLines::item(const QString& path, qsizetype index)
{
    return path + QLatin1Char('[') + QString::number(index) + QLatin1Char(']');
}

} // namespace reconnect
