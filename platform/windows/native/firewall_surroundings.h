#pragma once

#include "platform/windows/firewall/rule_match.h"

namespace reconnect::windows_os::firewall {

// Zoom.exe of one person and of the machine, and variables. `person`: their security identifier,
// for the helper, which may run as another; empty for who runs this. Others' programs are none of
// theirs. Where Zoom installs itself: %APPDATA%\Zoom\bin for one person, %ProgramFiles%\Zoom\bin
// for all. Blocks a little, on any thread.
Surroundings lookAround(const QString& person = {});

// The networks of this computer's interfaces, as they are now. Takes a few milliseconds.
Networks nearNetworks();

} // namespace reconnect::windows_os::firewall
