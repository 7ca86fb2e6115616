#include "platform/linux/system/routes.h"

#include <QtEndian>

#include <algorithm>
#include <optional>

namespace reconnect::linux_os {
namespace {

// linux/route.h
constexpr uint flagUp = 0x1;
constexpr uint flagReject = 0x200;
constexpr quint32 upperHalf = 0x80000000;

struct Route {
    DefaultRoute route;
    uint metric = 0;
};

std::optional<uint> number(const QByteArray& text, int base)
{
    bool valid = false;
    const uint value = text.toUInt(&valid, base);
    return valid ? std::optional(value) : std::nullopt;
}

QList<DefaultRoute> byMetric(QList<Route> routes)
{
    std::stable_sort(routes.begin(), routes.end(),
                     [](const Route& a, const Route& b) { return a.metric < b.metric; });
    QList<DefaultRoute> sorted;
    for (const Route& route : routes)
        sorted.append(route.route);
    return sorted;
}

// The kernel prints the address's memory as a number of this computer's byte order.
quint32 fromKernel(uint value)
{
    return qFromBigEndian<quint32>(value);
}

QHostAddress ipv6FromHex(const QByteArray& hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (hex.size() != 32 || bytes.size() != 16)
        return {};
    return QHostAddress(reinterpret_cast<const quint8*>(bytes.constData()));
}

} // namespace

QList<DefaultRoute> parseIpv4Routes(const QByteArray& text)
{
    QList<Route> whole;
    QList<Route> lower;
    bool hasUpper = false;
    for (const QByteArray& line : text.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 8)
            continue;
        const auto destination = number(fields[1], 16);
        const auto gateway = number(fields[2], 16);
        const auto flags = number(fields[3], 16);
        const auto metric = number(fields[6], 10);
        const auto mask = number(fields[7], 16);
        if (!destination || !gateway || !flags || !metric || !mask)
            continue;
        if (!(*flags & flagUp) || (*flags & flagReject))
            continue;
        Route route{{{}, QString::fromUtf8(fields[0])}, *metric};
        if (*gateway != 0)
            route.route.gateway = QHostAddress(fromKernel(*gateway));
        if (*mask == 0 && *destination == 0)
            whole.append(route);
        else if (fromKernel(*mask) == upperHalf && *destination == 0)
            lower.append(route);
        else if (fromKernel(*mask) == upperHalf && fromKernel(*destination) == upperHalf)
            hasUpper = true;
    }
    // The longer prefixes win, whatever the metric.
    return (hasUpper ? byMetric(lower) : QList<DefaultRoute>()) + byMetric(whole);
}

QList<DefaultRoute> parseIpv6Routes(const QByteArray& text)
{
    QList<Route> whole;
    QList<Route> lower;
    bool hasUpper = false;
    for (const QByteArray& line : text.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 10)
            continue;
        const QHostAddress destination = ipv6FromHex(fields[0]);
        const auto length = number(fields[1], 16);
        const QHostAddress gateway = ipv6FromHex(fields[4]);
        const auto metric = number(fields[5], 16);
        const auto flags = number(fields[8], 16);
        if (destination.isNull() || gateway.isNull() || !length || !metric || !flags)
            continue;
        // Every kernel has a rejecting default on lo.
        if (!(*flags & flagUp) || (*flags & flagReject) || fields[9] == "lo")
            continue;
        Route route{{{}, QString::fromUtf8(fields[9])}, *metric};
        if (gateway != QHostAddress(QHostAddress::AnyIPv6))
            route.route.gateway = gateway;
        const bool fromZero = destination == QHostAddress(QHostAddress::AnyIPv6);
        if (*length == 0 && fromZero)
            whole.append(route);
        else if (*length == 1 && fromZero)
            lower.append(route);
        else if (*length == 1)
            hasUpper = true;
    }
    return (hasUpper ? byMetric(lower) : QList<DefaultRoute>()) + byMetric(whole);
}

} // namespace reconnect::linux_os
