#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <functional>

namespace reconnect {

// What the system's resolver (hosts file, then DNS, as any program gets it) said of one name.
struct SystemLookup {
    enum class Status {
        Found,
        NotFound,  // the name does not exist, or has no address
        Temporary, // no server answered, or it failed for now
        Failed,    // anything else; see detail
    };
    Status status = Status::Failed;
    QList<QHostAddress> addresses;
    QString detail;
};

class SystemResolver {
public:
    using Done = std::function<void(const SystemLookup&)>;

    virtual ~SystemResolver() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone. The
    // system gives no way to stop a lookup: an abandoned one ends by itself and delays nobody,
    // not even the program's end.
    virtual void lookup(const QString& name, QObject* context, Done done) = 0;
};

} // namespace reconnect
