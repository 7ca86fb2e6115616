#pragma once

#include "core/ports/deed.h"

#include <functional>

namespace reconnect::windows_os {

// Empties what Windows' own DNS client remembers of names.
class DnsFlusher : public Deed {
public:
    // Errors: Unsupported, NotPermitted, Failed.
    using Forget = std::function<Result<void>()>;
    explicit DnsFlusher(Forget forget);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Forget m_forget;
};

} // namespace reconnect::windows_os
