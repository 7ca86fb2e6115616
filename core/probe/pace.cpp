#include "core/probe/pace.h"

namespace reconnect {
namespace {

constexpr int beatMs = 20;
constexpr int usualMs = 50;

} // namespace

Pace::Pace()
{
    m_beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] {
        m_heldUpMs += pauseMs();
        m_sinceBeat.start();
    });
}

void Pace::start()
{
    m_heldUpMs = 0;
    m_sinceBeat.start();
    m_beat.start(beatMs);
}

void Pace::stop()
{
    m_beat.stop();
}

int Pace::heldUpMs() const
{
    return int(m_heldUpMs + pauseMs());
}

qint64 Pace::pauseMs() const
{
    if (!m_sinceBeat.isValid())
        return 0;
    const qint64 late = m_sinceBeat.elapsed() - beatMs;
    return late >= usualMs ? late : 0;
}

} // namespace reconnect
