#pragma once

#include "platform/windows/helper/windows_elevator.h"

namespace reconnect::windows_os {

// Starts the helper by the shell's "runas", which asks the person, and speaks to it through a pipe
// whose name alone is on its command line. Only the very process that was started is heard.
class NativeHelperLine : public HelperLine {
public:
    Result<QByteArray> ask(const QString& program, const QByteArray& frame,
                           const Telling& tell) override;

    static constexpr int connectMs = 30000; // after the person has agreed
    static constexpr int orderMs = 10000;
    static constexpr int patienceMs = 20 * 60 * 1000; // for an installer to be done
};

} // namespace reconnect::windows_os
