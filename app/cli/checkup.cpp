#include "app/cli/checkup.h"

#include <QCoreApplication>
#include <csignal>
#include <cstdio>

namespace reconnect {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void interrupt(int number)
{
    interrupted = 1;
    std::signal(number, SIG_DFL); // a second Ctrl-C ends the program at once
}

} // namespace

Checkup::Checkup(std::unique_ptr<ProbeSource> source, Limits limits, bool showProgress)
    : m_source(std::move(source))
    , m_runner(m_source->probes(), limits)
    , m_showProgress(showProgress)
{
    connect(&m_runner, &ProbeRunner::progressed, this, &Checkup::show);
    connect(&m_runner, &ProbeRunner::finished, this, [this](Evidence evidence) {
        m_interruptWatch.stop();
        if (m_showProgress)
            std::fputs("\r\033[K", stderr);
        evidence.os = m_source->osName();
        evidence.osVersion = m_source->osVersion();
        emit finished(evidence);
    });
    // A flag that is looked at now and then is all that every system's signals allow alike.
    m_interruptWatch.setInterval(50);
    connect(&m_interruptWatch, &QTimer::timeout, this, [this] {
        if (interrupted)
            m_runner.cancel();
    });
}

Checkup::~Checkup() = default;

void Checkup::start()
{
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    m_interruptWatch.start();
    m_runner.start();
}

void Checkup::show(int done, int total)
{
    if (!m_showProgress)
        return;
    const QString line =
        QCoreApplication::translate("cli", "Checking: %1 of %2").arg(done).arg(total);
    std::fprintf(stderr, "\r\033[K%s", qPrintable(line));
    std::fflush(stderr);
}

} // namespace reconnect
