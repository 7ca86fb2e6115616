#include "platform/macos/system/name_servers.h"

#include <QStringList>

namespace reconnect::macos {
namespace {

constexpr qsizetype mostServers = 8; // more are not asked within the patience of any program
constexpr qsizetype mostLines = 5000;

struct Resolver {
    QList<QHostAddress> servers;
    bool isForSome = false; // a domain, or a scope
};

void takeLine(const QString& line, Resolver& resolver)
{
    // "nameserver[0] : fe80::1%12": behind the first colon that has a blank before it.
    const qsizetype colon = line.indexOf(QLatin1String(" :"));
    if (colon < 0)
        return;
    const QString key = line.left(colon).trimmed();
    const QString value = line.mid(colon + 2).trimmed();
    if (key.startsWith(QLatin1String("nameserver["))) {
        const QHostAddress server(value);
        if (!server.isNull())
            resolver.servers.append(server);
    } else if (key == QLatin1String("domain") ||
               (key == QLatin1String("flags") && value.startsWith(QLatin1String("Scoped"))) ||
               (key == QLatin1String("options") && value.contains(QLatin1String("mdns")))) {
        resolver.isForSome = true;
    }
}

} // namespace

QList<QHostAddress> readNameServers(const QByteArray& scutilDns)
{
    QList<Resolver> resolvers;
    bool isScoped = false;
    const QStringList lines =
        QString::fromUtf8(scutilDns).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(0, mostLines);
    int headings = 0;
    for (const QString& line : lines) {
        if (line.startsWith(QLatin1String("resolver #"))) {
            resolvers.append(Resolver());
            resolvers.last().isForSome = isScoped;
        } else if (!line.startsWith(QLatin1Char(' '))) {
            isScoped = ++headings > 1; // "DNS configuration (for scoped queries)"
        } else if (!resolvers.isEmpty()) {
            takeLine(line, resolvers.last());
        }
    }
    QList<QHostAddress> servers;
    for (const Resolver& resolver : std::as_const(resolvers))
        for (const QHostAddress& server : resolver.servers)
            if (!resolver.isForSome && !servers.contains(server) && servers.size() < mostServers)
                servers.append(server);
    return servers;
}

} // namespace reconnect::macos
