#pragma once

#include "core/ports/tools.h"

#include <QList>
#include <QStringList>
#include <functional>

namespace reconnect::test {

// Answers each command line with what the script says, and remembers them all. A program that the
// script does not know is not installed.
class ScriptedTools : public Tools {
public:
    using Answer = std::function<Result<CommandOutput>()>;

    // For command lines ("kill -HUP 5") that start with `line`; what was said last counts.
    void answer(const char* line, Answer with)
    {
        m_script.prepend({QString::fromLatin1(line), std::move(with)});
    }
    void answer(const char* line, int exitCode, const char* out = "", const char* err = "")
    {
        answer(line, [=] { return CommandOutput{exitCode, out, err}; });
    }
    void fails(const char* line, ErrorCode code)
    {
        answer(line, [=]() -> Result<CommandOutput> { return failure(code); });
    }

    Result<CommandOutput> run(const Command& command) override
    {
        const QString line = (QStringList{command.program} + command.arguments).join(u' ');
        lines.append(line);
        for (const auto& [start, with] : m_script)
            if (line.startsWith(start)) {
                const auto output = with();
                if (output && command.hear)
                    command.hear(output->out);
                return output;
            }
        return failure(ErrorCode::NotFound, command.program);
    }

    QStringList lines; // in order

private:
    QList<std::pair<QString, Answer>> m_script;
};

} // namespace reconnect::test
