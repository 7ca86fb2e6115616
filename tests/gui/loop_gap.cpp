// Runs the real checks behind the real window, and prints as JSON how long the window's thread
// stood still at most: loop_gap [--endpoints FILE] [--cancel-after MS]
#include "tests/gui/loop_gap.h"
#include "app/gui/wizard.h"
#include "app/session/live_probes.h"
#include "platform/panels.h"

#include <QApplication>
#include <QCommandLineParser>
#include <cstdio>

using namespace reconnect;

namespace {

int report(const Session& session, const test::LoopGap& gap, double cancelMs)
{
    std::printf("{\"max_gap_ms\": %.1f, \"duration_ms\": %d, \"cause\": \"%s\", "
                "\"cancel_answered_ms\": %.1f}\n",
                gap.longestMs(), session.evidence().durationMs,
                qPrintable(token(session.diagnosis().verdict.cause)), cancelMs);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption file(QStringLiteral("endpoints"), {}, QStringLiteral("FILE"));
    const QCommandLineOption cancel(QStringLiteral("cancel-after"), {}, QStringLiteral("MS"));
    parser.addOptions({file, cancel});
    parser.process(application);

    const auto endpoints = loadEndpoints(parser.value(file));
    if (!endpoints) {
        std::fprintf(stderr, "%s\n", qPrintable(endpoints.error().detail));
        return 2;
    }
    Session session([&endpoints] { return std::make_unique<LiveProbes>(makeHost(), *endpoints); });
    const auto panels = makeSettingsPanels();
    Wizard wizard(session, *panels);
    test::LoopGap gap;
    double cancelMs = -1;
    QObject::connect(&session, &Session::stateChanged, &wizard, [&](Session::State state) {
        if (state == Session::State::Checking) {
            gap.restart(); // the window is on the screen by now
            return;
        }
        // The verdict's first picture counts too.
        QTimer::singleShot(100, &wizard,
                           [&] { QApplication::exit(report(session, gap, cancelMs)); });
    });
    if (parser.isSet(cancel)) {
        QTimer::singleShot(parser.value(cancel).toInt(), &wizard, [&] {
            QElapsedTimer clock;
            clock.start();
            session.cancel();
            cancelMs = double(clock.nsecsElapsed()) / 1e6;
        });
    }
    wizard.show();
    return QApplication::exec();
}
