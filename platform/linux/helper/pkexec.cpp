#include "platform/linux/helper/pkexec.h"

#include "core/tr.h"

namespace reconnect::linux_os {
namespace {

// pkexec(1), RETURN VALUE. The helper itself ends with 0 to 2, so these are pkexec's own.
constexpr int dismissed = 126;
constexpr int notAuthorised = 127;

// Why pkexec came to no question, by its words in the C locale (pkexec.c of polkit).
QString whyNot(const QByteArray& said)
{
    if (said.contains("Not authorized"))
        return tr("The rules of this computer do not let this be done here.");
    if (said.contains("authority"))
        return tr("The service that asks for an administrator does not run on this computer.");
    return tr("This computer has no way to ask for an administrator here.");
}

} // namespace

Pkexec::Pkexec(QString program)
    : m_program(std::move(program))
{
}

Result<Command> Pkexec::asking(const QStringList& words) const
{
    if (m_program.isEmpty())
        return failure(ErrorCode::NoConsent, whyNot({}));
    Command command;
    command.program = m_program;
    command.arguments = words;
    return command;
}

std::optional<Error> Pkexec::refusal(const CommandOutput& output) const
{
    if (output.exitCode == dismissed)
        return Error{ErrorCode::Cancelled, {}};
    if (output.exitCode == notAuthorised)
        return Error{ErrorCode::NoConsent, whyNot(output.err)};
    return {};
}

} // namespace reconnect::linux_os
