#pragma once

#include "core/ports/elevator.h"

#include <QByteArray>

#include <functional>

namespace reconnect::windows_os {

// How the helper is reached.
class HelperLine {
public:
    virtual ~HelperLine() = default;
    // Has the system ask the person, starts `program` with an administrator's rights, hands it
    // `frame` (order_frame.h), hands on what it tells and brings back the line it answers. Errors:
    // Cancelled (the person said no), NotPermitted, TimedOut, TooLarge, Unreachable (it ended, or
    // another answered), Failed.
    virtual Result<QByteArray> ask(const QString& program, const QByteArray& frame,
                                   const Telling& tell) = 0;
};

// Has the helper do it, asked for through the system's own consent (UAC), once for each change.
// Also where this very program is an administrator's, so that there is one way.
class WindowsElevator : public Elevator {
public:
    // Whether only an administrator can write to the helper; asked before each use.
    using IsSafe = std::function<Result<void>(const QString& program)>;
    WindowsElevator(HelperLine& line, QString helper, IsSafe isSafe);

    // The system's question can't be withdrawn, so `cancelled` is not looked at.
    Result<QString> apply(const Change& change, const QString& id, const Telling& tell,
                          const std::function<bool()>& cancelled) override;
    Result<void> undo(const QStringList& ids) override;
    // Empty: the helper takes orders through a pipe alone.
    QString byHand(const QList<Change>& changes) const override;

private:
    Result<QString> run(const QStringList& order, const Telling& tell);

    HelperLine& m_line;
    QString m_helper;
    IsSafe m_isSafe;
};

} // namespace reconnect::windows_os
