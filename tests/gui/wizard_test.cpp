#include "app/gui/checks_page.h"
#include "app/gui/checks_view.h"
#include "app/gui/column.h"
#include "app/gui/fold.h"
#include "core/guide/guide.h"
#include "tests/catch.h"
#include "tests/gui/window.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QGuiApplication>
#include <QProgressBar>
#include <QTemporaryDir>
#include <algorithm>

using namespace reconnect;
using namespace reconnect::test;

namespace {

// Takes the addresses the program opens in the browser.
class Browser : public QObject {
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    QList<QUrl> opened;

public slots:
    void open(const QUrl& url) { opened.append(url); }
};

} // namespace

TEST_CASE("wizard: it starts checking by itself, shows the rows, and stands at a verdict")
{
    Window window(fakeProbes(3, Outcome::Passed, 150));
    CHECK(window.session.state() == Session::State::Idle);
    window.open();
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Checking; }));
    CHECK(window.wizard.windowTitle().startsWith(QStringLiteral("Reconnect 2026")));
    CHECK(window.button("Cancel"));
    CHECK(window.button("Check again") == nullptr);
    auto* bar = window.wizard.findChild<QProgressBar*>(QStringLiteral("checksDone"));
    REQUIRE(bar);
    CHECK(bar->isVisible());
    const auto* view = window.wizard.findChild<ChecksView*>();
    REQUIRE(waitFor([&] { return view->model()->rowCount() == 1; }));

    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Finished; }));
    window.settle();
    CHECK_FALSE(bar->isVisible());
    CHECK(window.says(QStringLiteral("Checks done: 3, in")));
    CHECK(window.button("Check again"));
    CHECK(window.button("Cancel") == nullptr);
    CHECK(view->model()->rowCount(view->model()->index(0, 0)) == 3);
}

TEST_CASE("wizard: after a checkup the verdict's button has the focus, so that Enter is enough")
{
    Window window(fakeProbes(3, Outcome::Passed, 50));
    window.open();
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Finished; }));
    window.settle();
    const auto* checks = qobject_cast<ChecksPage*>(window.page());
    REQUIRE(checks);
    REQUIRE(checks->mainButton());
    CHECK(window.wizard.focusWidget() == checks->mainButton());
}

TEST_CASE("wizard: a saved report is shown as it is, and nothing is checked")
{
    Window window([]() -> std::unique_ptr<ProbeSource> {
        FAIL("a checkup was started");
        return nullptr;
    });
    window.open(madeUp(Cause::ClockWrong));
    CHECK(window.session.state() == Session::State::Finished);
}

TEST_CASE("wizard: Cancel is answered within 200 ms though the probes hold their thread up")
{
    Window window(fakeProbes(4, Outcome::Passed, 0, 1000));
    window.open();
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Checking; }));
    window.settle();
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(window.button("Cancel"), Qt::LeftButton);
    REQUIRE(waitFor([&] { return window.button("Check again") != nullptr; }));
    const qint64 took = clock.elapsed();
    std::printf("Cancel answered after %lld ms\n", static_cast<long long>(took));
    CHECK(took < 200);
    CHECK(window.session.state() == Session::State::Cancelled);
}

TEST_CASE("wizard: Escape stops what runs, and closes the window only after that")
{
    Window window(fakeProbes(1, Outcome::Passed, 60000));
    window.open();
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Checking; }));
    QTest::keyClick(&window.wizard, Qt::Key_Escape);
    CHECK(window.session.state() == Session::State::Cancelled);
    CHECK(window.wizard.isVisible());
    QTest::keyClick(&window.wizard, Qt::Key_Escape);
    CHECK_FALSE(window.wizard.isVisible());
}

TEST_CASE("wizard: Check again checks again, from any page, and shows it")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    window.wizard.goTo(Stage::Proxy);
    REQUIRE(window.press("Check again"));
    CHECK(window.page()->stage() == Stage::Checks);
    REQUIRE(waitFor([&] { return window.session.state() == Session::State::Finished; }));
    CHECK(window.session.evidence().observations.size() == 3);
}

TEST_CASE("wizard: Next and Back walk the whole guide, while checking too")
{
    Window window(fakeProbes(1, Outcome::Passed, 60000));
    window.open();
    for (const Stage stage : stages()) {
        CHECK(window.page()->stage() == stage);
        if (stage != Stage::Escalate)
            REQUIRE(window.press("Next"));
    }
    CHECK(window.says(QStringLiteral("The checks are still running.")));
    CHECK(window.button("Next") == nullptr);
    CHECK(window.button("Close"));
    for (int i = 0; i < 4; ++i)
        REQUIRE(window.press("Back"));
    CHECK(window.page()->stage() == Stage::Checks);
}

TEST_CASE("wizard: who walks past a stage that needs them is told it was skipped")
{
    Window window;
    window.open(madeUp(Cause::LocalFirewall));
    window.wizard.goTo(Stage::Firewall);
    CHECK(window.says(QStringLiteral("needs you")));
    REQUIRE(window.press("Next"));
    CHECK(window.says(QStringLiteral("skipped")));
    REQUIRE(window.press("Back"));
    CHECK(window.says(QStringLiteral("This still stops Zoom.")));
}

TEST_CASE("wizard: Open network settings asks the system, and says so where it has none")
{
    Window window;
    window.open(madeUp(Cause::NoNetwork));
    REQUIRE(window.press("Open network settings"));
    CHECK(window.panels.asked == QList{Panel::Network});
    CHECK_FALSE(window.says(QStringLiteral("can't be opened from here")));
    window.panels.opens = false;
    REQUIRE(window.press("Open network settings"));
    CHECK(window.says(QStringLiteral("can't be opened from here")));
}

