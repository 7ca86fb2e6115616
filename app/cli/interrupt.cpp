#include "app/cli/interrupt.h"

#include <csignal>

namespace reconnect {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int number)
{
    interrupted = 1;
    std::signal(number, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(QObject* parent)
    : QObject(parent)
{
    interrupted = 0;
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    // A flag that is looked at now and then is all that every system's signals allow alike.
    constexpr int watchMs = 50;
    m_watch.start(watchMs);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        if (!interrupted)
            return;
        m_watch.stop();
        emit asked();
    });
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace reconnect
