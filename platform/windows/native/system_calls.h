#pragma once

#include "platform/restart/restart_computer.h"
#include "platform/windows/system/set_clock.h"

namespace reconnect::windows_os {

// DnsFlushResolverCache of dnsapi.dll, which ipconfig /flushdns calls; undocumented, so it is
// looked for by name. Unsupported where there is none. A stub under Wine.
Result<void> forgetNames();

// Service control manager and SetSystemTime. Wine has no such service.
class NativeClockCalls : public ClockCalls {
public:
    Result<void> startTimeService() override;
    Result<void> set(const QDateTime& utc) override;
};

// The person's RunOnce key, of which Windows takes the word away before it starts the program, and
// ExitWindowsEx.
class WindowsRestart : public RestartCalls {
public:
    Result<bool> leaveWord(const ComeBack& comeBack) override;
    void takeWordBack() override;
    Result<void> restart() override;
};

} // namespace reconnect::windows_os
