#pragma once

#include "core/ports/tools.h"
#include "platform/restart/restart_computer.h"

namespace reconnect::linux_os {

// Through systemd or elogind, and an entry of the session's autostart.
class LinuxRestart : public RestartCalls {
public:
    LinuxRestart(Tools& tools, QString configHome); // XDG_CONFIG_HOME

    Result<bool> leaveWord(const ComeBack& comeBack) override;
    void takeWordBack() override;
    Result<void> restart() override;

private:
    Tools& m_tools;
    QString m_configHome;
};

} // namespace reconnect::linux_os
