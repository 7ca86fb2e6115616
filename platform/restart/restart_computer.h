#pragma once

#include "core/ports/deed.h"

namespace reconnect {

// What comes back after the next login.
struct ComeBack {
    QString wizard; // the program; where there is none, nothing comes back
    QString stage;  // token of the Stage it shows then
};

// How a system restarts, and starts a program after the next login. A program that comes back takes
// the word away itself, so that it comes back once.
class RestartCalls {
public:
    virtual ~RestartCalls() = default;
    // False where this system can't keep such a path. NotPermitted, NoSpace, Failed.
    virtual Result<bool> leaveWord(const ComeBack& comeBack) = 0;
    virtual void takeWordBack() = 0;
    // As the person's own session may. Lets each program ask about what is not saved. NotPermitted,
    // Cancelled, Busy (a program asked to wait), Unsupported, Failed.
    virtual Result<void> restart() = 0;
};

// Restarts this computer, and leaves word for the wizard to come back. Where the restart is
// refused, the word is taken back. Errors: those of the calls.
class Restarter : public Deed {
public:
    Restarter(RestartCalls& calls, ComeBack comeBack);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    RestartCalls& m_calls;
    ComeBack m_comeBack;
};

} // namespace reconnect
