#pragma once

namespace reconnect::windows_os {

// Leaves of this process' environment only what the system itself knows, and what programs can't do
// without: folders of Windows, of programs and of this process' user.
void resetEnvironment();

} // namespace reconnect::windows_os
