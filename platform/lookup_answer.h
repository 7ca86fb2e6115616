#pragma once

#include "core/ports/system_resolver.h"

// What the resolvers of all systems say alike.
namespace reconnect {

// Each address once; a name that was found without any is not found. Pure.
SystemLookup lookupAnswer(SystemLookup::Status status, const QList<QHostAddress>& addresses,
                          const QString& detail);

// Answers Failed, from the event loop of the calling thread.
void failLater(QObject* context, SystemResolver::Done done, const QString& detail);

} // namespace reconnect
