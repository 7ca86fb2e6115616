#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/pac_engine.h"

namespace reconnect {

// Runs proxy scripts in the program reconnect2026-pac (platform/pac).
class ProcessPacEngine : public PacEngine {
public:
    // program: where reconnect2026-pac lies; absolute.
    ProcessPacEngine(CommandRunner& commands, QString program);

    void evaluate(const QByteArray& script, const QUrl& url, int timeoutMs, QObject* context,
                  Done done) override;

private:
    CommandRunner& m_commands;
    QString m_program;
};

} // namespace reconnect
