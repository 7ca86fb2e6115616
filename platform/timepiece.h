#pragma once

#include <QDateTime>

namespace reconnect {

// The time, as what sets the clock must know it: what the clock says and how long it really took
// are two things there.
class Timepiece {
public:
    virtual ~Timepiece() = default;
    virtual QDateTime now() const = 0; // UTC, as the clock says
    virtual qint64
    elapsedMs() const = 0;         // since some moment; goes on evenly whoever sets the clock
    virtual void rest(int ms) = 0; // blocks for so long
};

class ComputerTimepiece : public Timepiece {
public:
    ComputerTimepiece();
    QDateTime now() const override;
    qint64 elapsedMs() const override;
    void rest(int ms) override;

private:
    qint64 m_start = 0; // of the steady clock
};

} // namespace reconnect
