#include "platform/macos/helper/osascript.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace reconnect::macos {
namespace {

// The helper's own answer says what became of it, so its status must not become an error of the
// script, whose output would then be lost. argv: the prompt, the source of a copy or "", the folder
// it belongs into, its place, the requirement, and the words to run.
const char* const script = R"(on run argv
set theLine to ""
if item 2 of argv is not "" then
set theCopy to quoted form of item 4 of argv
set theLine to "/usr/bin/install -d -o root -g wheel -m 755 " & quoted form of item 3 of argv
set theLine to theLine & " && /usr/bin/install -o root -g wheel -m 755 "
set theLine to theLine & quoted form of item 2 of argv & " " & theCopy
set theLine to theLine & " && /usr/bin/codesign --verify --strict -R "
set theLine to theLine & quoted form of item 5 of argv & " " & theCopy & " && "
end if
repeat with theWord in (items 6 thru -1 of argv)
set theLine to theLine & quoted form of (theWord as text) & " "
end repeat
set theLine to "{ " & theLine & "; } || true"
set thePrompt to item 1 of argv
do shell script theLine with prompt thePrompt with administrator privileges without altering line endings
end run)";

QString tr(const char* text)
{
    return QCoreApplication::translate("elevator", text);
}

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
        return failure(ErrorCode::Unsupported,
                       tr("The part of this program that an administrator runs is not installed."));
    Command command;
    command.program = QStringLiteral("/usr/bin/osascript");
    for (const QString& line : QString::fromLatin1(script).split(u'\n'))
        command.arguments << QStringLiteral("-e") << line;
    command.arguments << m_prompt << (copies ? words.value(0) : QString())
                      << m_installed.section(u'/', 0, -2) << m_installed
                      << QLatin1Char('=') + m_requirement << m_installed << words.mid(1);
    return command;
}

std::optional<Error> Osascript::refusal(const CommandOutput& output) const
{
    if (output.exitCode == 0)
        return {};
    // "…: execution error: User canceled. (-128)": the words are translated, the number is not.
    static const QRegularExpression number(QStringLiteral("\\((-?[0-9]{1,9})\\)\\s*\\z"));
    const auto match = number.match(QString::fromUtf8(output.err.right(1000)));
    if (match.captured(1) == QLatin1String("-128"))
        return Error{ErrorCode::Cancelled, {}};
    return Error{ErrorCode::Unsupported,
                 tr("This computer has no way to ask for an administrator here.")};
}

} // namespace reconnect::macos
