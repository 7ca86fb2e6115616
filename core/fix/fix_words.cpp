#include "core/fix/fix_words.h"

#include <QCoreApplication>

namespace reconnect {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("fix", text);
}

} // namespace

QString sentenceFor(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("What should be changed is not there any more. Check again.");
    case ErrorCode::NotPermitted:
        return tr("This computer did not allow it. An administrator can do it.");
    case ErrorCode::TimedOut:
        return tr("It took too long and was stopped.");
    case ErrorCode::TooLarge:
        return tr("It is larger than it can rightly be, so it was left alone.");
    case ErrorCode::Malformed:
        return tr("It is not in the form it should have, so it was left alone.");
    case ErrorCode::Unreachable:
        return tr("There was no answer. Check the connection and try again.");
    case ErrorCode::Unsupported:
        return error.detail.isEmpty() ? tr("This computer has no way to do it from here.")
                                      : error.detail;
    case ErrorCode::Cancelled:
        return tr("It was cancelled.");
    case ErrorCode::Conflict:
        return tr("Somebody else has changed it in between, so it was left alone.");
    case ErrorCode::Busy:
        return tr("Another program is using it. Try again in a few minutes.");
    case ErrorCode::NoSpace:
        return tr("The disk is full. Free some space and try again.");
    case ErrorCode::NotTrusted:
        return tr("What was downloaded is not signed by Zoom, so it was refused.");
    case ErrorCode::Failed:
        break;
    }
    return tr("It did not work.");
}

QString sentenceFor(const FixOutcome& outcome)
{
    switch (outcome.ending) {
    case FixOutcome::Ending::Kept:
        return tr("It helped, and stays.");
    case FixOutcome::Ending::TakenBack:
        return tr("It did not help, so everything is as it was before.");
    case FixOutcome::Ending::Cancelled:
        return tr("It was cancelled. Everything is as it was before.");
    case FixOutcome::Ending::Failed:
        return sentenceFor(outcome.error);
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
