#include "app/cli/checkup.h"

#include "core/tr.h"

namespace reconnect {

Checkup::Checkup(std::unique_ptr<ProbeSource> source, Limits limits, Console& console)
    : m_source(std::move(source))
    , m_runner(m_source->probes(), limits)
{
    connect(&m_runner, &ProbeRunner::progressed, this,
            [&console](int done, int total) { console.progress(progressWords(done, total)); });
    connect(&m_runner, &ProbeRunner::finished, this, [this](Evidence evidence) {
        evidence.os = m_source->osName();
        evidence.osVersion = m_source->osVersion();
        emit finished(evidence);
    });
    connect(&m_interrupt, &Interrupt::asked, &m_runner, &ProbeRunner::cancel);
}

Checkup::~Checkup() = default;

void Checkup::start()
{
    m_runner.start();
}

QString progressWords(int done, int total)
{
    return tr("Checking: %1 of %2").arg(done).arg(total);
}

} // namespace reconnect
