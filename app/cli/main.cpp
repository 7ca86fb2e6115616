#include "app/cli/arguments.h"
#include "app/cli/checkup.h"
#include "app/session/live_probes.h"
#include "app/session/shared_report.h"
#include "core/report/json.h"
#include "core/report/text.h"
#include "version.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSaveFile>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

using namespace reconnect;

namespace {

constexpr int exitHealthy = 0;
constexpr int exitFault = 1;
constexpr int exitUsage = 2;
constexpr int exitNoVerdict = 3;

bool isTerminal(FILE* stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

int misuse(const QString& text)
{
    std::fprintf(stderr, "reconnect2026-cli: %s\n", qPrintable(text));
    return exitUsage;
}

bool write(FILE* stream, const QByteArray& bytes)
{
    return std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream) ==
               size_t(bytes.size()) &&
           std::fflush(stream) == 0;
}

int statusFor(const Diagnosis& diagnosis)
{
    switch (diagnosis.verdict.cause) {
    case Cause::None:
        return exitHealthy;
    case Cause::Unknown:
        return exitNoVerdict;
    default:
        return exitFault;
    }
}

// Says what was found, the way the arguments ask for it; the program's exit status.
int tell(const Arguments& arguments, const Evidence& seen)
{
    const Evidence evidence = redacted(seen, person());
    const Diagnosis diagnosis = diagnose(evidence);
    QByteArray output;
    if (arguments.json) {
        output = QJsonDocument(toJson(evidence, diagnosis)).toJson();
    } else {
        const bool colour = arguments.out.isEmpty() && isTerminal(stdout) &&
                            qEnvironmentVariableIsEmpty("NO_COLOR");
        TextOptions options;
        options.colour = colour;
        options.everything = arguments.verb == Arguments::Verb::Report;
        output = toText(evidence, diagnosis, options).toUtf8();
    }
    if (arguments.out.isEmpty())
        return write(stdout, output) ? statusFor(diagnosis) : exitUsage;

    QSaveFile file(arguments.out);
    if (!file.open(QIODevice::WriteOnly) || file.write(output) != output.size() || !file.commit())
        return misuse(
            tr("the report can't be written to %1: %2").arg(arguments.out, file.errorString()));
    return statusFor(diagnosis);
}

int tellSaved(const Arguments& arguments)
{
    const auto evidence = loadReport(arguments.from);
    if (!evidence)
        return misuse(unloadable(arguments.from, evidence.error()));
    return tell(arguments, *evidence);
}

int tellLive(const Arguments& arguments)
{
    const auto endpoints = loadEndpoints(arguments.endpoints);
    if (!endpoints)
        return misuse(
            tr("the endpoints in %1 can't be used: %2")
                .arg(arguments.endpoints.isEmpty() ? tr("the program") : arguments.endpoints,
                     endpoints.error().detail));
    Limits limits;
    limits.overallMs = arguments.timeoutMs;
    Checkup checkup(std::make_unique<LiveProbes>(makeHost(), *endpoints), limits,
                    isTerminal(stderr));
    QObject::connect(&checkup, &Checkup::finished, [&arguments](const Evidence& evidence) {
        QCoreApplication::exit(tell(arguments, evidence));
    });
    checkup.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("reconnect2026"));

    const auto arguments = parseArguments(QCoreApplication::arguments().mid(1));
    if (!arguments)
        return misuse(arguments.error().detail + QLatin1Char(' ') +
                      tr("(--help shows what there is)"));
    switch (arguments->verb) {
    case Arguments::Verb::Help:
        return write(stdout, helpText().toUtf8()) ? exitHealthy : exitUsage;
    case Arguments::Verb::Version:
        return write(stdout, QByteArray("reconnect2026 ") + toolVersion + '\n') ? exitHealthy
                                                                                : exitUsage;
    case Arguments::Verb::Diagnose:
    case Arguments::Verb::Report:
        break;
    }
    return arguments->from.isEmpty() ? tellLive(*arguments) : tellSaved(*arguments);
}
