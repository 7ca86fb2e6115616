#pragma once

#include "core/ports/tools.h"
#include "platform/restart/restart_computer.h"

namespace reconnect::macos {

// Through System Events, which needs no administrator; macOS asks once whether this program may
// speak to it. The word is a LaunchAgent.
class MacRestart : public RestartCalls {
public:
    MacRestart(Tools& tools, QString home); // the person's folder

    Result<bool> leaveWord(const ComeBack& comeBack) override;
    void takeWordBack() override;
    // Cancelled and NotPermitted: the person, or macOS, said no to that question.
    Result<void> restart() override;

private:
    Tools& m_tools;
    QString m_home;
};

} // namespace reconnect::macos
