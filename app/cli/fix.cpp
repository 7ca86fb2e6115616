#include "app/cli/fix.h"

#include "app/cli/checkup.h"
#include "app/cli/fix_json.h"
#include "app/session/shared_report.h"
#include "core/diagnosis/words.h"
#include "core/fix/fix_words.h"
#include "core/guide/guide.h"

namespace reconnect {
namespace {

int statusFor(FixOutcome::Ending ending)
{
    switch (ending) {
    case FixOutcome::Ending::Kept:
    case FixOutcome::Ending::Done:
        return exitDone;
    case FixOutcome::Ending::Cancelled:
        return exitCancelled;
    case FixOutcome::Ending::TakenBack:
    case FixOutcome::Ending::Failed:
    case FixOutcome::Ending::Stuck:
        break;
    }
    return exitFault;
}

FixOutcome ending(FixOutcome::Ending how, const Error& error = {})
{
    FixOutcome outcome;
    outcome.ending = how;
    outcome.error = error;
    return outcome;
}

// The verdict as it is told to others, without the person's name.
Diagnosis shared(const Evidence& evidence)
{
    return diagnose(redacted(evidence, person()));
}

QStringList stepsToo(Fix fix, const Diagnosis& diagnosis, const Evidence& evidence)
{
    const auto own = stepsFor(causeFor(fix, diagnosis), evidence.os);
    if (fix != Fix::AntivirusException)
        return own ? own->steps : QStringList();
    // As on the wizard's page: those of the cause, then of each program that was found.
    QList<Steps> all = exceptionSteps(evidence.os, evidence);
    if (own)
        all.prepend(*own);
    QStringList lines;
    for (const Steps& steps : all)
        lines << steps.heading + u':' << steps.steps << steps.caveat;
    lines.removeAll(QString()); // there isn't always a caveat
    return lines;
}

QByteArray lines(const QStringList& texts)
{
    QByteArray bytes;
    for (const QString& text : texts)
        if (!text.isEmpty())
            bytes += plain(text).toUtf8() + '\n';
    return bytes;
}

} // namespace

FixTask::FixTask(Console& console, const Arguments& arguments, Session& session, Repairs& repairs)
    : m_console(console)
    , m_arguments(arguments)
    , m_session(session)
    , m_repairs(repairs)
{
    connect(&session, &Session::stateChanged, this, &FixTask::follow);
    connect(&session, &Session::progressed, this,
            [this](int done, int total) { m_console.progress(progressWords(done, total)); });
    connect(&repairs, &Repairs::prepared, this, &FixTask::decide);
    connect(&repairs, &Repairs::told, this, [this](const QString& words, int thousandths) {
        m_console.progress(
            thousandths < 0 ? words : QStringLiteral("%1: %2 %").arg(words).arg(thousandths / 10));
    });
    connect(&repairs, &Repairs::finished, this, &FixTask::tell);
}

void FixTask::start()
{
    m_interrupt = std::make_unique<Interrupt>();
    connect(m_interrupt.get(), &Interrupt::asked, &m_session, &Session::cancel);
    m_session.check();
}

void FixTask::follow(Session::State state)
{
    // Later the session shows the checkup after the fix.
    if (m_looked || state == Session::State::Checking)
        return;
    m_looked = true;
    if (state == Session::State::Cancelled)
        tell(ending(FixOutcome::Ending::Cancelled));
    else
        m_repairs.prepare(m_arguments.fix);
}

void FixTask::decide(const PreparedFix& prepared)
{
    m_interrupt.reset();
    if (!prepared.plan) {
        FixOutcome outcome = ending(FixOutcome::Ending::Failed, prepared.plan.error());
        outcome.said =
            stepsToo(m_arguments.fix, m_session.diagnosis(), m_session.evidence()).join(u'\n');
        tell(outcome);
        return;
    }
    if (m_arguments.dryRun) {
        tellPlan(prepared);
        return;
    }
    if (!m_arguments.yes && !mayBegin(prepared)) {
        tell(ending(FixOutcome::Ending::Cancelled));
        return;
    }
    m_interrupt = std::make_unique<Interrupt>();
    connect(m_interrupt.get(), &Interrupt::asked, &m_repairs, &Repairs::cancel);
    m_repairs.start(m_arguments.fix);
}

void FixTask::tellPlan(const PreparedFix& prepared)
{
    if (m_arguments.json) {
        end(m_console.write(jsonText(planJson(prepared, shared(m_session.evidence()))))
                ? exitDone
                : exitUsage);
        return;
    }
    QStringList texts{wordsFor(m_session.diagnosis().verdict).headline, prepared.plan->promise};
    for (const Change& change : prepared.plan->changes)
        texts.append(QStringLiteral("  ") + sentenceFor(change));
    if (prepared.rights == Rights::Administrator)
        texts.append(tr("An administrator has to agree to it."));
    texts.append(warningFor(*prepared.plan));
    texts.append(tr("Nothing was changed."));
    end(m_console.write(lines(texts)) ? exitDone : exitUsage);
}

bool FixTask::mayBegin(const PreparedFix& prepared)
{
    m_console.note(plain(wordsFor(m_session.diagnosis().verdict).headline));
    m_console.note(plain(prepared.plan->promise));
    const QString warning = warningFor(*prepared.plan);
    if (!warning.isEmpty())
        m_console.note(warning);
    if (!agrees(m_console, tr("Go on?")))
        return false;
    return m_arguments.fix != Fix::RestartComputer ||
           agrees(m_console, tr("Work that is not saved will be lost. Restart now?"));
}

void FixTask::tell(const FixOutcome& outcome)
{
    m_interrupt.reset();
    const bool anew = !outcome.evidence.observations.isEmpty();
    const Evidence& last = anew ? outcome.evidence : m_session.evidence();
    const int status = statusFor(outcome.ending);
    if (m_arguments.json) {
        const QJsonObject json = outcomeJson(m_arguments.fix, outcome, shared(last));
        end(m_console.write(jsonText(json)) ? status : exitUsage);
        return;
    }
    QStringList texts;
    for (const Entry& entry : outcome.entries)
        texts.append(sentenceFor(entry.change));
    texts.append(sentenceFor(outcome));
    texts += outcome.said.split(u'\n');
    if (anew)
        texts.append(wordsFor(diagnose(last).verdict).headline);
    for (const Entry& entry : outcome.entries)
        // What can't be taken back stays as only intended where it was cut off.
        if (isReversible(entry.change) || entry.phase == Entry::Phase::Intended)
            texts.append(tr("To take it back: reconnect2026-cli undo %1").arg(entry.id));
    end(m_console.write(lines(texts)) ? status : exitUsage);
}

void FixTask::end(int status)
{
    emit ended(status);
}

} // namespace reconnect
