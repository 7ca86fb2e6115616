#pragma once

#include "app/session/session.h"
#include "core/fix/fix_runner.h"
#include "platform/repair_host.h"

namespace reconnect {

class RepairWork;

using MakeRepairHost = std::function<std::unique_ptr<RepairHost>()>;

// A change that was made on this computer and stays.
struct MadeChange {
    Entry entry;
    Standing standing = Standing::NotKnown;
    Rights rights = Rights::Person; // whose journal it stands in
};

// What taking one change back came to.
struct Undone {
    Entry entry;
    Result<void> result;
};

// What a fix would do here, and what it takes.
struct PreparedFix {
    Fix fix = Fix::RestartZoom;
    // Errors as planFor; Unsupported also where this computer has no such thing. The detail is made
    // for people.
    Result<FixPlan> plan;
    Rights rights = Rights::Person; // Administrator where one of its changes needs one
};

// What the pages and the CLI bind to for fixing, beside the Session whose evidence it goes by. All
// work is done on one thread of its own; every function returns at once, and signals tell the rest.
// One thing at a time: while it is busy, start(), undo(), undoAll() and dismiss() do nothing. Lives
// on the thread of the session, which outlives it.
class Repairs : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Fixing, Undoing };
    Q_ENUM(State)

    // `makeProbes` gives the checkup that proves a fix. Begins with recover().
    Repairs(Session& session, MakeProbeSource makeProbes, MakeRepairHost makeHost,
            Limits limits = {}, QObject* parent = nullptr);
    // Cancels a fix under way, and gives it goodbyeMs to take back what it did; after that the
    // journal tells of it at the next start.
    ~Repairs() override;

    State state() const { return m_state; }
    // Of both journals, newest first; as of the last changesChanged().
    const QList<MadeChange>& changes() const { return m_changes; }
    const QList<Error>& damaged() const { return m_damaged; } // what a journal holds and is none
    const FixOutcome& outcome() const { return m_outcome; }   // of the last fix

    // Whether this computer has the means for it. Answers at once.
    bool canDo(const Change& change);

    void prepare(Fix fix); // prepared() follows
    void start(Fix fix);   // finished() follows, always
    void cancel();         // a fix under way is taken back; one that is proven stays
    void recover();        // looks at both journals again; changesChanged() follows
    void undo(const QString& id);
    void undoAll(); // all that can be taken back, the newest first
    // A conflict is listed no more, for as long as it is one; dismissed() follows, always. Nothing
    // on the computer changes, and what was noted of it stays. Errors: Unsupported for what is no
    // conflict, NotFound, and those of Journal::dismiss.
    void dismiss(const QString& id);

    static constexpr int goodbyeMs = 3000;

signals:
    void stateChanged(reconnect::Repairs::State state);
    void prepared(const reconnect::PreparedFix& fix);
    void told(const QString& words, int thousandths); // as Telling
    // The session shows the checkup of a fix that was kept by then, and changes() is up to date.
    void finished(const reconnect::FixOutcome& outcome);
    void undone(const QList<reconnect::Undone>& results); // empty where there was nothing
    void dismissed(const reconnect::Undone& result);
    void changesChanged();

private:
    void enter(State state);
    void conclude(const FixOutcome& outcome);

    Session& m_session;
    MakeRepairHost m_makeHost;
    std::unique_ptr<RepairHost> m_host; // to be asked here, made when it first is
    RepairWork* m_work;                 // on m_thread
    QThread* m_thread;
    State m_state = State::Idle;
    QList<MadeChange> m_changes;
    QList<Error> m_damaged;
    FixOutcome m_outcome;
};

// What a fix is for: the first finding that it is offered for, or Cause::None. Pure.
Cause causeFor(Fix fix, const Diagnosis& diagnosis);

} // namespace reconnect
