#include "core/net/proxy_bypass.h"

#include "core/net/host_name.h"

#include <QHostAddress>

#include <algorithm>

namespace reconnect {
namespace {

constexpr int maxEntries = 500;
constexpr int maxLength = 300;

struct Pattern {
    QString host;
    quint16 port = 0; // 0: any
};

// `text` against a pattern with '*', in time that grows with the product of their lengths at most.
bool matches(const QString& pattern, const QString& text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

Pattern patternOf(QString entry)
{
    const qsizetype scheme = entry.indexOf(QStringLiteral("://"));
    if (scheme >= 0)
        entry = entry.mid(scheme + 3);
    qsizetype portMark = -1;
    if (entry.startsWith(u'[')) {
        const qsizetype close = entry.indexOf(u']');
        if (close < 0)
            return {};
        if (entry.mid(close + 1).startsWith(u':'))
            portMark = close + 1;
    } else if (entry.count(u':') == 1) {
        portMark = entry.indexOf(u':');
    }
    Pattern pattern;
    if (portMark >= 0) {
        bool isPort = false;
        pattern.port = entry.mid(portMark + 1).toUShort(&isPort);
        if (!isPort || pattern.port == 0)
            return {};
        entry = entry.left(portMark);
    }
    if (entry.startsWith(u'[') && entry.endsWith(u']'))
        entry = entry.mid(1, entry.size() - 2);
    pattern.host = entry;
    return pattern;
}

bool matchesHost(const QString& pattern, const QString& host, const QHostAddress& literal)
{
    if (pattern.isEmpty())
        return false;
    if (pattern == QStringLiteral("<local>"))
        return literal.isNull() && !host.contains(u'.');
    if (pattern.contains(u'*'))
        return matches(pattern, host);
    if (!literal.isNull()) {
        if (pattern.contains(u'/')) {
            const auto range = QHostAddress::parseSubnet(pattern);
            return range.second >= 0 && literal.protocol() == range.first.protocol() &&
                   literal.isInSubnet(range);
        }
        return QHostAddress(pattern) == literal;
    }
    return isWithinDomain(host, pattern.startsWith(u'.') ? pattern.mid(1) : pattern);
}

} // namespace

bool bypassesProxy(const QStringList& bypass, const QString& host, quint16 port)
{
    QString name = host.toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    const QHostAddress literal(name);
    bool reversed = false;
    bool matched = false;
    for (const QString& raw : bypass.mid(0, maxEntries)) {
        if (raw.size() > maxLength)
            continue;
        const QString entry = raw.trimmed().toLower();
        if (entry == bypassReversed) {
            reversed = true;
            continue;
        }
        const Pattern pattern = patternOf(entry);
        matched = matched || ((pattern.port == 0 || pattern.port == port) &&
                              matchesHost(pattern.host, name, literal));
    }
    return matched != reversed;
}

} // namespace reconnect
