#include "app/gui/checks_view.h"
#include "app/gui/column.h"
#include "app/gui/fold.h"
#include "app/gui/stage_rail.h"
#include "core/diagnosis/words.h"
#include "core/guide/guide.h"
#include "tests/catch.h"
#include "tests/gui/window.h"

#include <QLabel>
#include <QScrollBar>

using namespace reconnect;
using namespace reconnect::test;

namespace {

// What is cut off, or squeezed, in what is shown now.
QStringList truncated(const Window& window)
{
    QStringList list;
    for (const QLabel* label : window.wizard.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QSize size = label->size();
        const bool high = label->wordWrap() && label->heightForWidth(size.width()) > size.height();
        const bool wide = !label->wordWrap() && label->sizeHint().width() > size.width();
        if (high || wide)
            list.append(QStringLiteral("%1 (%2x%3, needs %4)")
                            .arg(label->text())
                            .arg(size.width())
                            .arg(size.height())
                            .arg(label->heightForWidth(size.width())));
    }
    for (const QAbstractButton* button : window.wizard.findChildren<QAbstractButton*>())
        if (button->isVisible() && button->width() < button->minimumSizeHint().width())
            list.append(button->text());
    for (const QScrollArea* area : window.wizard.findChildren<Column*>())
        if (area->isVisible() && area->widget()->width() > area->viewport()->width())
            list.append(QStringLiteral("the column is wider than its page"));
    return list;
}

// Texts of the list that do not fit their column. Every layer is folded out for it.
QStringList elided(const Window& window)
{
    QStringList list;
    auto* view = window.wizard.findChild<ChecksView*>();
    if (!view || !view->isVisible())
        return list;
    view->expandAll();
    window.settle();
    const QAbstractItemModel* model = view->model();
    for (int top = 0; top < model->rowCount(); ++top) {
        const QModelIndex parent = model->index(top, 0);
        for (int row = -1; row < model->rowCount(parent); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index =
                    row < 0 ? model->index(top, column) : model->index(row, column, parent);
                const QString text = index.data().toString();
                const int icon = column == 0 ? 24 : 0;
                if (view->fontMetrics().horizontalAdvance(text) + icon >
                    view->visualRect(index).width())
                    list.append(text);
            }
        }
    }
    return list;
}

void openEverything(const Window& window)
{
    for (Fold* fold : window.wizard.findChildren<Fold*>())
        if (fold->isVisible())
            fold->setOpen(true);
    window.settle();
}

} // namespace

TEST_CASE("pages: for every cause, no text of any page is cut off on a small screen", "[texts]")
{
    for (const Cause cause : allCauses()) {
        CAPTURE(token(cause));
        Window window;
        window.open(madeUp(cause));
        for (const Stage stage : stages()) {
            window.wizard.goTo(stage);
            openEverything(window);
            CAPTURE(token(stage));
            CHECK(truncated(window) == QStringList());
            CHECK(elided(window) == QStringList());
            CHECK(window.wizard.width() <= 1000);
            CHECK(window.wizard.height() <= 560);
        }
    }
}

TEST_CASE("pages: words of two hundred letters break and are never read as markup", "[texts]")
{
    Window window;
    window.open(madeUpLong());
    for (const Stage stage : stages()) {
        window.wizard.goTo(stage);
        openEverything(window);
        CAPTURE(token(stage));
        CHECK(truncated(window) == QStringList());
        CHECK(window.wizard.width() <= 1000);
    }
    window.wizard.goTo(Stage::Firewall);
    CHECK(window.says(QStringLiteral("<b>w")));
}

TEST_CASE("pages: steps of every system fit", "[texts]")
{
    for (const char* os : {"windows", "macos"}) {
        Window window;
        MadeUp made = madeUp(Cause::LocalFirewall);
        made.evidence.os = QLatin1String(os);
        window.open(made);
        for (const Stage stage : stages()) {
            window.wizard.goTo(stage);
            openEverything(window);
            CHECK(truncated(window) == QStringList());
        }
    }
}

