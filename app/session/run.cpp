#include "app/session/run.h"

namespace reconnect {

Run::Run(MakeProbeSource makeSource, Limits limits)
    : m_makeSource(std::move(makeSource))
    , m_limits(limits)
{
}

Run::~Run() = default;

void Run::start()
{
    m_source = m_makeSource();
    m_runner = std::make_unique<ProbeRunner>(m_source->probes(), m_limits);
    connect(m_runner.get(), &ProbeRunner::observed, this, &Run::observed);
    connect(m_runner.get(), &ProbeRunner::progressed, this, &Run::progressed);
    connect(m_runner.get(), &ProbeRunner::finished, this, [this](Evidence evidence) {
        evidence.os = m_source->osName();
        evidence.osVersion = m_source->osVersion();
        emit finished(evidence, diagnose(evidence));
        emit over();
    });
    emit expected(m_runner->expected());
    m_runner->start();
}

void Run::cancel()
{
    if (m_runner)
        m_runner->cancel();
}

void Run::stop()
{
    m_runner->disconnect(this);
    m_runner->cancel();
    emit over();
}

} // namespace reconnect
