#include "platform/linux/proxy/proxy_kde.h"

#include "core/net/proxy_bypass.h"
#include "platform/proxy/proxy_text.h"

#include <QRegularExpression>

namespace reconnect::linux_os {
namespace {

constexpr int maxLines = 5000;

struct Entry {
    QString value;
    bool immutable = false;
};
using Keys = QMap<QString, Entry>;

// KConfig writes leading spaces, line ends and the like as escapes.
QString unescaped(const QString& value)
{
    QString plain;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] != u'\\' || i + 1 == value.size()) {
            plain += value[i];
            continue;
        }
        const QChar letter = value[++i];
        const bool isSpace = letter == u's' || letter == u't' || letter == u'n' || letter == u'r';
        plain += isSpace ? QChar(u' ') : letter;
    }
    return plain.trimmed();
}

Keys readFile(const QByteArray& file)
{
    static const QRegularExpression group(
        QStringLiteral("^\\[Proxy Settings\\](\\[\\$i\\])?\\s*$"));
    static const QRegularExpression entry(
        QStringLiteral("^\\s*([\\w ]*\\w)\\s*(?:\\[\\$([a-z]+)\\])?\\s*=\\s*(.*)$"));
    Keys keys;
    bool inGroup = false;
    bool groupImmutable = false;
    const auto lines = QString::fromUtf8(file).split(u'\n').mid(0, maxLines);
    for (const QString& line : lines) {
        if (line.startsWith(u'[')) {
            const auto found = group.match(line);
            inGroup = found.hasMatch();
            groupImmutable = inGroup && !found.captured(1).isEmpty();
        } else if (inGroup) {
            const auto found = entry.match(line);
            if (found.hasMatch())
                keys[found.captured(1)] = {unescaped(found.captured(3)),
                                           groupImmutable || found.captured(2).contains(u'i')};
        }
    }
    return keys;
}

Keys merged(const QList<QByteArray>& files)
{
    Keys keys;
    for (auto file = files.crbegin(); file != files.crend(); ++file) {
        const Keys more = readFile(*file);
        for (auto key = more.cbegin(); key != more.cend(); ++key)
            if (!keys.value(key.key()).immutable)
                keys[key.key()] = key.value();
    }
    return keys;
}

} // namespace

QList<ConfiguredProxy> readKdeProxy(const QList<QByteArray>& files, const Variables& environment)
{
    const Keys keys = merged(files);
    const auto text = [&](const char* key) { return keys.value(QString::fromLatin1(key)).value; };
    const int type = text("ProxyType").toInt();
    const auto setting = [&](const char* key) {
        return type == 4 ? environment.value(text(key)).trimmed() : text(key);
    };

    ConfiguredProxy proxy;
    if (type == 1 || type == 4) {
        const QString https = setting("httpsProxy");
        const QString socks = setting("socksProxy");
        if (https.isEmpty() && socks.isEmpty())
            return {};
        proxy = https.isEmpty() ? readProxyText(socks, ProxyScheme::Socks5) : readProxyText(https);
    } else if (type == 2) {
        proxy.kind = ProxyKind::Script;
        proxy.script = readScriptAddress(text("Proxy Config Script"));
    } else if (type == 3) {
        proxy.kind = ProxyKind::Detect;
    } else {
        return {};
    }
    proxy.source = QStringLiteral("kde");
    proxy.place = QStringLiteral("KDE network settings");
    if (type == 1 || type == 4)
        proxy.bypass = readBypassList(setting("NoProxyFor"));
    if (type == 1 && text("ReversedException").toLower() == QStringLiteral("true"))
        proxy.bypass.prepend(bypassReversed);
    return {proxy};
}

} // namespace reconnect::linux_os
