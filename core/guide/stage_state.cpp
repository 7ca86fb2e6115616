#include "core/guide/stage_state.h"

#include "core/tr.h"

#include <algorithm>

namespace reconnect {
namespace {

Stage stageOf(Layer layer)
{
    switch (layer) {
    case Layer::Firewall:
        return Stage::Firewall;
    case Layer::Proxy:
        return Stage::Proxy;
    case Layer::Client:
        return Stage::Reinstall;
    default:
        return Stage::Checks;
    }
}

bool isCause(const Finding& finding)
{
    return finding.cause != Cause::None && finding.cause != Cause::Unknown;
}

// A failure that is neither blamed nor noted is the echo of one elsewhere, and tells nothing.
bool tells(const Observation& observation, bool failuresAreNoted)
{
    switch (observation.outcome) {
    case Outcome::Passed:
        return true;
    case Outcome::Skipped:
        // No proxy and no firewall stop nobody; of a client that is not there nothing was seen.
        return observation.error != QLatin1String("missing");
    case Outcome::Failed:
    case Outcome::TimedOut:
        return failuresAreNoted;
    case Outcome::NotRun:
    case Outcome::Unknown:
        break;
    }
    return false;
}

bool seenToBeFine(Stage stage, const Evidence& evidence, const Diagnosis& diagnosis)
{
    const bool noted = std::any_of(diagnosis.notes.begin(), diagnosis.notes.end(),
                                   [stage](const Finding& note) { return note.stage == stage; });
    const QList<Observation> seen = observationsOf(stage, evidence);
    return !seen.isEmpty() &&
           std::all_of(seen.begin(), seen.end(),
                       [noted](const Observation& one) { return tells(one, noted); });
}

} // namespace

StageState stateOf(Stage stage, const Evidence& evidence, const Diagnosis& diagnosis,
                   const Progress& progress)
{
    if (progress.fixed.contains(stage))
        return StageState::Fixed;
    if (progress.checkup == Progress::Checkup::Running && stage == Stage::Checks)
        return StageState::Checking;
    if (progress.checkup != Progress::Checkup::Over)
        return StageState::Waiting;
    if (!findingsOf(stage, diagnosis).isEmpty())
        return progress.skipped.contains(stage) ? StageState::Skipped : StageState::NeedsYou;

    const bool zoomAnswers = diagnosis.verdict.cause == Cause::None;
    switch (stage) {
    case Stage::Checks:
        return isCause(diagnosis.verdict) || zoomAnswers ? StageState::Fine
                                                         : StageState::CouldNotTell;
    case Stage::Firewall:
    case Stage::Proxy:
        if (zoomAnswers)
            return StageState::Fine;
        break;
    case Stage::Reinstall:
        break;
    case Stage::Escalate:
        return zoomAnswers ? StageState::Fine : StageState::Waiting;
    }
    return seenToBeFine(stage, evidence, diagnosis) ? StageState::Fine : StageState::CouldNotTell;
}

QString nameOf(StageState state)
{
    switch (state) {
    case StageState::Waiting:
        return tr("waiting");
    case StageState::Checking:
        return tr("checking");
    case StageState::Fine:
        return tr("fine");
    case StageState::NeedsYou:
        return tr("needs you");
    case StageState::Fixed:
        return tr("fixed");
    case StageState::Skipped:
        return tr("skipped");
    case StageState::CouldNotTell:
        return tr("couldn't tell");
    }
    return {};
}

QList<Finding> findingsOf(Stage stage, const Diagnosis& diagnosis)
{
    QList<Finding> list;
    if (isCause(diagnosis.verdict) && diagnosis.verdict.stage == stage)
        list.append(diagnosis.verdict);
    for (const Finding& other : diagnosis.otherCauses)
        if (isCause(other) && other.stage == stage)
            list.append(other);
    return list;
}

QList<Observation> observationsOf(Stage stage, const Evidence& evidence)
{
    QList<Observation> list;
    for (const Observation& observation : evidence.observations)
        if (stageOf(observation.layer) == stage)
            list.append(observation);
    std::stable_sort(list.begin(), list.end(),
                     [](const Observation& a, const Observation& b) { return a.layer < b.layer; });
    return list;
}

} // namespace reconnect
