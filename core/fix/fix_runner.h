#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/fix/apply.h"
#include "core/fix/plan.h"
#include "core/ports/elevator.h"

#include <QObject>
#include <atomic>
#include <optional>

namespace reconnect {

// How a fix ended.
struct FixOutcome {
    enum class Ending {
        Kept,      // it helped, and stays
        TakenBack, // it did not help; all that can be taken back is as it was
        Cancelled, // by the person; all that can be taken back is as it was
        Failed,    // `error`; all that can be taken back is as it was
        Stuck,     // `error`, and it could not be taken back: the journal tells
        Done,      // something that needs no proof, or can't be proved now (a restart)
    };
    Ending ending = Ending::Failed;
    QList<Entry> entries; // what stays changed; what can't be taken back is among it
    QString said; // a line each: versions, what to do by hand, what can't be taken back, …
    Error error;
    std::optional<Change> failed; // the change that met `error`
    // Of the checkup after the fix; no verdict where there was none.
    Evidence evidence;
    Diagnosis diagnosis;
};

// Whether `after` shows that the cause which the fix was for is gone. Pure. A checkup that could
// not be made, or was cancelled, proves nothing, nor does one on a line that has died meanwhile.
// Turning a proxy off helped only where Zoom is reached without it: it may have been the one way
// out of this network.
bool helped(Cause cause, const Diagnosis& after);

// Whether a change that no cause asked for may stay: Zoom is reached after it, or it was not before
// and the verdict is the same. Pure.
bool isNoWorse(const Diagnosis& before, const Diagnosis& after);

// Carries a plan out: apply, check again, keep or take back. Lives on a thread of its own with an
// event loop, and blocks it while it changes things. Single use.
//
// What the helper changed stays Applied in the helper's journal also where it is kept, because
// nobody else writes there; both phases are taken back alike.
class FixRunner : public QObject {
    Q_OBJECT

public:
    // Makes a new checkup and answers once, on this thread's event loop.
    using Verify = std::function<void(std::function<void(const Evidence&, const Diagnosis&)>)>;
    // Downloads the package for a ReinstallZoom of this kind and checks it; answers with the path
    // for ReinstallZoom::package. Blocks, and looks at `cancelled` (any thread) while it does.
    // Errors: Unreachable, TimedOut, TooLarge, NoSpace, NotTrusted, Malformed, Cancelled, Failed.
    using Fetch = std::function<Result<QString>(const QString& kind, const Telling& tell,
                                                const std::function<bool()>& cancelled)>;

    struct Means {
        const Adapters& adapters;
        Journal& journal;       // the person's
        const Journal& systems; // the helper's, read only
        Elevator& elevator;
        Verify verify;
        Fetch fetch = {}; // without it nothing that needs a download can be done
    };
    explicit FixRunner(Means means, QObject* parent = nullptr);

    // `cause`: what the fix is for, in the verdict `before`; with Cause::None what can be taken
    // back stays only where it is no worse after it. Begins with the next turn of the event loop.
    void run(const FixPlan& plan, Cause cause, const Diagnosis& before);
    // From any thread: no further step is begun, and what was done is taken back. What the checkup
    // has proven by then stays.
    void cancel() { m_cancelled = true; }

signals:
    void told(const QString& words, int thousandths);
    void finished(const reconnect::FixOutcome& outcome);

private:
    using Ending = FixOutcome::Ending;
    struct Made {
        Entry entry;
        Rights rights = Rights::Person;
    };

    void next(); // the change at m_next, or what comes after the last
    Result<Change> readied(const Change& change);
    Result<void> make(const Change& change);
    Result<void> makeElevated(const Change& change, const QString& id, const Telling& tell);
    QList<Change> elevatedLike(const Change& readied) const;
    void prove();
    void judge(const Evidence& evidence, const Diagnosis& diagnosis);
    void keep();
    void takeBack(Ending ending, const Error& error = {});
    Error undoAll(QList<Made>& stuck);
    void say(const QString& words);
    void end(Ending ending);
    Telling telling();

    Means m_means;
    FixPlan m_plan;
    Cause m_cause = Cause::None;
    Diagnosis m_before;
    qsizetype m_next = 0;
    QList<Made> m_made; // in the order in which it was
    FixOutcome m_outcome;
    std::atomic<bool> m_cancelled{false};
};

} // namespace reconnect
