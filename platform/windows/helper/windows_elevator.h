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
    // `frame` (order_frame.h) and brings back the line it answers. Errors: Cancelled (the person
    // said no), NotPermitted, TimedOut, TooLarge, Unreachable (it ended, or another answered),
    // Failed.
    virtual Result<QByteArray> ask(const QString& program, const QByteArray& frame) = 0;
};

// Has the helper do it, asked for through the system's own consent (UAC), once for each change.
// Also where this very program is an administrator's, so that there is one way.
class WindowsElevator : public Elevator {
public:
    // Whether only an administrator can write to the helper; asked before each use.
    using IsSafe = std::function<Result<void>(const QString& program)>;
    WindowsElevator(HelperLine& line, QString helper, IsSafe isSafe);

    Result<QString> apply(const Change& change, const QString& id, const Telling& tell) override;
    Result<void> undo(const QStringList& ids) override;

private:
    Result<QString> run(const QStringList& order);

    HelperLine& m_line;
    QString m_helper;
    IsSafe m_isSafe;
};

} // namespace reconnect::windows_os
