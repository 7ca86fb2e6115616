#include "platform/lookup_answer.h"

#include <QTimer>

namespace reconnect {

SystemLookup lookupAnswer(SystemLookup::Status status, const QList<QHostAddress>& addresses,
                          const QString& detail)
{
    SystemLookup lookup;
    lookup.status = status;
    lookup.detail = detail;
    for (const QHostAddress& address : addresses)
        if (!address.isNull() && !lookup.addresses.contains(address))
            lookup.addresses.append(address);
    if (lookup.status == SystemLookup::Status::Found && lookup.addresses.isEmpty())
        lookup.status = SystemLookup::Status::NotFound;
    return lookup;
}

void failLater(QObject* context, SystemResolver::Done done, const QString& detail)
{
    QTimer::singleShot(0, context, [done = std::move(done), detail] {
        done({SystemLookup::Status::Failed, {}, detail});
    });
}

} // namespace reconnect
