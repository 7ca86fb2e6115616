#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/settings_panels.h"

namespace reconnect::macos {

// Opens panels by open(1), which ends at once, and not with 0 where nothing is there to open what
// it is given: then the next address is tried. What is opened runs on by itself.
class MacPanels : public SettingsPanels {
public:
    // `major`: the version of macOS, 0 where it is not known. The runner outlives the contexts.
    MacPanels(CommandRunner& runner, int major);

    void open(Panel panel, QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    int m_major;
};

} // namespace reconnect::macos
