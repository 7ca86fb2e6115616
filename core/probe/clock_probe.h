#pragma once

#include "core/probe/portal_fetches.h"
#include "core/probe/probe.h"

namespace reconnect {

struct ClockSample {
    QString host;
    qint64 offsetSeconds = 0; // this clock minus theirs
};

struct ClockAgreement {
    qint64 offsetSeconds = 0; // the median of those that agree
    int agreeing = 0;         // hosts within a minute of each other
};

// What most samples say; where as many say one thing as another, what is kinder to this computer's
// clock, which is a witness too. Nothing for no samples.
std::optional<ClockAgreement> agreeOn(const QList<ClockSample>& samples);

// What an answer's server thinks the time is, as an offset; nothing when it does not say. What a
// cache kept is as old as it says (Age).
std::optional<qint64> offsetOf(const HttpResponse& response, const QDateTime& now);

// clock:http-date. Reads others' clocks from genuine answers only: a portal may say anything.
class ClockProbe : public Probe {
    Q_OBJECT

public:
    explicit ClockProbe(std::shared_ptr<PortalFetches> fetches);

    static constexpr int toleranceSeconds = 300;
    // How long a host may keep the others waiting, once two agree.
    static constexpr int graceMs = 500;

protected:
    void run() override;
    void expired() override;

private:
    void take(int check, const PortalFetches::Answer& answer);
    void finish();

    std::shared_ptr<PortalFetches> m_fetches;
    QList<ClockSample> m_samples;
    int m_pending = 0;
    bool m_inGrace = false;
};

} // namespace reconnect
