#include "core/probe/role.h"

namespace reconnect {

QString token(Role role)
{
    switch (role) {
    case Role::Zoom:
        return QStringLiteral("zoom");
    case Role::Control:
        return QStringLiteral("control");
    case Role::Independent:
        break;
    }
    return QStringLiteral("independent");
}

} // namespace reconnect
