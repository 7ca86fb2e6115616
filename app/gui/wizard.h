#pragma once

#include "app/session/session.h"
#include "core/guide/offer.h"
#include "core/guide/stage_state.h"

#include <QWizard>

namespace reconnect {

class ChecksPage;
class Page;
class StageRail;

// The window: the stages at the left, a page each, and what their buttons lead to.
class Wizard : public QWizard {
    Q_OBJECT

public:
    // Both outlive the wizard. Starts a checkup once its first picture is on the screen, unless
    // the session has something to show by then.
    Wizard(Session& session, SettingsPanels& panels, QWidget* parent = nullptr);

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
    void openPanel(Panel panel);
    void copyReport();
    void saveReport();
    Page* stagePage(Stage stage) const;
    Page* current() const;

    Session& m_session;
    SettingsPanels& m_panels;
    Progress m_progress;
    StageRail* m_rail;
    ChecksPage* m_checks;
    int m_lastId = -1;
    bool m_seen = false; // the first picture is on the screen
};

} // namespace reconnect
