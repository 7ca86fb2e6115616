#pragma once

#include <QHostAddress>
#include <QJsonArray>
#include <QList>

namespace reconnect {

// As text, at most 16; for the details of observations.
inline QJsonArray toJson(const QList<QHostAddress>& addresses)
{
    QJsonArray list;
    for (const QHostAddress& address : addresses.mid(0, 16))
        list.append(address.toString());
    return list;
}

} // namespace reconnect
