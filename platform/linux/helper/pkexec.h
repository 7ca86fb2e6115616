#pragma once

#include "platform/helper/asker.h"

namespace reconnect::linux_os {

// polkit's pkexec(1), which asks by the rules of this computer.
class Pkexec : public Asker {
public:
    // `program`: pkexec's own place; empty where there is none.
    explicit Pkexec(QString program);

    Result<Command> asking(const QStringList& words) const override;
    std::optional<Error> refusal(const CommandOutput& output) const override;
    bool hearsProgram() const override { return true; }

private:
    QString m_program;
};

} // namespace reconnect::linux_os
