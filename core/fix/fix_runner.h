#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/fix/apply.h"
#include "core/fix/plan.h"
#include "core/ports/elevator.h"

#include <QObject>
#include <atomic>

namespace reconnect {

// How a fix ended.
struct FixOutcome {
    enum class Ending {
        Kept,      // it helped, and stays
        TakenBack, // it did not help; all is as it was
        Cancelled, // by the person; all is as it was
        Failed,    // `error`; all is as it was
        Stuck,     // `error`, and it could not be taken back: the journal tells
        Done,      // something that needs no proof, or can't be proved now (a restart)
    };
    Ending ending = Ending::Failed;
    QList<Entry> entries; // what stays changed
    QString said;         // versions, what to do by hand, …
    Error error;
    // Of the checkup after the fix; no verdict where there was none.
    Evidence evidence;
    Diagnosis diagnosis;
};

// Whether `after` shows that the cause which the fix was for is gone. Pure. A checkup that could
// not be made, or was cancelled, proves nothing.
bool helped(Cause cause, const Diagnosis& after);

// Carries a plan out: apply, check again, keep or take back. Lives on a thread of its own with an
// event loop, and blocks it while it changes things. Single use.
class FixRunner : public QObject {
    Q_OBJECT

public:
    // Makes a new checkup and answers once, on this thread's event loop.
    using Verify = std::function<void(std::function<void(const Evidence&, const Diagnosis&)>)>;

    struct Means {
        const Adapters& adapters;
        Journal& journal;       // the person's
        const Journal& systems; // the helper's, read only
        Elevator& elevator;
        Verify verify;
    };
    FixRunner(Means means, QObject* parent = nullptr);

    // `cause`: what the fix is for; Cause::None needs no proof.
    void run(const FixPlan& plan, Cause cause);
    // From any thread: no further step is begun, and what was done is taken back.
    void cancel() { m_cancelled = true; }

signals:
    void told(const QString& words, int thousandths);
    void finished(const reconnect::FixOutcome& outcome);

private:
    Means m_means;
    std::atomic<bool> m_cancelled{false};
};

} // namespace reconnect