TEST_CASE("wizard: the sign-in page is opened in the browser")
{
    Browser browser;
    Window window;
    window.open(madeUp(Cause::CaptivePortal));
    REQUIRE(window.press("Open the sign-in page"));
    CHECK(browser.opened == QList{QUrl(QStringLiteral("http://connectivitycheck.gstatic.com/"))});
}

TEST_CASE("wizard: Write to IT copies the report and says so")
{
    Window window;
    window.open(madeUp(Cause::NetworkFirewall));
    QGuiApplication::clipboard()->clear();
    REQUIRE(window.press("Write to IT"));
    CHECK(window.page()->stage() == Stage::Escalate);
    CHECK(window.says(QStringLiteral("The report is copied.")));
    CHECK(QGuiApplication::clipboard()->text().contains(QStringLiteral("zoom.us:443")));
    QGuiApplication::clipboard()->clear();
    REQUIRE(window.press("Copy report"));
    CHECK_FALSE(QGuiApplication::clipboard()->text().isEmpty());
}

TEST_CASE("wizard: Save report writes text, or JSON where the name asks for it")
{
    const QTemporaryDir folder;
    for (const char* name : {"report.txt", "report.json"}) {
        Window window;
        window.open(madeUp(Cause::NetworkFirewall));
        window.wizard.goTo(Stage::Escalate);
        REQUIRE(window.press("Save report"));
        auto* dialog = window.wizard.findChild<QFileDialog*>();
        REQUIRE(dialog);
        const QString path = folder.filePath(QLatin1String(name));
        emit dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        CHECK(bytes.contains("zoom.us:443"));
        CHECK(bytes.startsWith('{') == path.endsWith(QStringLiteral(".json")));
        CHECK(window.says(path));
    }
    Window window;
    window.open(madeUp(Cause::NetworkFirewall));
    window.wizard.goTo(Stage::Escalate);
    REQUIRE(window.press("Save report"));
    emit window.wizard.findChild<QFileDialog*>()->fileSelected(
        folder.filePath(QStringLiteral("missing/report.txt")));
    CHECK(window.says(QStringLiteral("can't be written")));
}

TEST_CASE("wizard: what the report says can be read before it is sent")
{
    Window window;
    window.open(madeUp(Cause::NetworkFirewall));
    window.wizard.goTo(Stage::Escalate);
    REQUIRE(window.press("What the report says"));
    const auto* text = window.wizard.findChild<QWidget*>(QStringLiteral("reportText"));
    REQUIRE(text);
    CHECK(text->isVisible());
    CHECK(text->property("plainText").toString().contains(QStringLiteral("zoom.us:443")));
}

TEST_CASE("wizard: every page can be walked with the Tab key alone, from top to bottom")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    for (const Stage stage : stages()) {
        window.wizard.goTo(stage);
        for (Fold* fold : window.wizard.findChildren<Fold*>())
            if (fold->isVisible())
                fold->setOpen(true);
        window.settle();
        CAPTURE(token(stage));
        QList<QWidget*> reached;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(window.wizard.focusWidget(), Qt::Key_Tab);
            if (reached.contains(window.wizard.focusWidget()))
                break;
            reached.append(window.wizard.focusWidget());
        }
        for (QAbstractButton* button : window.wizard.findChildren<QAbstractButton*>())
            if (button->isVisible() && button->isEnabled() &&
                (button->focusPolicy() & Qt::TabFocus) != 0)
                CHECK(reached.contains(button));

        // The order is that of the eye: the page from top to bottom, then the buttons under it.
        const auto height = [&window](const QWidget* widget) {
            return widget->mapTo(&window.wizard, QPoint()).y();
        };
        const QWidget* inner = window.page()->findChild<Column*>()->widget();
        const auto top =
            std::min_element(reached.begin(), reached.end(),
                             [&height](QWidget* a, QWidget* b) { return height(a) < height(b); });
        std::rotate(reached.begin(), top, reached.end());
        bool below = false;
        int above = -10000;
        for (const QWidget* widget : reached) {
            const bool inPage = inner->isAncestorOf(widget);
            CHECK_FALSE((below && inPage));
            below = below || !inPage;
            if (inPage)
                CHECK(widget->mapTo(inner, QPoint()).y() >= above);
            above = inPage ? widget->mapTo(inner, QPoint()).y() : above;
        }
    }
}

TEST_CASE("wizard: the list of checks is folded out and walked with the arrow keys")
{
    Window window;
    window.open(madeUp(Cause::NetworkFirewall));
    auto* view = window.wizard.findChild<ChecksView*>();
    view->setFocus();
    view->setCurrentIndex(view->model()->index(0, 0));
    const int folded = view->height();
    QTest::keyClick(view, Qt::Key_Right);
    window.settle();
    CHECK(view->isExpanded(view->model()->index(0, 0)));
    CHECK(view->height() > folded);
    QTest::keyClick(view, Qt::Key_End);
    const QRect current = view->visualRect(view->currentIndex());
    auto* column = window.page()->findChild<Column*>();
    const QPoint seen = view->viewport()->mapTo(column->viewport(), current.center());
    CHECK(column->viewport()->rect().contains(QPoint(8, seen.y())));
}

#include "wizard_test.moc"