TEST_CASE("pages: the verdict's sentence, why and button are there for every cause")
{
    for (const Cause cause : allCauses()) {
        CAPTURE(token(cause));
        Window window;
        const MadeUp made = madeUp(cause);
        window.open(made);
        const Words words = wordsFor(made.diagnosis.verdict);
        CHECK(window.says(words.headline));
        CHECK(window.says(words.why));
        CHECK(window.button(
            offerFor(made.diagnosis.verdict, made.evidence).label.toUtf8().constData()));
        CHECK(window.button("Details"));
    }
}

TEST_CASE("pages: the main button takes the focus, so that Enter is enough")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    CHECK(window.wizard.focusWidget() == window.button("Show me how"));
}

TEST_CASE("pages: the main button leads to the stage with the cause, and its steps are open there")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    REQUIRE(window.press("Show me how"));
    CHECK(window.page()->stage() == Stage::Proxy);
    CHECK(window.says(QStringLiteral("This is where Zoom is stopped.")));
    CHECK(window.says(QStringLiteral("GNOME network settings: 127.0.0.1:8118")));
    // Here it would lead nowhere, so it is not shown.
    CHECK(window.button("Show me how") == nullptr);
}

TEST_CASE("pages: Details shows what was tried, what came back and how long it took")
{
    Window window;
    window.open(madeUp(Cause::NetworkFirewall));
    CHECK_FALSE(window.says(QStringLiteral("zoom.us:443")));
    REQUIRE(window.press("Details"));
    CHECK(window.says(QStringLiteral("zoom.us:443")));
    CHECK(window.says(QStringLiteral("no answer")));
    CHECK(window.says(QStringLiteral("4.0 s")));
    CHECK(window.says(QStringLiteral("How sure this is: certain.")));
}

TEST_CASE("pages: two causes have a card each, and the notes are on the last page")
{
    Window window;
    window.open(madeUpPair());
    CHECK(window.says(QStringLiteral("hosts file sends Zoom to the wrong place")));
    CHECK(window.says(QStringLiteral("through a proxy that isn't working")));
    window.wizard.goTo(Stage::Escalate);
    CHECK(window.says(QStringLiteral("Worth knowing")));
    CHECK(window.says(wordsFor(madeUpPair().diagnosis.notes.first()).headline));
    // A later run with one cause leaves no card of the other behind.
    window.wizard.goTo(Stage::Checks);
    const MadeUp one = madeUp(Cause::None);
    window.session.show(one.evidence, one.diagnosis);
    window.settle();
    CHECK_FALSE(window.says(QStringLiteral("through a proxy that isn't working")));
}

TEST_CASE("pages: the rail says the state of every stage in words")
{
    Window window;
    window.open(madeUp(Cause::ProxyUnreachable));
    QStringList words;
    for (const QLabel* label : window.wizard.findChild<StageRail*>()->findChildren<QLabel*>())
        words.append(label->text());
    for (const char* word :
         {"Checks", "Firewall and antivirus", "Proxy", "Reinstall", "Finish", "fine", "needs you",
          "couldn't tell", "waiting", "Not affiliated with Zoom"})
        CHECK(words.contains(QLatin1String(word)));
}

TEST_CASE("pages: no colour is fixed but the accents")
{
    // A palette that shares no colour with any default: whatever is painted must follow it.
    QPalette odd;
    for (int role = 0; role < QPalette::NColorRoles; ++role)
        odd.setColor(QPalette::ColorRole(role), QColor(0, 0, 0x80));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        odd.setColor(role, QColor(0xff, 0xff, 0x80));
    Window window;
    window.wizard.setPalette(odd);
    window.open(madeUp(Cause::None));
    for (const QLabel* label : window.wizard.findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        CHECK(label->palette().color(label->foregroundRole()) == QColor(0xff, 0xff, 0x80));
    }
}
