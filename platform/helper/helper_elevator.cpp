#include "platform/helper/helper_elevator.h"

#include "platform/helper/helper_trust.h"
#include "platform/helper/order.h"

#include <QCoreApplication>

namespace reconnect {
namespace {

// pkexec(1), RETURN VALUE.
constexpr int dismissed = 126;
constexpr int notAuthorised = 127;

QString tr(const char* text)
{
    return QCoreApplication::translate("elevator", text);
}

// As it is typed in a shell.
QString quoted(const QString& word)
{
    QString inside = word;
    inside.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

} // namespace

HelperElevator::HelperElevator(Tools& tools, Way way)
    : m_tools(tools)
    , m_way(std::move(way))
{
}

Result<QString> HelperElevator::apply(const Change& change, const QString& id, const Telling& tell)
{
    if (!m_way.isAdministrator)
        tell(tr("Waiting for an administrator to agree"), -1);
    return run(toArguments(Order{Order::Verb::Apply, {id}, change}));
}

Result<void> HelperElevator::undo(const QStringList& ids)
{
    const auto done = run(toArguments(Order{Order::Verb::Undo, ids, {}}));
    return done ? Result<void>() : tl::unexpected<Error>(done.error());
}

Result<QString> HelperElevator::run(const QStringList& order)
{
    if (const auto safe = m_way.isSafe(m_way.helper); !safe)
        return tl::unexpected<Error>(whyHelperIsNotRun(safe.error()));
    if (!m_way.isAdministrator && m_way.pkexec.isEmpty())
        return failure(ErrorCode::Unsupported, byHand(order));
    Command command;
    command.program = m_way.isAdministrator ? m_way.helper : m_way.pkexec;
    command.arguments = m_way.isAdministrator ? order : QStringList{m_way.helper} + order;
    command.timeoutMs = patienceMs;
    const auto output = m_tools.run(command);
    if (!output)
        return tl::unexpected<Error>(output.error());
    // The helper itself ends with 0 to 2, so these are pkexec's own.
    if (!m_way.isAdministrator && output->exitCode == dismissed)
        return failure(ErrorCode::Cancelled);
    if (!m_way.isAdministrator && output->exitCode == notAuthorised)
        return failure(ErrorCode::Unsupported, byHand(order));
    return readAnswer(output->out);
}

QString HelperElevator::byHand(const QStringList& order) const
{
    QStringList words{m_way.helper};
    for (const QString& word : order)
        words.append(quoted(word));
    return tr("This computer has no way to ask for an administrator here. An administrator can "
              "type: "
              "sudo %1")
        .arg(words.join(QLatin1Char(' ')));
}

} // namespace reconnect
