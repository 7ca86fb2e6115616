#include "core/net/pac_result.h"

#include "core/net/host_name.h"

#include <QHostAddress>

#include <algorithm>
#include <optional>

namespace reconnect {
namespace {

constexpr int longestResult = 4096;
constexpr int maxChoices = 10;

struct Way {
    const char* word;
    ProxyScheme scheme;
    quint16 port;
};
constexpr Way ways[] = {
    {"PROXY", ProxyScheme::Http, 80},      {"HTTP", ProxyScheme::Http, 80},
    {"HTTPS", ProxyScheme::Https, 443},    {"SOCKS", ProxyScheme::Socks4, 1080},
    {"SOCKS4", ProxyScheme::Socks4, 1080}, {"SOCKS5", ProxyScheme::Socks5, 1080},
};

// "host", "host:port" or "[2001:db8::1]:port".
bool readPlace(const QString& place, PacChoice& choice)
{
    QString host = place;
    const qsizetype colon = place.lastIndexOf(u':');
    if (colon >= 0 && colon > place.lastIndexOf(u']')) {
        choice.port = place.mid(colon + 1).toUShort();
        host = place.left(colon);
    }
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    choice.host = host.toLower();
    return choice.port != 0 && (isHostName(host) || !QHostAddress(host).isNull());
}

std::optional<PacChoice> readChoice(const QString& text)
{
    const QStringList words = text.simplified().split(u' ');
    PacChoice choice;
    choice.direct = words[0].compare(QStringLiteral("DIRECT"), Qt::CaseInsensitive) == 0;
    if (choice.direct)
        return choice;
    for (const Way& way : ways) {
        if (words.size() != 2 ||
            words[0].compare(QLatin1String(way.word), Qt::CaseInsensitive) != 0)
            continue;
        choice.scheme = way.scheme;
        choice.port = way.port;
        if (readPlace(words[1], choice))
            return choice;
    }
    return std::nullopt;
}

bool sameWay(const PacChoice& a, const PacChoice& b)
{
    return a.direct == b.direct && a.scheme == b.scheme && a.host == b.host && a.port == b.port;
}

} // namespace

QList<PacChoice> readPacResult(const QString& result)
{
    QList<PacChoice> choices;
    const auto parts = result.left(longestResult).split(u';', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const auto choice = readChoice(part);
        if (!choice || choices.size() == maxChoices)
            continue;
        const bool known =
            std::any_of(choices.cbegin(), choices.cend(),
                        [&](const PacChoice& other) { return sameWay(other, *choice); });
        if (!known)
            choices.append(*choice);
    }
    return choices;
}

} // namespace reconnect
