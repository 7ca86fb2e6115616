#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace reconnect {

// Where the values of a JSON text stand, which QJsonDocument forgets: paths such as
// "zoom.tcp[0].ports[1]" and the line each begins on, counted from 1. The empty path is the whole.
class JsonLines {
public:
    // `json` is one that QJsonDocument accepts; of anything else the lines are meaningless.
    explicit JsonLines(const QByteArray& json);

    int lineOf(const QString& path) const { return m_lines.value(path, 1); }
    // The path of the first key that stands twice in one object; empty when none does.
    const QString& duplicate() const { return m_duplicate; }

    static int lineAt(const QByteArray& json, qsizetype offset);
    // The path of a member or an item. Keys are shortened, for they may come from anyone.
    static QString member(const QString& path, const QString& key);
    static QString item(const QString& path, qsizetype index);

private:
    QHash<QString, int> m_lines;
    QString m_duplicate;
};

} // namespace reconnect
