#pragma once

#include "platform/helper/asker.h"

namespace reconnect::macos {

// AppleScript's "do shell script … with administrator privileges": the dialog that macOS' own
// programs ask for a password with. The script is fixed; every word is its argument and is quoted
// there. Unlike polkit it names nobody to the helper, and gives the output at the end alone.
// Sources: Apple's Technical Note TN2065 "do shell script in AppleScript"; StandardAdditions.sdef
// (with prompt, without altering line endings); error -128 is userCanceledErr.
class Osascript : public Asker {
public:
    // `prompt`: what the dialog says. `installed`: where a copy of the helper belongs that only
    // root can write to. `requirement`: what the signature of such a copy has to fulfil, as
    // codesign(1) takes it; empty where this build has none, and then no copy is ever made.
    Osascript(QString prompt, QString installed, QString requirement);

    // Of a helper that is not `installed` a copy is put there first, by root, and run only if that
    // copy fulfils the requirement.
    Result<Command> asking(const QStringList& words) const override;
    std::optional<Error> refusal(const CommandOutput& output) const override;

private:
    QString m_prompt;
    QString m_installed;
    QString m_requirement;
};

} // namespace reconnect::macos
