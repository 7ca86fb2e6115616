#pragma once

#include "platform/windows/firewall/rule_match.h"

namespace reconnect::windows_os::firewall {

// Zoom.exe of this person and of the machine, and variables; for the helper, which may run
// as another person, the Zoom.exe of everybody. Where Zoom installs itself: %APPDATA%\Zoom\bin for
// one person, %ProgramFiles%\Zoom\bin for all. Blocks a little, on any thread.
enum class Whose { Own, Everybodys };
Surroundings lookAround(Whose whose);

// The networks of this computer's interfaces, as they are now. Takes a few milliseconds.
Networks nearNetworks();

} // namespace reconnect::windows_os::firewall
