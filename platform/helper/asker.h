#pragma once

#include "core/ports/command_runner.h"

#include <optional>

namespace reconnect {

// How this system asks a person for an administrator's consent to run a program.
class Asker {
public:
    virtual ~Asker() = default;

    // What asks, and then runs `words` (a program and its arguments) as an administrator's. Error:
    // NoConsent, the detail says in words why nobody can be asked.
    virtual Result<Command> asking(const QStringList& words) const = 0;
    // What became of the question where it came to nothing: Cancelled, NoConsent as above, or
    // Failed. None where the program ran.
    virtual std::optional<Error> refusal(const CommandOutput& output) const = 0;
    // Whether the program is heard while it runs. Else nobody can tell the question, which may be
    // given up, from work under way, which may not.
    virtual bool hearsProgram() const = 0;
};

} // namespace reconnect
