#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"

namespace reconnect::macos {

// Empties what macOS itself remembers of names: the cache of the directory services with
// dscacheutil(1), and that of mDNSResponder, which asks the servers, with a hang-up signal
// (killall(1)). The first takes it from anybody, the second from an administrator alone:
// support.apple.com/101481. Both are tried; a name forgotten in one place only comes back from the
// other.
class DnsFlusher : public Deed {
public:
    explicit DnsFlusher(Tools& tools);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Tools& m_tools;
};

} // namespace reconnect::macos
