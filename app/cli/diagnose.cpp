#include "app/cli/diagnose.h"

#include "app/cli/checkup.h"
#include "app/session/shared_report.h"
#include "core/report/json.h"
#include "core/report/text.h"
#include "core/tr.h"
#include "core/whole_file.h"

#include <QCoreApplication>

namespace reconnect {
namespace {

int statusFor(const Diagnosis& diagnosis)
{
    switch (diagnosis.verdict.cause) {
    case Cause::None:
        return exitDone;
    case Cause::Unknown:
        return exitNoVerdict;
    default:
        return exitFault;
    }
}

// Says what was found, the way the arguments ask for it.
int tell(Console& console, const Arguments& arguments, const Evidence& seen)
{
    const Evidence evidence = redacted(seen, person());
    const Diagnosis diagnosis = diagnose(evidence);
    QByteArray output;
    if (arguments.json) {
        output = jsonText(toJson(evidence, diagnosis));
    } else {
        TextOptions options;
        options.colour = arguments.out.isEmpty() && console.terminals().out &&
                         qEnvironmentVariableIsEmpty("NO_COLOR");
        options.everything = arguments.verb == Arguments::Verb::Report;
        output = toText(evidence, diagnosis, options).toUtf8();
    }
    if (arguments.out.isEmpty())
        return console.write(output) ? statusFor(diagnosis) : exitUsage;

    if (const auto written = writeWholeFile(arguments.out, output); !written)
        return console.misuse(
            tr("the report can't be written to %1: %2").arg(arguments.out, written.error().detail));
    return statusFor(diagnosis);
}

} // namespace

int diagnoseSaved(Console& console, const Arguments& arguments)
{
    const auto evidence = loadReport(arguments.from);
    if (!evidence)
        return console.misuse(unloadable(arguments.from, evidence.error()));
    return tell(console, arguments, *evidence);
}

int diagnoseLive(Console& console, const Arguments& arguments, const MakeProbeSource& makeSource)
{
    Limits limits;
    limits.overallMs = arguments.timeoutMs;
    Checkup checkup(makeSource(), limits, console);
    QObject::connect(&checkup, &Checkup::finished, [&](const Evidence& evidence) {
        QCoreApplication::exit(tell(console, arguments, evidence));
    });
    checkup.start();
    return QCoreApplication::exec();
}

} // namespace reconnect
