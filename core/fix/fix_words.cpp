#include "core/fix/fix_words.h"

#include "core/fix/words.h"
#include "core/tr.h"

namespace reconnect {
namespace {

QString whyFailed(const FixOutcome& outcome)
{
    if (outcome.failed)
        return sentenceFor(outcome.error, *outcome.failed);
    if (!outcome.error.detail.isEmpty())
        return outcome.error.detail;
    return tr("There was nothing to change, so this is not what stops Zoom.");
}

} // namespace

QString sentenceFor(const FixOutcome& outcome)
{
    switch (outcome.ending) {
    case FixOutcome::Ending::Kept:
        return tr("It helped, and stays.");
    case FixOutcome::Ending::TakenBack:
        return outcome.entries.isEmpty() ? tr("It did not help, so everything is as it was before.")
                                         : tr("It did not help. What can be taken back was.");
    case FixOutcome::Ending::Cancelled:
        return outcome.entries.isEmpty() ? tr("It was cancelled. Everything is as it was before.")
                                         : tr("It was cancelled. What can be taken back was.");
    case FixOutcome::Ending::Failed:
        return whyFailed(outcome);
    case FixOutcome::Ending::Stuck:
        return tr("It could not be finished nor taken back. What was changed is listed.");
    case FixOutcome::Ending::Done:
        break;
    }
    return tr("It is done.");
}

QString sentenceFor(Standing standing)
{
    switch (standing) {
    case Standing::Untouched:
        return tr("as it was before");
    case Standing::Undoable:
        return tr("can be taken back");
    case Standing::Conflict:
        return tr("somebody has changed it since");
    case Standing::NotKnown:
        return tr("needs an administrator to look at");
    case Standing::Final:
        break;
    }
    return tr("can't be taken back");
}

QString warningFor(const FixPlan& plan)
{
    return plan.reversible ? QString() : tr("This can't be taken back.");
}

} // namespace reconnect
