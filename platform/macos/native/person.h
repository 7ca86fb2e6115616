#pragma once

#include "platform/macos/mac_host.h"

namespace reconnect::macos {

// The person at the screen: whoever asked sudo for an administrator's rights, else the user of this
// process. Zoom runs as them.
quint32 currentUser();
// The real places, of this user. The home is the directory's, not what a variable says.
MacPlaces placesOf(quint32 user);
// Whether this process's user is of the group "admin".
bool isOfAdministrators();

} // namespace reconnect::macos
