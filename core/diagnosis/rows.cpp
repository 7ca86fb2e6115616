#include "core/diagnosis/rows.h"

#include <QJsonArray>

#include <algorithm>

namespace reconnect {

bool hasError(Row row, std::initializer_list<const char*> tokens)
{
    if (!bad(row))
        return false;
    for (const char* known : tokens)
        if (row->error == QLatin1String(known))
            return true;
    return false;
}

bool hasVerifyError(Row row, std::initializer_list<const char*> tokens)
{
    if (hasError(row, tokens))
        return true;
    if (!bad(row))
        return false;
    for (const QJsonValue error : row->detail.value(QStringLiteral("verifyErrors")).toArray())
        for (const char* known : tokens)
            if (error.toString() == QLatin1String(known))
                return true;
    return false;
}

QStringList idsOf(const Rows& rows)
{
    QStringList ids;
    for (const Row row : rows)
        if (row && !ids.contains(row->id))
            ids.append(row->id);
    return ids;
}

QList<QHostAddress> addressesOf(Row row)
{
    QList<QHostAddress> addresses;
    if (!row)
        return addresses;
    for (const QJsonValue value : row->detail.value(QStringLiteral("addresses")).toArray()) {
        // dns rows list texts, tcp rows objects.
        const QString text =
            value.isObject() ? value[QStringLiteral("address")].toString() : value.toString();
        const QHostAddress address(text);
        if (!address.isNull())
            addresses.append(address);
    }
    return addresses;
}

bool isSunk(const QHostAddress& address)
{
    return address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6);
}

bool allSunk(const QList<QHostAddress>& addresses)
{
    return !addresses.isEmpty() && std::all_of(addresses.begin(), addresses.end(), isSunk);
}

bool isPrivate(const QHostAddress& address)
{
    for (const char* range : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
                              "fc00::/7", "fe80::/10"})
        if (address.isInSubnet(QHostAddress::parseSubnet(QLatin1String(range))))
            return true;
    return false;
}

Family familyOf(Row tcp, const char* family)
{
    Family result;
    if (!tcp)
        return result;
    for (const QJsonValue value : tcp->detail.value(QStringLiteral("addresses")).toArray()) {
        if (value[QStringLiteral("family")].toString() != QLatin1String(family))
            continue;
        Outcome outcome = Outcome::Unknown;
        if (!fromToken(value[QStringLiteral("outcome")].toString(), outcome))
            continue;
        if (outcome == Outcome::Passed)
            ++result.connected;
        else if (outcome == Outcome::Failed || outcome == Outcome::TimedOut)
            ++result.dead;
    }
    return result;
}

} // namespace reconnect
