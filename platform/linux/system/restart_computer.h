#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"

namespace reconnect::linux_os {

// What comes back after the login.
struct ComeBack {
    QString configHome; // XDG_CONFIG_HOME
    QString wizard;     // the program; where there is none, nothing comes back
    QString stage;      // token of the Stage it shows then
};

// Restarts this computer as the person's own session may, through systemd or elogind, and leaves
// word for the wizard to come back. Where the restart is refused, the word is taken away again.
// Errors: NotPermitted, Busy (a program asked to wait), Unsupported, and those of the entry.
class Restarter : public Deed {
public:
    Restarter(Tools& tools, ComeBack comeBack);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Result<void> reboot();

    Tools& m_tools;
    ComeBack m_comeBack;
};

} // namespace reconnect::linux_os
