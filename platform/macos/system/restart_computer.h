#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"

namespace reconnect::macos {

// What comes back after the login.
struct ComeBack {
    QString home;   // the person's folder
    QString wizard; // the program; where there is none, nothing comes back
    QString stage;  // token of the Stage it shows then
};

// Restarts this computer as the person's own session does it: through System Events, so that each
// program asks about what is not saved. That needs no administrator, and macOS asks once whether
// this program may speak to System Events. Leaves word for the wizard to come back; where the
// restart is refused, the word is taken away again. Errors: NotPermitted (macOS or the person said
// no to that question), Cancelled, Failed, and those of the agent.
class Restarter : public Deed {
public:
    Restarter(Tools& tools, ComeBack comeBack);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    Result<void> restart();

    Tools& m_tools;
    ComeBack m_comeBack;
};

} // namespace reconnect::macos
