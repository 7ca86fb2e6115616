#pragma once

#include "app/session/left_variables.h"
#include "app/session/repairs.h"

#include <mutex>

namespace reconnect {

class Run;

// The part of Repairs that may block, on the thread it is moved to.
class RepairWork : public QObject {
    Q_OBJECT

public:
    RepairWork(MakeProbeSource makeProbes, MakeRepairHost makeHost, Limits limits);
    ~RepairWork() override;

    // On its thread:
    void recover();
    void prepare(Fix fix, const Evidence& evidence);
    void fix(Fix fix, const Evidence& evidence, const Diagnosis& before);
    void undo(const QStringList& ids); // in this order
    void dismiss(const QString& id);

    // From any thread.
    void cancel();

signals:
    void recovered(const QList<reconnect::MadeChange>& changes,
                   const QList<reconnect::Error>& damaged);
    void prepared(const reconnect::PreparedFix& fix);
    void told(const QString& words, int thousandths);
    void finished(const reconnect::FixOutcome& outcome);
    void undone(const QList<reconnect::Undone>& results);
    void dismissed(const reconnect::Undone& result);

private:
    RepairHost& host();
    PreparedFix preparedFor(Fix fix, const Evidence& evidence);
    void verify(const std::function<void(const Evidence&, const Diagnosis&)>& answer);
    void conclude(FixOutcome outcome);
    Result<Entry> systemsEntry(const QString& id);
    QList<Undone> undoSystems(const QList<Entry>& entries);
    Result<void> whyLeft(const Entry& entry, const Result<void>& undone);

    MakeProbeSource m_makeProbes;
    MakeRepairHost m_makeHost;
    Limits m_limits;
    std::unique_ptr<RepairHost> m_host; // made at its first use
    QStringList m_left;                 // variables to drop before the fix is judged
    LeftVariables m_variables;
    std::unique_ptr<Run> m_checkup; // that proves the fix
    std::mutex m_guard;             // of m_runner, for cancel()
    std::unique_ptr<FixRunner> m_runner;
};

} // namespace reconnect
