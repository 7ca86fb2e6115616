#include "platform/proxy/proxy_text.h"

#include "core/net/host_name.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <optional>

namespace reconnect {
namespace {

constexpr int maxText = 2048;
constexpr int maxRaw = 200;
constexpr int maxEntries = 500;

std::optional<ProxyScheme> schemeOf(const QString& word)
{
    if (word == QStringLiteral("http"))
        return ProxyScheme::Http;
    if (word == QStringLiteral("https"))
        return ProxyScheme::Https;
    if (word == QStringLiteral("socks4") || word == QStringLiteral("socks4a"))
        return ProxyScheme::Socks4;
    if (word == QStringLiteral("socks") || word == QStringLiteral("socks5") ||
        word == QStringLiteral("socks5h"))
        return ProxyScheme::Socks5;
    return std::nullopt;
}

quint16 usualPort(ProxyScheme scheme)
{
    switch (scheme) {
    case ProxyScheme::Http:
        return 80;
    case ProxyScheme::Https:
        return 443;
    case ProxyScheme::Socks4:
    case ProxyScheme::Socks5:
        break;
    }
    return 1080;
}

// A name or literal address that can be asked for, else nothing.
QString usableHost(QString host)
{
    if (host.endsWith(u'.'))
        host.chop(1);
    return isHostName(host) || !QHostAddress(host).isNull() ? host.toLower() : QString();
}

} // namespace

ConfiguredProxy readProxyText(const QString& text, ProxyScheme otherwise)
{
    ConfiguredProxy proxy;
    proxy.scheme = otherwise;
    QString rest = text.left(maxText).trimmed();
    QString prefix;
    bool known = true;
    const qsizetype mark = rest.indexOf(QStringLiteral("://"));
    if (mark >= 0) {
        const auto scheme = schemeOf(rest.left(mark).toLower());
        known = scheme.has_value();
        proxy.scheme = scheme.value_or(otherwise);
        prefix = rest.left(mark + 3);
        rest = rest.mid(mark + 3);
    }
    // The last one, and before the path is cut off: a password may hold any letter.
    const qsizetype at = rest.lastIndexOf(u'@');
    proxy.hasCredentials = at >= 0;
    rest = rest.mid(at + 1);
    proxy.raw = QString(prefix + rest).left(maxRaw);

    static const QRegularExpression pathStart(QStringLiteral("[/?#]"));
    const qsizetype path = rest.indexOf(pathStart);
    if (path >= 0)
        rest.truncate(path);
    // A bracketed address, a bare one of IPv6, or anything without a colon; then the port.
    static const QRegularExpression split(
        QStringLiteral("^(?:\\[([^\\]]*)\\]|([0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.%]*)|"
                       "([^:\\s\\[\\]]*))(?:(?:\\s+|:)(\\S*))?$"));
    const auto found = split.match(rest);
    if (!known || !found.hasMatch())
        return proxy;
    proxy.host = usableHost(found.captured(1) + found.captured(2) + found.captured(3));
    // Zero for what is no number from 1 to 65535.
    proxy.port =
        found.captured(4).isNull() ? usualPort(proxy.scheme) : found.captured(4).toUShort();
    return proxy;
}

ConfiguredProxy readProxyParts(const QString& host, int port, ProxyScheme scheme)
{
    // People paste a whole address into the field for the host.
    ConfiguredProxy proxy = readProxyText(host, scheme);
    proxy.port = port > 0 && port <= 65535 ? quint16(port) : 0;
    proxy.raw = QString(proxy.raw + QLatin1Char(':') + QString::number(port)).left(maxRaw);
    return proxy;
}

QUrl readScriptAddress(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > (64 << 10)) // data: addresses may be long
        return {};
    QUrl url = trimmed.startsWith(u'/') ? QUrl::fromLocalFile(trimmed) : QUrl(trimmed);
    if (!url.isValid() || url.isRelative())
        return {};
    url.setUserInfo(QString());
    return url;
}

QStringList readBypassList(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[,;\\s]+"));
    return text.left(maxEntries * 64).split(separators, Qt::SkipEmptyParts).mid(0, maxEntries);
}

} // namespace reconnect
