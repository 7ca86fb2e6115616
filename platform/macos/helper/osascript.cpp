#include "platform/macos/helper/osascript.h"

#include "core/tr.h"
#include "platform/macos/system/refusal.h"

namespace reconnect::macos {
namespace {

// Beyond those of the tools in the line.
constexpr int notCopied = 86;
constexpr int notOurs = 87;
// MacErrors.h, Authorization.h. The last is said where nobody can be asked, and called a wrong
// password there too.
constexpr int userCanceled = -128;
constexpr int denied = -60005;
constexpr int interactionNotAllowed = -60007;

// argv: the prompt, the shell's script, and its arguments.
const char* const askingScript = R"(on run argv
set theLine to "exec /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin /bin/sh -c"
set theLine to theLine & " " & quoted form of (item 2 of argv as text) & " sh"
repeat with theWord in (items 3 thru -1 of argv)
set theLine to theLine & " " & quoted form of (theWord as text)
end repeat
set thePrompt to item 1 of argv
do shell script theLine with prompt thePrompt with administrator privileges without altering line endings
end run)";

// Arguments: the source of a copy or "", its place, the requirement, and the words of the order.
// The helper's own answer says what became of it, so its status must not become an error of the
// script, whose output would then be lost.
const char* const helperScript = R"(source=$1 place=$2 requirement=$3
shift 3
if [ -n "$source" ]; then
    folder=${place%/*}
    install -d -o 0 -g 0 -m 755 "$folder" && copy=$(mktemp "$folder/copy.XXXXXX") || exit 86
    trap 'rm -f "$copy"' EXIT
    cp "$source" "$copy" || exit 86
    codesign --verify --strict -R "$requirement" "$copy" || exit 87
    chmod 755 "$copy" && mv -f "$copy" "$place" || exit 86
fi
"$place" "$@" || true
)";

} // namespace

Osascript::Osascript(QString prompt, QString installed, QString requirement)
    : m_prompt(std::move(prompt))
    , m_installed(std::move(installed))
    , m_requirement(std::move(requirement))
{
}

Result<Command> Osascript::asking(const QStringList& words) const
{
    const bool copies = words.value(0) != m_installed;
    if (copies && m_requirement.isEmpty())
        return failure(ErrorCode::NoConsent,
                       tr("The part of this program that an administrator runs is not installed."));
    Command command;
    command.program = QStringLiteral("/usr/bin/osascript");
    for (const QString& line : QString::fromLatin1(askingScript).split(u'\n'))
        command.arguments << QStringLiteral("-e") << line;
    command.arguments << m_prompt << QString::fromLatin1(helperScript)
                      << (copies ? words.value(0) : QString()) << m_installed
                      << QLatin1Char('=') + m_requirement << words.mid(1);
    return command;
}

std::optional<Error> Osascript::refusal(const CommandOutput& output) const
{
    if (output.exitCode == 0)
        return {};
    switch (appleEventError(output).value_or(0)) {
    case userCanceled:
        return Error{ErrorCode::Cancelled, {}};
    case denied:
    case interactionNotAllowed:
        return Error{ErrorCode::NoConsent,
                     tr("No administrator agreed. The name or the password may have been wrong.")};
    case notOurs:
        return Error{ErrorCode::NoConsent,
                     tr("The part of this program that an administrator runs is damaged, so it was "
                        "not run. Install this program again.")};
    case notCopied:
        return Error{ErrorCode::Failed, QString::fromUtf8(output.err.trimmed().left(300))};
    default:
        return Error{ErrorCode::NoConsent,
                     tr("This computer has no way to ask for an administrator here.")};
    }
}

} // namespace reconnect::macos
