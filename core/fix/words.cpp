#include "core/fix/words.h"

#include "core/diagnosis/words.h"
#include "core/tr.h"

#include <QLocale>

namespace reconnect {
namespace {

QString listed(const QStringList& names)
{
    constexpr qsizetype shown = 3;
    if (names.size() > shown)
        return tr("%1 and others").arg(names.mid(0, shown).join(QStringLiteral(", ")));
    return QLocale().createSeparatedList(names);
}

struct Says {
    QString operator()(const TurnOffProxy& change) const
    {
        return change.script
                   ? tr("The automatic proxy script in %1 is turned off.").arg(change.place)
                   : tr("The proxy in %1 is turned off.").arg(change.place);
    }
    QString operator()(const RemoveHostsPins& change) const
    {
        return tr("The lines for %1 are removed from the hosts file.").arg(listed(change.names));
    }
    QString operator()(const AllowZoom& change) const
    {
        return tr("The firewall of this computer (%1) lets Zoom through.")
            .arg(firewallName(change.product));
    }
    QString operator()(const MoveZoomDataAside&) const
    {
        return tr("What Zoom keeps between meetings is moved aside; recordings stay.");
    }
    QString operator()(const FlushDns&) const
    {
        return tr("The names that this computer has looked up are forgotten.");
    }
    QString operator()(const SetClock& change) const
    {
        const QString by = spanOf(change.offsetSeconds);
        return change.offsetSeconds > 0 ? tr("The clock is set back by %1.").arg(by)
                                        : tr("The clock is set forward by %1.").arg(by);
    }
    QString operator()(const RestartZoom&) const { return tr("Zoom is ended and started again."); }
    QString operator()(const ReinstallZoom&) const
    {
        return tr("Zoom is removed and installed again; recordings stay.");
    }
    QString operator()(const RestartComputer&) const { return tr("The computer is restarted."); }
};

QString noConsent(const Error& error)
{
    return error.detail.isEmpty()
               ? tr("No administrator could be asked here, so nothing was changed.")
               : error.detail;
}

} // namespace

QString sentenceFor(const Change& change)
{
    return std::visit(Says{}, change);
}

QString sentenceFor(const Error& error, const Change& change)
{
    const bool isPackage = std::holds_alternative<ReinstallZoom>(change);
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("What was to be changed is not there any more. Check again.");
    case ErrorCode::NotPermitted:
        return tr("This computer did not permit it, so nothing was changed.");
    case ErrorCode::TimedOut:
        return tr("It took too long, so it was stopped and nothing was changed.");
    case ErrorCode::TooLarge:
        return isPackage ? tr("What was downloaded is larger than Zoom can be, so Zoom was left "
                              "as it is.")
                         : tr("The setting is too large to be kept safe, so nothing was changed.");
    case ErrorCode::Malformed:
        return isPackage
                   ? tr("What was downloaded is not Zoom's package, so Zoom was left as it is.")
                   : tr("The setting is written in a way that is not understood, so nothing was "
                        "changed.");
    case ErrorCode::Unreachable:
        return isPackage ? tr("Zoom could not be downloaded, so nothing was removed.")
                         : tr("What was needed could not be reached, so nothing was changed.");
    case ErrorCode::NoConsent:
        return noConsent(error);
    case ErrorCode::Unsupported:
        // Made for people where there is one: what can be done by hand.
        return error.detail.isEmpty() ? tr("This can't be done by itself on this computer.")
                                      : error.detail;
    case ErrorCode::Cancelled:
        return tr("It was cancelled, and nothing was changed.");
    case ErrorCode::Conflict:
        return tr("Something else changed the same setting just now, so it was left alone.");
    case ErrorCode::Busy:
        return tr("Another program is busy with the same thing. Try again in a few minutes.");
    case ErrorCode::NoSpace:
        return tr("The disk is full, so nothing was changed.");
    case ErrorCode::NotTrusted:
        return tr("What was downloaded is not signed by Zoom, so Zoom was left as it is.");
    case ErrorCode::HalfDone:
        return error.detail.isEmpty()
                   ? tr("It was begun, and did not come to its end. Check again.")
                   : error.detail;
    case ErrorCode::Failed:
        break;
    }
    return tr("It did not work, and nothing was changed.");
}

QString undoSentenceFor(const Error& error, const Change& change)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("It was taken back already.");
    case ErrorCode::Conflict:
        return tr("Somebody has changed it since, so it was left alone.");
    case ErrorCode::Unsupported:
        if (!isReversible(change))
            return tr("This is of a kind that can't be taken back.");
        return error.detail.isEmpty() ? tr("This can't be taken back by itself on this computer.")
                                      : error.detail;
    case ErrorCode::NoConsent:
        return noConsent(error);
    case ErrorCode::NotPermitted:
        return tr("This computer did not permit it, so it stays changed.");
    case ErrorCode::Cancelled:
        return QStringList{tr("It was cancelled, so it stays changed."), error.detail}
            .join(QLatin1Char('\n'))
            .trimmed();
    case ErrorCode::TimedOut:
        return tr("It took too long, so it may still be changed.");
    case ErrorCode::Busy:
        return tr("Another program is busy with the same thing. Try again in a few minutes.");
    case ErrorCode::NoSpace:
        return tr("The disk is full, so it stays changed.");
    case ErrorCode::TooLarge:
    case ErrorCode::Malformed:
    case ErrorCode::Unreachable:
    case ErrorCode::NotTrusted:
    case ErrorCode::HalfDone:
    case ErrorCode::Failed:
        break;
    }
    return tr("It could not be taken back.");
}

QString dismissSentenceFor(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Unsupported:
        return tr("Only what somebody has changed since can be dismissed.");
    case ErrorCode::NotFound:
        return tr("It is not listed any more.");
    case ErrorCode::NoSpace:
        return tr("The disk is full, so it stays listed.");
    default:
        return tr("It could not be dismissed, so it stays listed.");
    }
}

QString startAsThePerson()
{
    return tr("These are settings of the person who is signed in. Start Reconnect 2026 as that "
              "person, without an administrator's rights.");
}

} // namespace reconnect
