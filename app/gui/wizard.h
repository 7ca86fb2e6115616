#pragma once

#include "app/session/session.h"
#include "core/guide/offer.h"
#include "core/guide/stage_state.h"

#include <QWizard>

namespace reconnect {

class ChecksPage;
struct FixOutcome;
class FinishPage;
class Page;
class RepairDesk;
class Repairs;
class RouterVigil;
class StageRail;

// The window: the stages at the left, a page each, and what their buttons lead to.
class Wizard : public QWizard {
    Q_OBJECT

public:
    // All outlive the wizard. Without `repairs`, as for a report of another computer, it shows what
    // a person can do and changes nothing. Starts a checkup once its first picture is on the
    // screen, unless the session has something to show by then.
    Wizard(Session& session, SettingsPanels& panels, Repairs* repairs = nullptr,
           QWidget* parent = nullptr);

    void goTo(Stage stage);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addPage(Page* page);
    void follow(Session::State state);
    void updateRail();
    void updateButtons();
    void focusVerdict();
    void orderTabs();
    void moved(int id);
    void checkAgain();
    void act(const Offer& offer);
    void followRepairs();
    void followRouter();
    void begun(const Offer& offer);
    void ended(const FixOutcome& outcome, const QString& sentence);
    void undone(const QString& sentence);
    bool busy() const; // a checkup, a fix or an undo is under way
    void cancel();
    void openPanel(Panel panel);
    void copyReport();
    void saveReport();
    Page* stagePage(Stage stage) const;
    Page* current() const;

    Session& m_session;
    SettingsPanels& m_panels;
    Repairs* m_repairs; // null: nothing may be changed
    RouterVigil* m_vigil;
    RepairDesk* m_desk = nullptr;
    Progress m_progress;
    StageRail* m_rail;
    ChecksPage* m_checks;
    FinishPage* m_finish;
    Offer m_begun;    // the fix under way, or the last one
    QString m_toTell; // once more, when the checkup is over
    int m_lastId = -1;
    bool m_seen = false; // the first picture is on the screen
};

} // namespace reconnect
