#pragma once

#include "core/ports/settings_panels.h"

#include <memory>

namespace reconnect {

// The settings panels of the system this program runs on; for the GUI thread.
// Defined in the native/ folder of the system that CMake selects.
std::unique_ptr<SettingsPanels> makeSettingsPanels();

} // namespace reconnect
