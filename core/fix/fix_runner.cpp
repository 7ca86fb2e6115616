#include "core/fix/fix_runner.h"

#include <QPointer>
#include <QTimer>
#include <algorithm>

namespace reconnect {
namespace {

bool isOfProxies(Cause cause)
{
    return cause == Cause::ProxyUnreachable || cause == Cause::ProxyBlocksZoom ||
           cause == Cause::ProxyAuthRequired || cause == Cause::ProxyPacBroken;
}

// The network is proven good: what is left is the client's, or Zoom's own.
bool reachesZoom(Cause verdict)
{
    return verdict == Cause::None || verdict == Cause::ClientMissing ||
           verdict == Cause::ClientOutdated || verdict == Cause::ClientCorrupt;
}

// Nothing above it could be looked at.
bool hidesAll(Cause verdict)
{
    return verdict == Cause::Unknown || verdict == Cause::NoNetwork ||
           verdict == Cause::NoInternet || verdict == Cause::CaptivePortal;
}

bool names(const QList<Finding>& findings, Cause cause)
{
    return std::any_of(findings.begin(), findings.end(),
                       [cause](const Finding& finding) { return finding.cause == cause; });
}

bool isRestart(const Change& change)
{
    return std::holds_alternative<RestartComputer>(change);
}

} // namespace

bool helped(Cause cause, const Diagnosis& after)
{
    const Cause verdict = after.verdict.cause;
    if (verdict == cause || hidesAll(verdict))
        return false;
    // That the client is missing is only ever a note.
    if (names(after.otherCauses, cause) ||
        (cause == Cause::ClientMissing && names(after.notes, cause)))
        return false;
    return !isOfProxies(cause) || reachesZoom(verdict);
}

bool isNoWorse(const Diagnosis& before, const Diagnosis& after)
{
    const Cause was = before.verdict.cause;
    const Cause is = after.verdict.cause;
    return reachesZoom(is) || (!reachesZoom(was) && was == is);
}

FixRunner::FixRunner(Means means, QObject* parent)
    : QObject(parent)
    , m_means(std::move(means))
{
}

void FixRunner::run(const FixPlan& plan, Cause cause, const Diagnosis& before)
{
    m_plan = plan;
    m_cause = cause;
    m_before = before;
    QTimer::singleShot(0, this, &FixRunner::next);
}

Telling FixRunner::telling()
{
    return [this](const QString& words, int thousandths) { emit told(words, thousandths); };
}

void FixRunner::next()
{
    if (m_cancelled) {
        takeBack(Ending::Cancelled);
        return;
    }
    if (m_next == m_plan.changes.size()) {
        prove();
        return;
    }
    const Change& change = m_plan.changes.at(m_next++);
    if (const auto made = make(change); !made) {
        m_outcome.failed = change;
        takeBack(made.error().code == ErrorCode::Cancelled ? Ending::Cancelled : Ending::Failed,
                 made.error());
        return;
    }
    // In a turn of its own, so that what was told is heard in time.
    QTimer::singleShot(0, this, &FixRunner::next);
}

// With the package it needs, if it does.
Result<Change> FixRunner::readied(const Change& change)
{
    const auto* reinstall = std::get_if<ReinstallZoom>(&change);
    if (!reinstall || !m_plan.needsDownload || !reinstall->package.isEmpty())
        return change;
    if (!m_means.fetch)
        return failure(ErrorCode::Unsupported);
    const auto package =
        m_means.fetch(reinstall->kind, telling(), [this] { return m_cancelled.load(); });
    if (!package)
        return tl::unexpected(package.error());
    if (m_cancelled)
        return failure(ErrorCode::Cancelled);
    return ReinstallZoom{reinstall->kind, *package};
}

Result<void> FixRunner::make(const Change& wanted)
{
    const auto change = readied(wanted);
    if (!change)
        return tl::unexpected(change.error());
    const auto rights = m_means.adapters.rightsFor(*change);
    if (!rights)
        return tl::unexpected(rights.error());
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    if (*rights == Rights::Administrator)
        return makeElevated(*change, id, telling());
    const auto entry = apply(*change, m_plan.fix, id, m_means.adapters, m_means.journal, telling());
    if (!entry) {
        // What could not be taken back was left in the journal.
        const auto left = m_means.journal.entry(id);
        if (left)
            m_made.append({*left, Rights::Person});
        const bool wantsMore = !left && left.error().code == ErrorCode::NotFound &&
                               entry.error().code == ErrorCode::NotPermitted &&
                               m_means.adapters.rightsFor(*change) == Rights::Administrator;
        if (wantsMore && m_cancelled)
            return failure(ErrorCode::Cancelled);
        return wantsMore ? makeElevated(*change, id, telling())
                         : tl::unexpected<Error>(entry.error());
    }
    if (*entry) {
        m_made.append({**entry, Rights::Person});
        say((*entry)->said);
    }
    return {};
}

Result<void> FixRunner::makeElevated(const Change& change, const QString& id, const Telling& tell)
{
    const auto said =
        m_means.elevator.apply(change, id, tell, [this] { return m_cancelled.load(); });
    const auto entry = m_means.systems.entry(id);
    if (entry) {
        m_made.append({*entry, Rights::Administrator});
    } else if (said && !(entry.error().code == ErrorCode::NotFound && isReversible(change))) {
        // It is done, though we can't read what was noted: a helper that has nothing to do notes
        // nothing.
        Entry made;
        made.id = id;
        made.fix = m_plan.fix;
        made.change = change;
        made.when = QDateTime::currentDateTimeUtc();
        made.phase = Entry::Phase::Applied;
        m_made.append({made, Rights::Administrator});
    }
    if (!said) {
        const ErrorCode code = said.error().code;
        if (!m_cancelled && (code == ErrorCode::NoConsent || code == ErrorCode::Cancelled))
            say(m_means.elevator.byHand(elevatedLike(change)));
        return tl::unexpected(said.error());
    }
    say(*said);
    return {};
}

// All of the plan that need an administrator: those that were made are taken back.
QList<Change> FixRunner::elevatedLike(const Change& readied) const
{
    QList<Change> all;
    for (qsizetype i = 0; i < m_plan.changes.size(); ++i) {
        const Change& change = i == m_next - 1 ? readied : m_plan.changes.at(i);
        const auto rights = m_means.adapters.rightsFor(change);
        if (rights && *rights == Rights::Administrator)
            all.append(change);
    }
    return all;
}

void FixRunner::prove()
{
    const bool restarts = std::any_of(m_plan.changes.begin(), m_plan.changes.end(), isRestart);
    const bool canGoBack = std::any_of(m_made.begin(), m_made.end(), [](const Made& made) {
        return isReversible(made.entry.change);
    });
    if (restarts || (m_cause == Cause::None && !canGoBack)) {
        if (m_made.isEmpty())
            say(tr("There was nothing to change."));
        keep();
        end(Ending::Done);
        return;
    }
    emit told(tr("Checking whether Zoom can be reached now"), -1);
    m_means.verify(
        [runner = QPointer<FixRunner>(this)](const Evidence& evidence, const Diagnosis& diagnosis) {
            if (runner)
                runner->judge(evidence, diagnosis);
        });
}

void FixRunner::judge(const Evidence& evidence, const Diagnosis& diagnosis)
{
    m_outcome.evidence = evidence;
    m_outcome.diagnosis = diagnosis;
    const bool asked = m_cause != Cause::None;
    const bool stays = asked ? helped(m_cause, diagnosis) : isNoWorse(m_before, diagnosis);
    if (!evidence.cancelled && stays) {
        // What was right already is nobody's merit.
        if (m_made.isEmpty())
            say(tr("There was nothing left to change."));
        keep();
        end(asked && !m_made.isEmpty() ? Ending::Kept : Ending::Done);
    } else if (m_cancelled) {
        takeBack(Ending::Cancelled);
    } else if (m_made.isEmpty()) {
        // All was as it should be, and that was not it.
        m_outcome.error = {ErrorCode::NotFound, {}};
        end(Ending::Failed);
    } else {
        takeBack(Ending::TakenBack);
    }
}

void FixRunner::keep()
{
    for (Made& made : m_made) {
        m_outcome.entries.append(made.entry);
        // Somebody may have taken it back in the meantime.
        if (made.rights != Rights::Person || !m_means.journal.entry(made.entry.id))
            continue;
        made.entry.phase = Entry::Phase::Kept;
        if (m_means.journal.write(made.entry))
            m_outcome.entries.last() = made.entry;
    }
}

// In reverse. Those of the helper that follow one another go at once, so that a person is asked
// but once. The first error, and what is still in a journal after it.
Error FixRunner::undoAll(QList<Made>& stuck)
{
    std::optional<Error> first;
    const auto note = [&first, &stuck](const Result<void>& undone, const QList<Made>& which,
                                       const Journal& journal) {
        if (undone)
            return;
        for (const Made& made : which) {
            const auto left = journal.entry(made.entry.id);
            if (!left && left.error().code == ErrorCode::NotFound)
                continue;
            stuck.append(made);
            first = first.value_or(undone.error());
        }
    };
    QList<Made> elevated;
    const auto undoElevated = [this, &elevated, &note] {
        QStringList ids;
        for (const Made& made : std::as_const(elevated))
            ids.append(made.entry.id);
        if (!ids.isEmpty())
            note(m_means.elevator.undo(ids), elevated, m_means.systems);
        elevated.clear();
    };
    for (auto made = m_made.crbegin(); made != m_made.crend(); ++made) {
        if (!isReversible(made->entry.change))
            continue;
        if (made->rights == Rights::Administrator) {
            elevated.append(*made);
            continue;
        }
        undoElevated();
        note(undo(made->entry, m_means.adapters, m_means.journal), {*made}, m_means.journal);
    }
    undoElevated();
    return first.value_or(Error());
}

void FixRunner::takeBack(Ending ending, const Error& error)
{
    m_outcome.error = error;
    if (!m_made.isEmpty())
        emit told(ending == Ending::TakenBack ? tr("It did not help and is taken back")
                                              : tr("Taking back what was done"),
                  -1);
    QList<Made> stuck;
    const Error undoError = undoAll(stuck);
    if (!stuck.isEmpty())
        m_outcome.error = undoError;
    for (const Made& made : std::as_const(m_made)) {
        if (isReversible(made.entry.change))
            continue;
        // Cut off: the person is told how it is, and decides when it is mended.
        if (standingOf(made.entry, m_means.adapters) == Standing::Undoable) {
            stuck.append(made);
            continue;
        }
        m_outcome.entries.append(made.entry);
        say(tr("This can't be taken back: %1").arg(sentenceFor(made.entry.change)));
    }
    if (!stuck.isEmpty()) {
        ending = Ending::Stuck;
        m_outcome.failed = stuck.first().entry.change;
        for (const Made& made : std::as_const(stuck))
            m_outcome.entries.append(made.entry);
    }
    end(ending);
}

void FixRunner::say(const QString& words)
{
    if (words.isEmpty())
        return;
    if (!m_outcome.said.isEmpty())
        m_outcome.said += QLatin1Char('\n');
    m_outcome.said += words;
}

void FixRunner::end(Ending ending)
{
    m_outcome.ending = ending;
    emit finished(m_outcome);
}

} // namespace reconnect
