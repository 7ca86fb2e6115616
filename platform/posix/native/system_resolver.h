#pragma once

#include "core/ports/system_resolver.h"

namespace reconnect::posix {

// getaddrinfo(3), each call on a thread of its own that nobody waits for. The thread touches
// nothing but its own ticket and libc: no Qt object, thread pool or static, so that it may outlive
// the context, the event loop and main().
class PosixSystemResolver : public SystemResolver {
public:
    void lookup(const QString& name, QObject* context, Done done) override;
};

} // namespace reconnect::posix
