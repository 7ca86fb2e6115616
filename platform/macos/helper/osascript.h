#pragma once

#include "platform/helper/asker.h"

namespace reconnect::macos {

// AppleScript's "do shell script … with administrator privileges": the dialog that macOS' own
// programs ask for a password with. Both scripts, AppleScript's and the shell's, are fixed; every
// word is an argument, quoted by AppleScript, and nothing of the person's environment gets there.
// Unlike polkit it names nobody to the helper, and gives the output at the end alone.
// Sources: Apple's Technical Note TN2065 "do shell script in AppleScript" (quoted form; the number
// of the error is the status of the line); StandardAdditions.sdef (with prompt, without altering
// line endings); MacErrors.h and Authorization.h (the numbers of errors).
class Osascript : public Asker {
public:
    // `prompt`: what the dialog says. `installed`: where a copy of the helper belongs that only
    // root can write to. `requirement`: what the signature of such a copy has to fulfil, as
    // codesign(1) takes it; empty where this build has none, and then no copy is ever made.
    Osascript(QString prompt, QString installed, QString requirement);

    // Of a helper that is not `installed` a copy is made first, which root alone can read until it
    // is found to fulfil the requirement; only then it takes the place of the one that is there.
    Result<Command> asking(const QStringList& words) const override;
    std::optional<Error> refusal(const CommandOutput& output) const override;
    bool hearsProgram() const override { return false; }

private:
    QString m_prompt;
    QString m_installed;
    QString m_requirement;
};

} // namespace reconnect::macos
