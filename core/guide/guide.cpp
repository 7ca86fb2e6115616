#include "core/guide/guide.h"

#include "core/guide/steps.h"
#include "core/tr.h"

namespace reconnect {
const QList<Stage>& stages()
{
    static const QList<Stage> list{Stage::Checks, Stage::Firewall, Stage::Proxy, Stage::Reinstall,
                                   Stage::Escalate};
    return list;
}

StageGuide guideFor(Stage stage)
{
    switch (stage) {
    case Stage::Checks:
        return {stage, tr("Checks"), tr("Can this computer reach Zoom?"),
                tr("The connection, Zoom's servers and Zoom's own status are looked at. Nothing "
                   "is changed.")};
    case Stage::Firewall:
        return {stage, tr("Firewall and antivirus"),
                tr("Is something on this computer blocking Zoom?"),
                tr("This computer's firewall rules are read. A security program may block Zoom "
                   "without a rule that can be read.")};
    case Stage::Proxy:
        return {stage, tr("Proxy"), tr("Is a proxy in the way?"),
                tr("Each proxy this computer is set to use is tried, beside the direct way.")};
    case Stage::Reinstall:
        return {stage, tr("Reinstall"), tr("Is Zoom itself too old or damaged?"),
                tr("The installed Zoom is looked at: its version, and whether its files are "
                   "whole.")};
    case Stage::Escalate:
        break;
    }
    return {Stage::Escalate, tr("Finish"), tr("What was found, and what can be done now?"),
            tr("Everything that was found, and a report for whoever can help.")};
}

QList<Steps> stepsFor(Stage stage, const QString& os, const Evidence& evidence)
{
    return stage == Stage::Firewall ? steps::firewall(os, evidence) : stepsFor(stage, os);
}

QList<Steps> exceptionSteps(const QString& os, const Evidence& evidence)
{
    const steps::Exceptions all = steps::exceptions(os, evidence);
    return all.mayStop + all.others;
}

QList<Steps> stepsFor(Stage stage, const QString& os)
{
    switch (stage) {
    case Stage::Checks:
        return steps::checks(os);
    case Stage::Firewall:
        return steps::firewall(os, {});
    case Stage::Proxy:
        return steps::proxy(os);
    case Stage::Reinstall:
        return steps::reinstall(os);
    case Stage::Escalate:
        break;
    }
    return steps::escalate();
}

} // namespace reconnect
