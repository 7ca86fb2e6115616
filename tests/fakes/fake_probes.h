#pragma once

#include "app/session/session.h"

#include <QThread>
#include <QTimer>

namespace reconnect::test {

// Answers after delayMs; before that it holds up its thread for hogMs, as no real probe may.
class FakeProbe : public Probe {
public:
    FakeProbe(const QString& id, Outcome outcome, int delayMs = 0, int hogMs = 0)
        : FakeProbe(Observation{id, Layer::Tcp, id, Outcome::NotRun, {}, 0, {}}, outcome, delayMs,
                    hogMs)
    {
    }

    FakeProbe(Observation blank, Outcome outcome, int delayMs = 0, int hogMs = 0)
        : Probe(std::move(blank))
        , m_outcome(outcome)
        , m_delayMs(delayMs)
        , m_hogMs(hogMs)
    {
    }

protected:
    void run() override
    {
        QTimer::singleShot(m_delayMs, this, [this] {
            QThread::msleep(m_hogMs);
            conclude(answer(m_outcome));
        });
    }

private:
    Outcome m_outcome;
    int m_delayMs;
    int m_hogMs;
};

// Makes whatever the function gives; says it is Linux.
class FakeProbeSource : public ProbeSource {
public:
    using Make = std::function<std::vector<std::unique_ptr<Probe>>()>;

    explicit FakeProbeSource(Make make)
        : m_make(std::move(make))
    {
    }

    std::vector<std::unique_ptr<Probe>> probes() override { return m_make(); }
    QString osName() const override { return QStringLiteral("linux"); }
    QString osVersion() const override { return QStringLiteral("Fake 1"); }

private:
    Make m_make;
};

// `count` probes that each answer after delayMs and hog their thread for hogMs before.
inline MakeProbeSource fakeProbes(int count, Outcome outcome, int delayMs = 0, int hogMs = 0)
{
    return [=] {
        return std::make_unique<FakeProbeSource>([=] {
            std::vector<std::unique_ptr<Probe>> probes;
            for (int i = 0; i < count; ++i)
                probes.push_back(std::make_unique<FakeProbe>(
                    QStringLiteral("tcp:zoom.us:%1").arg(8801 + i), outcome, delayMs, hogMs));
            return probes;
        });
    };
}

} // namespace reconnect::test
