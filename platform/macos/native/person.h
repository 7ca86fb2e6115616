#pragma once

#include "platform/macos/mac_host.h"

namespace reconnect::macos {

// The user of this process; of root's, whom guard::caller() names. Zoom runs as them.
quint32 currentUser();
// The real places, of this user. The home is the directory's, not what a variable says.
MacPlaces placesOf(quint32 user);
// Whether this process's user is of the group "admin".
bool isOfAdministrators();

} // namespace reconnect::macos
