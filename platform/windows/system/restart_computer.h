#pragma once

#include "core/ports/deed.h"

namespace reconnect::windows_os {

// What restarts this computer, and brings a program back after the next login.
class RestartCalls {
public:
    virtual ~RestartCalls() = default;
    // Run once by Windows, which removes it before. NotPermitted, Failed.
    virtual Result<void> setComeBack(const QString& commandLine) = 0;
    virtual void removeComeBack() = 0;
    // Lets each program ask the person about what is not saved. NotPermitted, Failed.
    virtual Result<void> restart() = 0;
};

// What comes back after the login.
struct ComeBack {
    QString wizard; // the program; where there is none, nothing comes back
    QString stage;  // token of the Stage it shows then
};

// A command line for RunOnce; empty where the registry key takes none that long (260 characters:
// learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys), or the path can't be
// quoted. Pure.
QString runOnceCommand(const ComeBack& comeBack);

// Restarts this computer as the person's own session may, and leaves word for the wizard to come
// back. Where the restart is refused, the word is taken away again. Errors: NotPermitted, Failed.
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

} // namespace reconnect::windows_os
