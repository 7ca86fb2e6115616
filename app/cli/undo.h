#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "app/session/repairs.h"

namespace reconnect {

// The verb undo: lists what was changed, takes it back, or dismisses a conflict. Answers once with
// the program's exit status. It is not stopped on the way: half of it is no use to anybody.
class UndoTask : public QObject {
    Q_OBJECT

public:
    // All outlive it. Begins when `repairs` has looked at its journals.
    UndoTask(Console& console, const Arguments& arguments, Repairs& repairs);

signals:
    void ended(int status);

private:
    void begin();
    void list();
    bool mayBegin(const QList<MadeChange>& chosen);
    void tell(const QList<Undone>& results);
    void tellDismissed(const Undone& result);

    Console& m_console;
    const Arguments& m_arguments;
    Repairs& m_repairs;
    bool m_begun = false;
};

} // namespace reconnect
