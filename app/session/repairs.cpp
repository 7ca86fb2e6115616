#include "app/session/repairs.h"

#include "app/session/repair_work.h"

namespace reconnect {

Repairs::Repairs(Session& session, MakeProbeSource makeProbes, MakeRepairHost makeHost,
                 Limits limits, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_makeHost(makeHost)
    , m_work(new RepairWork(std::move(makeProbes), std::move(makeHost), limits))
    , m_thread(new QThread)
{
    m_thread->setObjectName(QStringLiteral("repairs"));
    m_work->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_work, &QObject::deleteLater);
    connect(m_work, &RepairWork::recovered, this,
            [this](const QList<MadeChange>& changes, const QList<Error>& damaged) {
                m_changes = changes;
                m_damaged = damaged;
                emit changesChanged();
            });
    connect(m_work, &RepairWork::prepared, this, &Repairs::prepared);
    connect(m_work, &RepairWork::told, this, &Repairs::told);
    connect(m_work, &RepairWork::finished, this, &Repairs::conclude);
    connect(m_work, &RepairWork::undone, this, [this](const QList<Undone>& results) {
        enter(State::Idle);
        emit undone(results);
    });
    connect(m_work, &RepairWork::dismissed, this, [this](const Undone& result) {
        enter(State::Idle);
        emit dismissed(result);
    });
    m_thread->start();
    recover();
}

Repairs::~Repairs()
{
    m_work->disconnect(this);
    cancel();
    // After what is queued by now, so that a fix can still be taken back.
    if (m_state == State::Idle)
        m_thread->quit();
    else {
        connect(m_work, &RepairWork::finished, m_thread, &QThread::quit, Qt::DirectConnection);
        connect(m_work, &RepairWork::undone, m_thread, &QThread::quit, Qt::DirectConnection);
        connect(m_work, &RepairWork::dismissed, m_thread, &QThread::quit, Qt::DirectConnection);
    }
    // One that is stuck is left to end with the program; the journal knows what it was doing.
    if (m_thread->wait(goodbyeMs))
        delete m_thread;
}

bool Repairs::canDo(const Change& change)
{
    if (!m_host)
        m_host = m_makeHost();
    return m_host->adapters().rightsFor(change).has_value();
}

void Repairs::prepare(Fix fix)
{
    QMetaObject::invokeMethod(m_work, [work = m_work, fix, evidence = m_session.evidence()] {
        work->prepare(fix, evidence);
    });
}

void Repairs::start(Fix fix)
{
    if (m_state != State::Idle)
        return;
    enter(State::Fixing);
    QMetaObject::invokeMethod(
        m_work, [work = m_work, fix, evidence = m_session.evidence(),
                 before = m_session.diagnosis()] { work->fix(fix, evidence, before); });
}

void Repairs::cancel()
{
    m_work->cancel();
}

void Repairs::recover()
{
    QMetaObject::invokeMethod(m_work, &RepairWork::recover);
}

void Repairs::undo(const QString& id)
{
    if (m_state != State::Idle)
        return;
    enter(State::Undoing);
    QMetaObject::invokeMethod(m_work, [work = m_work, id] { work->undo({id}); });
}

void Repairs::undoAll()
{
    if (m_state != State::Idle)
        return;
    QStringList ids;
    for (const MadeChange& made : std::as_const(m_changes))
        if (made.standing != Standing::Final)
            ids.append(made.entry.id);
    enter(State::Undoing);
    QMetaObject::invokeMethod(m_work, [work = m_work, ids] { work->undo(ids); });
}

void Repairs::dismiss(const QString& id)
{
    if (m_state != State::Idle)
        return;
    enter(State::Undoing);
    QMetaObject::invokeMethod(m_work, [work = m_work, id] { work->dismiss(id); });
}

void Repairs::conclude(const FixOutcome& outcome)
{
    m_outcome = outcome;
    const bool stays =
        outcome.ending == FixOutcome::Ending::Kept || outcome.ending == FixOutcome::Ending::Done;
    if (stays && !outcome.evidence.observations.isEmpty())
        m_session.show(outcome.evidence, outcome.diagnosis);
    enter(State::Idle);
    emit finished(outcome);
}

void Repairs::enter(State state)
{
    m_state = state;
    emit stateChanged(state);
}

Cause causeFor(Fix fix, const Diagnosis& diagnosis)
{
    const QList<Finding> findings =
        QList<Finding>{diagnosis.verdict} + diagnosis.otherCauses + diagnosis.notes;
    for (const Finding& finding : findings)
        if (finding.fixes.contains(fix))
            return finding.cause;
    return Cause::None;
}

} // namespace reconnect
