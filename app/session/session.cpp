#include "app/session/session.h"

#include "app/session/run.h"

#include <QSet>

namespace reconnect {

Session::Session(MakeProbeSource makeSource, Limits limits, QObject* parent)
    : QObject(parent)
    , m_makeSource(std::move(makeSource))
    , m_limits(limits)
{
}

Session::~Session()
{
    abandon();
    // The thread would delete itself, yet at the program's end no event loop may be left for that.
    if (m_thread && m_thread->wait(goodbyeMs))
        delete m_thread;
}

std::unique_ptr<Session> Session::another() const
{
    return std::make_unique<Session>(m_makeSource, m_limits);
}

void Session::check()
{
    abandon();
    m_evidence = {};
    m_evidence.started = QDateTime::currentDateTimeUtc();
    m_diagnosis = {};
    m_expected.clear();
    m_clock.start();

    auto* thread = new QThread;
    thread->setObjectName(QStringLiteral("checkup"));
    auto* run = new Run(m_makeSource, m_limits);
    run->moveToThread(thread);
    connect(thread, &QThread::started, run, &Run::start);
    connect(run, &Run::over, thread, &QThread::quit, Qt::DirectConnection);
    connect(thread, &QThread::finished, run, &QObject::deleteLater);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);

    m_ear = std::make_unique<QObject>();
    QObject* ear = m_ear.get();
    connect(ear, &QObject::destroyed, run, &Run::stop);
    connect(run, &Run::expected, ear, [this](const QList<Observation>& rows) {
        m_expected = rows;
        emit expected(rows);
    });
    connect(run, &Run::observed, ear, [this](const Observation& observation) {
        m_evidence.observations.append(observation);
        emit observed(observation);
    });
    connect(run, &Run::progressed, ear,
            [this](int done, int total) { emit progressed(done, total); });
    connect(run, &Run::finished, ear, [this](const Evidence& evidence, const Diagnosis& diagnosis) {
        m_evidence = evidence;
        m_diagnosis = diagnosis;
        enter(State::Finished);
    });
    m_thread = thread;
    enter(State::Checking);
    thread->start();
}

void Session::cancel()
{
    if (m_state != State::Checking)
        return;
    abandon();
    QSet<QString> answered;
    for (const Observation& observation : m_evidence.observations)
        answered.insert(observation.id);
    for (const Observation& row : m_expected)
        if (!answered.contains(row.id))
            m_evidence.observations.append(row);
    m_evidence.cancelled = true;
    m_evidence.durationMs = int(m_clock.elapsed());
    m_diagnosis = diagnose(m_evidence);
    enter(State::Cancelled);
}

void Session::show(const Evidence& evidence)
{
    show(evidence, diagnose(evidence));
}

void Session::show(const Evidence& evidence, const Diagnosis& diagnosis)
{
    abandon();
    m_evidence = evidence;
    m_diagnosis = diagnosis;
    enter(State::Finished);
}

void Session::abandon()
{
    m_ear.reset();
}

void Session::enter(State state)
{
    m_state = state;
    emit stateChanged(state);
}

} // namespace reconnect
