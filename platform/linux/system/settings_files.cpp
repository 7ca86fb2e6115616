#include "platform/linux/system/settings_files.h"

#include <QHash>

namespace reconnect::linux_os {
namespace {

constexpr int maxServers = 3; // MAXNS in glibc's resolv.h
constexpr int maxNameLength = 100;

// A value of os-release(5): as a shell reads it, without expansion.
QString unquoted(const QByteArray& raw)
{
    QByteArray text = raw.trimmed();
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
        text.back() == text.front())
        text = text.mid(1, text.size() - 2);
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    return QString::fromUtf8(plain).left(maxNameLength);
}

} // namespace

QList<QHostAddress> parseResolvConf(const QByteArray& text)
{
    QList<QHostAddress> servers;
    for (const QByteArray& line : text.split('\n')) {
        // The keyword begins the line and white space follows it; else glibc ignores the line.
        if (!line.startsWith("nameserver ") && !line.startsWith("nameserver\t"))
            continue;
        const QByteArray address = line.mid(11).simplified().split(' ').first();
        QHostAddress server;
        if (servers.size() < maxServers && server.setAddress(QString::fromLatin1(address)))
            servers.append(server);
    }
    return servers;
}

QString parseOsRelease(const QByteArray& text)
{
    QHash<QByteArray, QString> values;
    for (const QByteArray& line : text.split('\n')) {
        const qsizetype equals = line.indexOf('=');
        if (equals > 0)
            values.insert(line.left(equals).trimmed(), unquoted(line.mid(equals + 1)));
    }
    const QString pretty = values.value("PRETTY_NAME");
    if (!pretty.isEmpty())
        return pretty;
    return QString(values.value("NAME") + QLatin1Char(' ') + values.value("VERSION_ID")).trimmed();
}

} // namespace reconnect::linux_os
