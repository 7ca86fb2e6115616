#include "platform/linux/proxy/proxy_gnome.h"

#include "platform/proxy/proxy_text.h"

#include <QMap>

namespace reconnect::linux_os {
namespace {

constexpr int maxLines = 200;
constexpr int maxStrings = 500;

// One string in GVariant's text form, from the quote at `at` on; `at` ends behind it.
QString readString(const QString& text, qsizetype& at)
{
    const QChar quote = text[at++];
    QString value;
    while (at < text.size() && text[at] != quote) {
        if (text[at] == u'\\' && at + 1 < text.size())
            ++at;
        value += text[at++];
    }
    ++at;
    return value;
}

// All strings of a value: one for a string, any number for a list.
QStringList strings(const QString& value)
{
    QStringList found;
    for (qsizetype at = 0; at < value.size() && found.size() < maxStrings;) {
        if (value[at] == u'\'' || value[at] == u'"')
            found.append(readString(value, at));
        else
            ++at;
    }
    return found;
}

// "schema key" -> value, the schema without its common beginning: "https host", " mode".
QMap<QString, QString> readKeys(const QByteArray& gsettings)
{
    static const QString common = QStringLiteral("org.gnome.system.proxy");
    QMap<QString, QString> keys;
    const auto lines = QString::fromUtf8(gsettings).split(u'\n').mid(0, maxLines);
    for (const QString& line : lines) {
        if (!line.startsWith(common))
            continue;
        const qsizetype schemaEnd = line.indexOf(u' ');
        const qsizetype keyEnd = line.indexOf(u' ', schemaEnd + 1);
        if (schemaEnd < 0 || keyEnd < 0)
            continue;
        const qsizetype name = common.size() + (line[common.size()] == u'.' ? 1 : 0);
        keys[line.mid(name, keyEnd - name)] = line.mid(keyEnd + 1).trimmed();
    }
    return keys;
}

} // namespace

Result<QList<ConfiguredProxy>> readGnomeProxy(const QByteArray& gsettings)
{
    const auto keys = readKeys(gsettings);
    const auto text = [&](const char* key) {
        return strings(keys.value(QString::fromLatin1(key))).value(0).trimmed();
    };
    const auto manual = [&](const char* host, const char* port, ProxyScheme scheme) {
        const QString number = keys.value(QString::fromLatin1(port));
        return readProxyParts(text(host), number.section(u' ', -1).toInt(), scheme);
    };
    const QString mode = text(" mode");
    if (mode.isEmpty())
        return failure(ErrorCode::Malformed, QStringLiteral("gsettings shows no proxy mode"));

    ConfiguredProxy proxy;
    const bool isManual = mode == QStringLiteral("manual");
    if (mode == QStringLiteral("auto")) {
        const QString script = text(" autoconfig-url");
        proxy.kind = script.isEmpty() ? ProxyKind::Detect : ProxyKind::Script;
        proxy.script = readScriptAddress(script);
    } else if (isManual && !text("https host").isEmpty()) {
        proxy = manual("https host", "https port", ProxyScheme::Http);
    } else if (isManual && !text("socks host").isEmpty()) {
        proxy = manual("socks host", "socks port", ProxyScheme::Socks5);
    } else {
        return QList<ConfiguredProxy>{};
    }
    proxy.source = QStringLiteral("gnome");
    proxy.place = QStringLiteral("GNOME network settings");
    proxy.bypass = strings(keys.value(QStringLiteral(" ignore-hosts")));
    return QList<ConfiguredProxy>{proxy};
}

} // namespace reconnect::linux_os
