#pragma once

namespace reconnect::windows_os {

// Whether this program runs as the person who is signed in where it runs. Not so with another
// administrator's password ("Run as"), nor as a service (SYSTEM): settings and folders of "the
// person" are then those of somebody who uses no Zoom here. True where that can't be known.
bool isSignedInPerson();

} // namespace reconnect::windows_os
