#include "platform/windows/proxy/server_list.h"

#include "platform/proxy/proxy_text.h"

#include <QRegularExpression>

namespace reconnect::windows_os {
namespace {

constexpr qsizetype maxText = 8 << 10;
constexpr qsizetype maxServers = 50;

struct Entry {
    QString scheme; // of the addresses that it is for; empty: all
    QString server;
};

Entry entryOf(const QString& text)
{
    const qsizetype mark = text.indexOf(u'=');
    // "http://a:1/?x=y" names no scheme before its server.
    if (mark < 0 || text.left(mark).contains(u':'))
        return {{}, text};
    return {text.left(mark).toLower(), text.mid(mark + 1)};
}

} // namespace

std::optional<ConfiguredProxy> readServerList(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[;\\s]+"));
    const QStringList parts =
        text.left(maxText).split(separators, Qt::SkipEmptyParts).mid(0, maxServers);
    for (const QString& wanted : {QStringLiteral("https"), QString(), QStringLiteral("socks")}) {
        for (const QString& part : parts) {
            const Entry entry = entryOf(part);
            if (entry.scheme == wanted && !entry.server.isEmpty())
                return readProxyText(entry.server, wanted == QLatin1String("socks")
                                                       ? ProxyScheme::Socks4
                                                       : ProxyScheme::Http);
        }
    }
    return std::nullopt;
}

QStringList readExceptions(const QString& text)
{
    QStringList list = readBypassList(text);
    list.removeIf([](const QString& entry) {
        const qsizetype mark = entry.indexOf(QStringLiteral("://"));
        return mark >= 0 &&
               entry.left(mark).compare(QLatin1String("https"), Qt::CaseInsensitive) != 0;
    });
    return list;
}

} // namespace reconnect::windows_os
