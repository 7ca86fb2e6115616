#include "app/session/repair_work.h"

#include "app/session/run.h"
#include "core/fix/words.h"

namespace reconnect {
namespace {

bool stays(FixOutcome::Ending ending)
{
    return ending == FixOutcome::Ending::Kept || ending == FixOutcome::Ending::Done;
}

} // namespace

RepairWork::RepairWork(MakeProbeSource makeProbes, MakeRepairHost makeHost, Limits limits)
    : m_makeProbes(std::move(makeProbes))
    , m_makeHost(std::move(makeHost))
    , m_limits(limits)
{
}

RepairWork::~RepairWork() = default;

RepairHost& RepairWork::host()
{
    if (!m_host)
        m_host = m_makeHost();
    return *m_host;
}

void RepairWork::recover()
{
    QList<MadeChange> changes;
    QList<Error> damaged;
    const auto own = reconnect::recover(host().adapters(), host().journal());
    for (const Recovered& recovered : own)
        changes.append({recovered.entry, recovered.standing, Rights::Person});
    QList<std::pair<Journal, bool>> journals{{host().journal(), false}};
    for (const Journal& journal : host().allSystems())
        journals.append({journal, true});
    for (const auto& [journal, systems] : std::as_const(journals)) {
        const auto contents = journal.contents();
        if (!contents) {
            damaged.append(contents.error());
            continue;
        }
        damaged += contents->damaged;
        if (!systems)
            continue;
        for (const Entry& entry : contents->entries) {
            // The helper forgets the others by itself.
            const Standing standing = standingOf(entry, host().adapters());
            if (!nothingHappened(entry, standing))
                changes.append({entry, standing, Rights::Administrator});
        }
    }
    // For as long as it is one: what can be taken back again is offered.
    changes.removeIf([this](const MadeChange& made) {
        return made.standing == Standing::Conflict && host().journal().isDismissed(made.entry.id);
    });
    std::stable_sort(changes.begin(), changes.end(), [](const auto& one, const auto& other) {
        return one.entry.when > other.entry.when;
    });
    emit recovered(changes, damaged);
}

PreparedFix RepairWork::preparedFor(Fix fix, const Evidence& evidence)
{
    PreparedFix prepared{fix, planFor(fix, evidence), Rights::Person};
    if (!prepared.plan)
        return prepared;
    for (const Change& change : prepared.plan->changes) {
        const auto rights = host().adapters().rightsFor(change);
        if (!rights) {
            // In words, as planFor's are.
            prepared.plan = failure(rights.error().code, sentenceFor(rights.error(), change));
            break;
        }
        if (*rights == Rights::Administrator)
            prepared.rights = Rights::Administrator;
    }
    return prepared;
}

void RepairWork::prepare(Fix fix, const Evidence& evidence)
{
    emit prepared(preparedFor(fix, evidence));
}

void RepairWork::fix(Fix fix, const Evidence& evidence, const Diagnosis& before)
{
    const PreparedFix prepared = preparedFor(fix, evidence);
    if (!prepared.plan) {
        FixOutcome outcome;
        outcome.error = prepared.plan.error();
        conclude(outcome);
        return;
    }
    m_left = variablesLeftBy(*prepared.plan, evidence);
    auto runner = std::make_unique<FixRunner>(
        FixRunner::Means{host().adapters(), host().journal(), host().systems(), host().elevator(),
                         [this](auto answer) { verify(answer); }, host().fetch()});
    connect(runner.get(), &FixRunner::told, this, &RepairWork::told);
    // Later, because the runner must not go while it is still speaking.
    connect(
        runner.get(), &FixRunner::finished, this, [this](const FixOutcome& o) { conclude(o); },
        Qt::QueuedConnection);
    {
        const std::lock_guard lock(m_guard);
        m_runner = std::move(runner);
    }
    m_runner->run(*prepared.plan, causeFor(fix, before), before);
}

void RepairWork::verify(const std::function<void(const Evidence&, const Diagnosis&)>& answer)
{
    m_variables.drop(m_left);
    m_checkup = std::make_unique<Run>(m_makeProbes, m_limits);
    connect(m_checkup.get(), &Run::progressed, this, [this](int done, int total) {
        emit told(tr("Checking whether Zoom can be reached now"), total ? done * 1000 / total : -1);
    });
    connect(
        m_checkup.get(), &Run::finished, this,
        [answer](const Evidence& evidence, const Diagnosis& diagnosis) {
            answer(evidence, diagnosis);
        },
        Qt::QueuedConnection);
    m_checkup->start();
}

void RepairWork::conclude(FixOutcome outcome)
{
    {
        const std::lock_guard lock(m_guard);
        m_runner.reset();
    }
    m_checkup.reset();
    if (!stays(outcome.ending)) {
        m_variables.restore();
    } else if (!m_left.isEmpty()) {
        outcome.said = QStringList{outcome.said, tr("Programs that are open now keep the old proxy "
                                                    "until you log in again.")}
                           .join(u' ')
                           .trimmed();
    }
    m_left.clear();
    recover();
    emit finished(outcome);
}

void RepairWork::undo(const QStringList& ids)
{
    QList<Undone> results;
    QList<Entry> systems;
    for (const QString& id : ids) {
        const auto own = host().journal().entry(id);
        if (own) {
            results.append({*own, reconnect::undo(*own, host().adapters(), host().journal())});
            continue;
        }
        const auto theirs = systemsEntry(id);
        if (theirs) {
            systems.append(*theirs);
            continue;
        }
        Entry unknown;
        unknown.id = id;
        const bool unread = own.error().code != ErrorCode::NotFound;
        results.append({unknown, tl::unexpected<Error>(unread ? own.error() : theirs.error())});
    }
    results += undoSystems(systems);
    for (const Undone& undone : std::as_const(results))
        if (undone.result && isOfVariables(undone.entry.change))
            m_variables.restore();
    recover();
    emit undone(results);
}

// One answer stands for all, so what kept this one is looked at once more.
Result<void> RepairWork::whyLeft(const Entry& entry, const Result<void>& undone)
{
    if (standingOf(entry, host().adapters()) == Standing::Conflict)
        return failure(ErrorCode::Conflict);
    if (undone || undone.error().code == ErrorCode::Conflict)
        return failure(ErrorCode::Failed);
    return undone;
}

Result<Entry> RepairWork::systemsEntry(const QString& id)
{
    Result<Entry> found = failure(ErrorCode::NotFound);
    for (const Journal& journal : host().allSystems()) {
        const auto entry = journal.entry(id);
        if (entry)
            return entry;
        if (entry.error().code != ErrorCode::NotFound)
            found = tl::unexpected(entry.error());
    }
    return found;
}

QList<Undone> RepairWork::undoSystems(const QList<Entry>& entries)
{
    QStringList ids;
    for (const Entry& entry : entries)
        ids.append(entry.id);
    if (ids.isEmpty())
        return {};
    // At once, so that a person is asked but once.
    const auto undone = host().elevator().undo(ids);
    QList<Undone> results;
    for (const Entry& entry : entries) {
        const auto left = systemsEntry(entry.id);
        const bool gone = !left && left.error().code == ErrorCode::NotFound;
        results.append({entry, gone ? Result<void>() : whyLeft(entry, undone)});
    }
    return results;
}

void RepairWork::dismiss(const QString& id)
{
    const auto own = host().journal().entry(id);
    const auto known = own ? own : host().systems().entry(id);
    Undone result;
    result.entry.id = id;
    if (known)
        result.entry = *known;
    if (!known)
        result.result = tl::unexpected<Error>(known.error());
    else if (standingOf(*known, host().adapters()) != Standing::Conflict)
        result.result = failure(ErrorCode::Unsupported);
    else
        result.result = host().journal().dismiss(id);
    recover();
    emit dismissed(result);
}

void RepairWork::cancel()
{
    {
        const std::lock_guard lock(m_guard);
        if (m_runner)
            m_runner->cancel();
    }
    QMetaObject::invokeMethod(this, [this] {
        if (m_checkup)
            m_checkup->cancel();
    });
}

} // namespace reconnect
