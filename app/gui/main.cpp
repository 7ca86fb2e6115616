#include "app/gui/wizard.h"
#include "app/session/live_probes.h"
#include "app/session/repairs.h"
#include "app/session/shared_report.h"
#include "core/guide/guide.h"
#include "platform/leave.h"
#include "platform/panels.h"
#include "platform/repair_host.h"
#include "version.h"

#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>

using namespace reconnect;

namespace {

constexpr int exitUsage = 2;

int misuse(const QString& text)
{
    std::fprintf(stderr, "reconnect2026: %s\n", qPrintable(text));
    return exitUsage;
}

int runProgram(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("reconnect2026"));
    QApplication::setApplicationDisplayName(QStringLiteral("Reconnect 2026"));
    QApplication::setApplicationVersion(QLatin1String(toolVersion));
    QApplication::setDesktopFileName(QStringLiteral("reconnect2026"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Finds out why Zoom shows error 2026."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption from(QStringLiteral("from"),
                                  QApplication::translate("main", "Show a saved report (JSON)."),
                                  QStringLiteral("FILE"));
    const QCommandLineOption asked(
        QStringLiteral("endpoints"),
        QApplication::translate("main", "Ask the hosts in FILE in place of the built-in ones."),
        QStringLiteral("FILE"));
    const QCommandLineOption resume(
        QStringLiteral("resume"),
        QApplication::translate("main", "Come back to STAGE after the computer has restarted."),
        QStringLiteral("STAGE"));
    parser.addOptions({from, asked, resume});
    parser.process(application);
    forgetComeBack();

    const auto endpoints = loadEndpoints(parser.value(asked));
    if (!endpoints)
        return misuse(QApplication::translate("main", "the endpoints can't be used: %1")
                          .arg(endpoints.error().detail));
    const MakeProbeSource makeProbes = [&endpoints] {
        return std::make_unique<LiveProbes>(makeHost(), *endpoints);
    };
    Session session(makeProbes);
    if (parser.isSet(from)) {
        const auto report = loadReport(parser.value(from));
        if (!report)
            return misuse(unloadable(parser.value(from), report.error()));
        session.show(*report);
    }
    const std::unique_ptr<SettingsPanels> panels = makeSettingsPanels();
    // A report of another computer is looked at, and this one is left alone.
    std::unique_ptr<Repairs> repairs;
    if (!parser.isSet(from))
        repairs = std::make_unique<Repairs>(session, makeProbes, makeRepairHost);
    Wizard wizard(session, *panels, repairs.get());
    wizard.show();
    for (const Stage stage : stages())
        if (token(stage) == parser.value(resume))
            wizard.goTo(stage);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    return leave(runProgram(argc, argv));
}
