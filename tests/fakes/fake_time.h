#pragma once

#include "platform/timepiece.h"

namespace reconnect::test {

// A clock that somebody sets, beside a steady one that nobody does.
class FakeTime : public Timepiece {
public:
    QDateTime now() const override { return m_wall.addMSecs(m_steady); }
    qint64 elapsedMs() const override { return m_steady; }
    void rest(int ms) override
    {
        m_steady += ms;
        if (networkAnswersAt >= 0 && m_steady >= networkAnswersAt)
            set(right);
    }
    void set(const QDateTime& time) { m_wall = time.addMSecs(-m_steady); }

    QDateTime right = QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate);
    qint64 networkAnswersAt = -1; // ms; never

private:
    QDateTime m_wall;
    qint64 m_steady = 0;
};

} // namespace reconnect::test
