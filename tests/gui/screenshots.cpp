// Pictures of every page, and of the first one for every cause, on a real screen with a real window
// frame: screenshots FOLDER [light|dark]. `screenshots.sh` makes the screen.
#include "app/gui/shapes.h"
#include "core/guide/guide.h"
#include "tests/fakes/fake_repairs.h"
#include "tests/gui/window.h"

#include <QApplication>
#include <QDir>
#include <QScreen>
#include <QStyleFactory>

using namespace reconnect;
using namespace reconnect::test;

namespace {

// The product takes its palette from the system; here is one of a dark system.
QPalette darkPalette()
{
    const QColor window(0x2b, 0x2b, 0x2e);
    const QColor base(0x1e, 0x1e, 0x20);
    const QColor text(0xe8, 0xe8, 0xe8);
    QPalette palette(window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Highlight, QColor(0x3d, 0x7e, 0xb8));
    palette.setColor(QPalette::HighlightedText, text);
    return palette;
}

void save(const Window& window, const QString& path)
{
    QTest::qWait(120);
    const QRect frame = window.wizard.frameGeometry();
    window.wizard.screen()
        ->grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height())
        .save(path);
}

void openFolds(const Window& window, const char* words)
{
    if (QAbstractButton* button = window.button(words))
        button->click();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setWindowIcon(appIcon());
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    const QString mode = arguments.value(2, QStringLiteral("light"));
    if (mode == QLatin1String("dark"))
        QApplication::setPalette(darkPalette());
    const QDir folder(arguments[1]);
    const auto path = [&](const QString& name) {
        return folder.filePath(mode + QLatin1Char('-') + name + QStringLiteral(".png"));
    };

    for (const Cause cause : allCauses()) {
        Window window;
        window.open(madeUp(cause));
        save(window, path(QStringLiteral("cause-") + token(cause)));
    }
    for (const Stage stage : stages()) {
        Window window;
        window.open(madeUpPair());
        window.wizard.goTo(stage);
        save(window, path(QStringLiteral("page-") + token(stage)));
    }
    {
        Window window;
        window.open(madeUp(Cause::ProxyUnreachable));
        openFolds(window, "Details");
        save(window, path(QStringLiteral("details")));
    }
    {
        Window window([] {
            return std::make_unique<FakeProbeSource>([] {
                std::vector<std::unique_ptr<Probe>> probes;
                for (const Observation& one : madeUp(Cause::None).evidence.observations) {
                    Observation blank{one.id, one.layer, one.target, Outcome::NotRun, {}, 0, {}};
                    const bool slow = one.layer > Layer::Clock;
                    probes.push_back(
                        std::make_unique<FakeProbe>(blank, one.outcome, slow ? 60000 : 20));
                }
                return probes;
            });
        });
        window.open();
        QTest::qWait(300);
        save(window, path(QStringLiteral("checking")));
    }
    {
        FakeComputer computer;
        std::unique_ptr<Repairs> repairs;
        Window window(fakeProbes(1, Outcome::Failed), [&](Session& session) {
            repairs = std::make_unique<Repairs>(session, computer.probes(), computer.repairs());
            return repairs.get();
        });
        window.open();
        waitFor([&] { return window.session.state() == Session::State::Finished; });
        const MadeUp made = madeUp(Cause::NoInternet);
        window.session.show(made.evidence, made.diagnosis);
        window.settle();
        save(window, path(QStringLiteral("router-offered")));
        window.press("Restart the router with me");
        window.settle();
        save(window, path(QStringLiteral("router-watched")));
        window.press("Cancel");
    }
    {
        FakeComputer computer;
        std::unique_ptr<Repairs> repairs;
        Window window(computer.probes(), [&](Session& session) {
            repairs = std::make_unique<Repairs>(session, computer.probes(), computer.repairs());
            return repairs.get();
        });
        window.open();
        QTest::qWait(500);
        save(window, path(QStringLiteral("fix-offered")));
        window.wizard.goTo(Stage::Proxy);
        openFolds(window, "What this program can do here");
        save(window, path(QStringLiteral("fix-page")));
        computer.probeMs = 1500;
        openFolds(window, "Turn the proxy off");
        save(window, path(QStringLiteral("fixing")));
        QTest::qWait(2500);
        save(window, path(QStringLiteral("fixed")));
    }
    return 0;
}
