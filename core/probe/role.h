#pragma once

#include <QString>

namespace reconnect {

// Who an asked host belongs to, as `role` in EVIDENCE.md.
enum class Role {
    Zoom,
    Control,     // somebody else's
    Independent, // Zoom's, at an address that only an independent resolver gave
};

QString token(Role role);

} // namespace reconnect
