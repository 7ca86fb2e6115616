#include "app/gui/wizard.h"

#include "app/gui/checks_page.h"
#include "app/gui/finish_page.h"
#include "app/gui/firewall_page.h"
#include "app/gui/proxy_page.h"
#include "app/gui/reinstall_page.h"
#include "app/gui/repair_desk.h"
#include "app/gui/report_file.h"
#include "app/gui/shapes.h"
#include "app/gui/stage_rail.h"
#include "app/gui/tab_order.h"
#include "app/session/shared_report.h"
#include "core/guide/guide.h"

#include "app/session/router_vigil.h"
#include <QAbstractButton>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>

#include <QKeyEvent>
#include <QPushButton>
#include <QTimer>

namespace reconnect {

Wizard::Wizard(Session& session, SettingsPanels& panels, Repairs* repairs, QWidget* parent)
    : QWizard(parent)
    , m_session(session)
    , m_panels(panels)
    , m_repairs(repairs)
    , m_vigil(new RouterVigil(session.another(), this))
    , m_rail(new StageRail)
    , m_checks(new ChecksPage(session, m_progress))
    , m_finish(new FinishPage(session, m_progress))
{
    setWindowTitle(tr("Reconnect 2026"));
    // Windows' own style has an arrow in the title bar for Back, and no room for the rail.
    setWizardStyle(ModernStyle);
    setOptions(NoCancelButton | NoBackButtonOnStartPage | HaveCustomButton1 | HaveCustomButton2);
    setButtonText(CustomButton1, tr("Cancel"));
    setButtonText(CustomButton2, tr("Check again"));
    setButtonText(BackButton, tr("&Back"));
    setButtonText(NextButton, tr("&Next"));
    setButtonText(FinishButton, tr("Close"));
    setButtonLayout({CustomButton1, CustomButton2, Stretch, BackButton, NextButton, FinishButton});
    // Enter goes on, or does what has the focus; it never starts over by surprise.
    for (const WizardButton which : {CustomButton1, CustomButton2})
        if (auto* push = qobject_cast<QPushButton*>(button(which)))
            push->setAutoDefault(false);
    setSideWidget(m_rail);

    connect(m_finish, &FinishPage::copyWanted, this, &Wizard::copyReport);
    connect(m_finish, &FinishPage::saveWanted, this, &Wizard::saveReport);
    addPage(m_checks);
    addPage(new FirewallPage(session, m_progress));
    addPage(new ProxyPage(session, m_progress));
    addPage(new ReinstallPage(session, m_progress));
    addPage(m_finish);

    connect(button(CustomButton1), &QAbstractButton::clicked, this, &Wizard::cancel);
    connect(button(CustomButton2), &QAbstractButton::clicked, this, &Wizard::checkAgain);
    connect(this, &QWizard::currentIdChanged, this, &Wizard::moved);
    connect(&m_session, &Session::stateChanged, this, &Wizard::follow);
    followRepairs();
    followRouter();
    follow(m_session.state());
    resize(880, 560);
}

void Wizard::addPage(Page* page)
{
    setPage(int(page->stage()), page);
    connect(page, &Page::offered, this, &Wizard::act);
    connect(page, &Page::panelWanted, this, &Wizard::openPanel);
}

void Wizard::paintEvent(QPaintEvent* event)
{
    QWizard::paintEvent(event);
    if (m_seen)
        return;
    m_seen = true;
    // What the first picture can do without comes right after it.
    QTimer::singleShot(0, this, [this] {
        setWindowIcon(appIcon());
        m_rail->setCurrent(Stage(currentId()));
        if (m_session.state() == Session::State::Idle)
            m_session.check();
    });
}

void Wizard::keyPressEvent(QKeyEvent* event)
{
    // What runs is stopped before the window is closed.
    if (event->key() == Qt::Key_Escape && busy())
        cancel();
    else
        QWizard::keyPressEvent(event);
}

void Wizard::follow(Session::State state)
{
    using Checkup = Progress::Checkup;
    const bool running = state == Session::State::Checking;
    m_progress.checkup = running                         ? Checkup::Running
                         : state == Session::State::Idle ? Checkup::NotStarted
                                                         : Checkup::Over;
    if (running)
        m_progress.skipped.clear();
    for (const Stage stage : stages())
        stagePage(stage)->refresh();
    if (!running && !m_toTell.isEmpty())
        current()->tell(std::exchange(m_toTell, {}));
    updateRail();
    updateButtons();
    orderTabs();

    // Enter does what the verdict offers, unless the person is busy elsewhere on the page.
    const QWidget* focus = focusWidget();
    if (!focus || !m_checks->isAncestorOf(focus))
        focusVerdict();
}

void Wizard::focusVerdict()
{
    if (QWidget* main = m_checks->mainButton(); main && current() == m_checks)
        main->setFocus(Qt::OtherFocusReason);
}

void Wizard::updateRail()
{
    for (const Stage stage : stages())
        m_rail->setState(stage,
                         stateOf(stage, m_session.evidence(), m_session.diagnosis(), m_progress));
}

void Wizard::updateButtons()
{
    const bool running = busy();
    // The focus stays in this place while one takes the other's.
    QAbstractButton* gone = button(running ? CustomButton2 : CustomButton1);
    QAbstractButton* here = button(running ? CustomButton1 : CustomButton2);
    const bool hadFocus = gone->hasFocus();
    here->show();
    if (hadFocus)
        here->setFocus(Qt::OtherFocusReason);
    gone->hide();
}

void Wizard::moved(int id)
{
    if (id < 0)
        return;
    if (id > m_lastId && m_lastId >= 0 &&
        stateOf(Stage(m_lastId), m_session.evidence(), m_session.diagnosis(), m_progress) ==
            StageState::NeedsYou)
        m_progress.skipped.insert(Stage(m_lastId));
    m_lastId = id;
    if (m_seen)
        m_rail->setCurrent(Stage(id));
    updateRail();
    updateButtons();
    current()->refresh(); // Back does not enter a page anew
    orderTabs();
    // Later, because QWizard moves the focus itself once it has told of the new page.
    QTimer::singleShot(0, this, &Wizard::focusVerdict);
}

void Wizard::orderTabs()
{
    if (!current())
        return;
    QList<QWidget*> order = focusOrder(current()->layout());
    for (const WizardButton which :
         {CustomButton1, CustomButton2, BackButton, NextButton, FinishButton})
        order.append(button(which));
    reconnect::setTabOrder(order);
}

void Wizard::goTo(Stage stage)
{
    if (currentId() != int(stage))
        setCurrentId(int(stage));
}

void Wizard::followRepairs()
{
    if (!m_repairs)
        return;
    m_progress.able.can = [this](const Change& change) { return m_repairs->canDo(change); };
    m_desk = new RepairDesk(*m_repairs, this);
    connect(m_desk, &RepairDesk::begun, this, &Wizard::begun);
    connect(m_desk, &RepairDesk::ended, this, &Wizard::ended);
    connect(m_desk, &RepairDesk::undone, this, &Wizard::undone);
    connect(m_desk, &RepairDesk::dismissed, this,
            [this](const QString& sentence) { current()->tell(sentence); });
    connect(m_repairs, &Repairs::told, this, [this](const QString& words, int thousandths) {
        current()->tellWork(words, thousandths);
    });
    const auto show = [this] { m_finish->showChanges(m_repairs->changes(), busy()); };
    connect(m_repairs, &Repairs::changesChanged, this, show);
    connect(&m_session, &Session::stateChanged, this, show); // a checkup is work too
    connect(m_repairs, &Repairs::stateChanged, this, [this, show] {
        updateButtons();
        show();
    });
    connect(m_finish, &FinishPage::undoWanted, m_repairs, &Repairs::undo);
    connect(m_finish, &FinishPage::undoAllWanted, m_repairs, &Repairs::undoAll);
    connect(m_finish, &FinishPage::dismissWanted, m_repairs, &Repairs::dismiss);
}

void Wizard::followRouter()
{
    connect(m_vigil, &RouterVigil::seen, this, [this](const RouterWatch& watch) {
        updateButtons();
        const int seen = int(watch.wentAway) + int(watch.cameBack) + int(watch.internetIsBack);
        current()->tellWork(sentencesFor(watch), seen * 1000 / 3);
    });
    connect(m_vigil, &RouterVigil::ended, this, [this](const RouterWatch& watch) {
        updateButtons();
        if (watch.internetIsBack)
            checkAgain();
        current()->tell(endingFor(watch));
    });
}

void Wizard::begun(const Offer& offer)
{
    m_begun = offer;
    m_progress.able.tried.insert(offer.fix);
    current()->tellWork(tr("Working on it. Everything can be stopped with Cancel."), -1);
}

void Wizard::ended(const FixOutcome& outcome, const QString& sentence)
{
    const bool helped = outcome.ending == FixOutcome::Ending::Kept;
    if (helped)
        m_progress.fixed.insert(m_begun.stage);
    if (outcome.ending == FixOutcome::Ending::Cancelled)
        m_progress.able.tried.remove(m_begun.fix);
    follow(m_session.state());
    if (helped && m_session.diagnosis().verdict.cause == Cause::None)
        goTo(Stage::Escalate);
    current()->tell(sentence);
}

// What was seen before may hold no longer, so it is looked at anew.
void Wizard::undone(const QString& sentence)
{
    m_progress.fixed.clear();
    m_progress.able.tried.clear();
    m_session.check();
    current()->tell(sentence);
    m_toTell = sentence;
}

bool Wizard::busy() const
{
    return m_session.state() == Session::State::Checking || m_vigil->isWatching() ||
           (m_repairs && m_repairs->state() != Repairs::State::Idle);
}

void Wizard::cancel()
{
    m_session.cancel();
    if (m_vigil->isWatching())
        current()->tell(tr("The router is no longer watched."));
    m_vigil->cancel();
    updateButtons();
    if (m_repairs)
        m_repairs->cancel();
}

void Wizard::checkAgain()
{
    m_progress.able.tried.clear();
    m_session.check();
    goTo(Stage::Checks);
}

void Wizard::act(const Offer& offer)
{
    switch (offer.action) {
    case Offer::Action::ShowSteps:
        goTo(offer.stage);
        current()->showSteps();
        break;
    case Offer::Action::OpenPanel:
        openPanel(offer.panel);
        break;
    case Offer::Action::OpenPage:
        if (!QDesktopServices::openUrl(offer.page))
            current()->tell(tr("Open this address in a browser: %1").arg(offer.page.toString()));
        break;
    case Offer::Action::CheckAgain:
        checkAgain();
        break;
    case Offer::Action::Repair:
        if (m_desk && !busy())
            m_desk->begin(offer);
        break;
    case Offer::Action::WatchRouter:
        if (!busy())
            m_vigil->start(m_session.evidence());
        break;
    case Offer::Action::WriteToIt:
        goTo(Stage::Escalate);
        copyReport();
        break;
    }
}

void Wizard::openPanel(Panel panel)
{
    m_panels.open(panel, this, [this](bool opened) {
        if (!opened)
            current()->tell(tr("The settings can't be opened from here. Open them from the "
                               "system's menu."));
    });
}

void Wizard::copyReport()
{
    QGuiApplication::clipboard()->setText(sharedText(m_session.evidence()));
    current()->tell(tr("The report is copied. Paste it into a message to whoever can help."));
}

void Wizard::saveReport()
{
    saveReportAs(this, m_session.evidence(),
                 [this](const QString& outcome) { current()->tell(outcome); });
}

Page* Wizard::stagePage(Stage stage) const
{
    return qobject_cast<Page*>(page(int(stage)));
}

Page* Wizard::current() const
{
    return qobject_cast<Page*>(currentPage());
}

} // namespace reconnect
