#include "platform/windows/helper/windows_elevator.h"

#include "core/tr.h"
#include "platform/helper/helper_trust.h"
#include "platform/helper/order.h"
#include "platform/windows/helper/order_frame.h"

namespace reconnect::windows_os {

WindowsElevator::WindowsElevator(HelperLine& line, QString helper, IsSafe isSafe)
    : m_line(line)
    , m_helper(std::move(helper))
    , m_isSafe(std::move(isSafe))
{
}

Result<QString> WindowsElevator::apply(const Change& change, const QString& id, const Telling& tell,
                                       const std::function<bool()>&)
{
    if (tell)
        tell(tr("Waiting for an administrator to agree"), -1);
    return run(toArguments(Order{Order::Verb::Apply, {id}, change}), tell);
}

Result<void> WindowsElevator::undo(const QStringList& ids)
{
    const auto done = run(toArguments(Order{Order::Verb::Undo, ids, {}}), {});
    return done ? Result<void>() : tl::unexpected<Error>(done.error());
}

QString WindowsElevator::byHand(const QList<Change>&) const
{
    return {};
}

Result<QString> WindowsElevator::run(const QStringList& order, const Telling& tell)
{
    if (const auto safe = m_isSafe(m_helper); !safe)
        return tl::unexpected<Error>(whyHelperIsNotRun(safe.error()));
    const auto frame = frameOf(order);
    if (!frame)
        return tl::unexpected<Error>(frame.error());
    const auto answer = m_line.ask(m_helper, *frame, tell);
    if (!answer)
        return tl::unexpected<Error>(answer.error());
    return readAnswer(*answer);
}

} // namespace reconnect::windows_os
