#include "platform/macos/proxy/managed_proxies.h"

#include "platform/macos/proxy/network_services.h"
#include "platform/proxy/proxy_text.h"

#include <QHash>
#include <QXmlStreamReader>

namespace reconnect::macos {
namespace {

constexpr int commandMs = 3000;
constexpr qint64 maxProfiles = 4 << 20;
constexpr int maxDepth = 32;
constexpr qsizetype maxProxies = 64;

using Texts = QHash<QString, QString>;

Command profiles(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("/usr/bin/profiles");
    command.arguments = arguments;
    command.timeoutMs = commandMs;
    command.maxOutput = maxProfiles;
    return command;
}

// What one dictionary says itself, dictionaries in it not counted.
void addProxies(const Texts& texts, QList<ConfiguredProxy>& proxies)
{
    const auto text = [&texts](const char* key) { return texts.value(QString::fromLatin1(key)); };
    const auto server = [&](const char* host, const char* port, ProxyScheme scheme) {
        if (!text(host).isEmpty())
            proxies.append(readProxyParts(text(host), text(port).toInt(), scheme));
    };
    server("ProxyServer", "ProxyServerPort", ProxyScheme::Http);
    server("HTTPSProxy", "HTTPSPort", ProxyScheme::Http);
    server("SOCKSProxy", "SOCKSPort", ProxyScheme::Socks5);
    for (const char* key : {"ProxyPACURL", "ProxyAutoConfigURLString"}) {
        if (text(key).isEmpty())
            continue;
        ConfiguredProxy script;
        script.kind = ProxyKind::Script;
        script.script = readScriptAddress(text(key));
        proxies.append(script);
    }
}

// Walks the property list; every dictionary tells of its own keys.
void walk(QXmlStreamReader& xml, int depth, QList<ConfiguredProxy>& proxies)
{
    if (depth > maxDepth) {
        xml.raiseError(QStringLiteral("too deep"));
        return;
    }
    Texts texts;
    QString key;
    while (xml.readNextStartElement()) {
        const auto name = xml.name();
        if (name == QLatin1String("dict") || name == QLatin1String("array")) {
            walk(xml, depth + 1, proxies);
        } else if (name == QLatin1String("key")) {
            key = xml.readElementText();
            continue;
        } else if (name == QLatin1String("string") || name == QLatin1String("integer")) {
            texts.insert(key, xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
        key.clear();
    }
    if (proxies.size() < maxProxies)
        addProxies(texts, proxies);
}

} // namespace

Command showProfiles()
{
    return profiles({QStringLiteral("show"), QStringLiteral("-type"),
                     QStringLiteral("configuration"), QStringLiteral("-output"),
                     QStringLiteral("stdout-xml")});
}

Result<QList<ConfiguredProxy>> readProfileProxies(const CommandOutput& output)
{
    if (output.exitCode != 0)
        return failure(ErrorCode::Failed, wordsOf(output));
    // Where there are none it says so in words.
    const qsizetype begin = output.out.indexOf("<?xml");
    if (begin < 0)
        return QList<ConfiguredProxy>();
    QXmlStreamReader xml(output.out.mid(begin));
    if (!xml.readNextStartElement() || xml.name() != QLatin1String("plist"))
        return failure(ErrorCode::Malformed, QStringLiteral("not a property list"));
    QList<ConfiguredProxy> proxies;
    walk(xml, 0, proxies);
    if (xml.hasError())
        return failure(ErrorCode::Malformed, xml.errorString());
    return proxies;
}

bool isSameProxy(const ConfiguredProxy& one, const ConfiguredProxy& other)
{
    if (one.kind != other.kind)
        return false;
    return one.kind == ProxyKind::Manual
               ? one.host.compare(other.host, Qt::CaseInsensitive) == 0 && one.port == other.port
               : one.script == other.script;
}

} // namespace reconnect::macos
