#include "core/guide/layer_summary.h"

#include "core/tr.h"

#include <algorithm>

namespace reconnect {
namespace {

struct Counts {
    int passed = 0;
    int bad = 0;
    int silent = 0;
    int notRun = 0;
    int unknown = 0;
    int skipped = 0;

    int asked() const { return passed + bad + silent + unknown; }
};

Counts count(const QList<Observation>& rows)
{
    Counts counts;
    for (const Observation& row : rows) {
        switch (row.outcome) {
        case Outcome::Passed:
            ++counts.passed;
            break;
        case Outcome::Failed:
            ++counts.bad;
            break;
        case Outcome::TimedOut:
            ++counts.silent;
            break;
        case Outcome::Skipped:
            ++counts.skipped;
            break;
        case Outcome::NotRun:
            ++counts.notRun;
            break;
        case Outcome::Unknown:
            ++counts.unknown;
            break;
        }
    }
    return counts;
}

QString ofAll(int part, int all, const QString& one, const QString& many)
{
    return all == 1 ? one : many.arg(part).arg(all);
}

QString badWords(const Counts& counts)
{
    const int all = counts.asked();
    if (counts.bad == 0)
        return ofAll(counts.silent, all, tr("no answer"), tr("%1 of %2 didn't answer"));
    if (counts.silent == 0)
        return ofAll(counts.bad, all, tr("not right"), tr("%1 of %2 not right"));
    return tr("%1 of %2 not right or silent").arg(counts.bad + counts.silent).arg(all);
}

} // namespace

LayerSummary summarize(const QList<Observation>& rows, const Blame& blame, bool running)
{
    using Standing = LayerSummary::Standing;
    LayerSummary summary;
    for (const Observation& row : rows)
        summary.durationMs = std::max(summary.durationMs, row.durationMs);
    const Counts counts = count(rows);
    const bool guilty = std::any_of(rows.begin(), rows.end(), [&blame](const Observation& row) {
        return blame.ids.contains(row.id) && row.outcome != Outcome::Passed;
    });
    // A row that has its answer no longer says NotRun; one that could not be asked names why.
    const bool open = std::any_of(rows.begin(), rows.end(), [](const Observation& row) {
        return row.outcome == Outcome::NotRun && row.error.isEmpty();
    });

    if (running && open) {
        summary.standing = Standing::Checking;
        summary.words = tr("checking");
    } else if (counts.bad + counts.silent > 0 && blame.lineDead && !guilty) {
        summary.standing = Standing::Follows;
        summary.words = tr("follows from the cause");
    } else if (counts.bad + counts.silent > 0) {
        summary.standing = guilty ? Standing::Blamed : Standing::Uneven;
        summary.words = badWords(counts);
    } else if (counts.unknown > 0 || (counts.notRun > 0 && counts.passed > 0)) {
        summary.standing = guilty ? Standing::Blamed : Standing::CouldNotTell;
        summary.words = tr("couldn't tell");
    } else if (counts.passed > 0) {
        summary.standing = Standing::Fine;
        summary.words = tr("fine");
    } else if (counts.skipped > 0) {
        summary.standing = guilty ? Standing::Blamed : Standing::Skipped;
        summary.words = tr("nothing to check");
    } else {
        summary.standing = Standing::Waiting;
        summary.words = tr("not checked");
    }
    return summary;
}

Blame blameOf(const Diagnosis& diagnosis)
{
    Blame blame;
    const auto add = [&blame](const Finding& finding) {
        if (finding.cause != Cause::None && finding.cause != Cause::Unknown)
            blame.ids.unite({finding.evidence.begin(), finding.evidence.end()});
    };
    add(diagnosis.verdict);
    for (const Finding& other : diagnosis.otherCauses)
        add(other);
    const Cause cause = diagnosis.verdict.cause;
    blame.lineDead = cause == Cause::NoNetwork || cause == Cause::NoInternet;
    return blame;
}

} // namespace reconnect
