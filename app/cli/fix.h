#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/session/repairs.h"

namespace reconnect {

// The verb fix: diagnoses, says what it will do, asks, does it, and says how it ended. Answers once
// with the program's exit status.
class FixTask : public QObject {
    Q_OBJECT

public:
    // All outlive it. Nothing is asked where arguments.yes is set.
    FixTask(Console& console, const Arguments& arguments, Session& session, Repairs& repairs);

    void start();

signals:
    void ended(int status);

private:
    void follow(Session::State state);
    void decide(const PreparedFix& prepared);
    void tellPlan(const PreparedFix& prepared);
    bool mayBegin(const PreparedFix& prepared);
    void tell(const FixOutcome& outcome);
    void end(int status);

    Console& m_console;
    const Arguments& m_arguments;
    Session& m_session;
    Repairs& m_repairs;
    bool m_looked = false;                  // the checkup before the fix is over
    std::unique_ptr<Interrupt> m_interrupt; // not while a question is asked: Ctrl-C then ends all
};

} // namespace reconnect
