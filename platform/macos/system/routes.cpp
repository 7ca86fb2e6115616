#include "platform/macos/system/routes.h"

#include <QStringList>

namespace reconnect::macos {
namespace {

constexpr qsizetype mostLines = 20000; // each neighbour has a line as well

struct Table {
    QList<DefaultRoute> whole;
    QList<DefaultRoute> lower;
    bool hasUpper = false;

    // The longer prefixes win.
    QList<DefaultRoute> routes() const
    {
        return (hasUpper ? lower : QList<DefaultRoute>()) + whole;
    }
};

void addRow(const QStringList& fields, Table& table)
{
    const QString& destination = fields[0];
    const QString& flags = fields[2];
    if (!flags.startsWith(QLatin1Char('U')) || flags.contains(QLatin1Char('I')) ||
        flags.contains(QLatin1Char('R')) || flags.contains(QLatin1Char('B')))
        return;
    DefaultRoute route;
    route.interface = fields[3];
    // Link-local gateways keep their scope: "fe80::1%en0".
    const QHostAddress gateway(fields[1]);
    if (gateway != QHostAddress(QHostAddress::AnyIPv4) &&
        gateway != QHostAddress(QHostAddress::AnyIPv6))
        route.gateway = gateway;
    if (destination == QLatin1String("default") || destination == QLatin1String("::/0") ||
        destination == QLatin1String("0/0"))
        table.whole.append(route);
    else if (destination == QLatin1String("0/1") || destination == QLatin1String("0.0.0.0/1") ||
             destination == QLatin1String("::/1"))
        table.lower.append(route);
    else if (destination == QLatin1String("128.0/1") || destination == QLatin1String("128/1") ||
             destination == QLatin1String("128.0.0.0/1") ||
             destination == QLatin1String("8000::/1"))
        table.hasUpper = true;
}

} // namespace

Result<RouteTables> readRoutes(const QByteArray& netstat)
{
    Table ipv4;
    Table ipv6;
    Table* table = nullptr;
    const QStringList lines =
        QString::fromUtf8(netstat).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(0, mostLines);
    for (const QString& line : lines) {
        const QStringList fields = line.simplified().split(QLatin1Char(' '));
        if (fields[0] == QLatin1String("Internet:"))
            table = &ipv4;
        else if (fields[0] == QLatin1String("Internet6:"))
            table = &ipv6;
        else if (table && fields.size() >= 4)
            addRow(fields, *table);
    }
    if (!table)
        return failure(ErrorCode::Malformed, QString::fromUtf8(netstat).left(200));
    return RouteTables{ipv4.routes(), ipv6.routes()};
}

} // namespace reconnect::macos
