#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>
#include <functional>

namespace reconnect {

// Runs a proxy script that comes from the network: in a process of its own, with bounds on time
// and memory, because such a script can loop, grow or crash.
class PacEngine {
public:
    // What FindProxyForURL returned, such as "PROXY a:8080; DIRECT". Errors: Malformed (the script
    // does not compile, throws, has no such function or returns no string), TimedOut, TooLarge
    // (memory), Failed (the process could not run or died).
    using Done = std::function<void(Result<QString>)>;

    virtual ~PacEngine() = default;

    // Answers once, on the calling thread's event loop; never after `context` is gone, which also
    // ends the process.
    virtual void evaluate(const QByteArray& script, const QUrl& url, int timeoutMs,
                          QObject* context, Done done) = 0;
};

} // namespace reconnect
