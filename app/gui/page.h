#pragma once

#include "app/session/session.h"
#include "core/guide/offer.h"
#include "core/guide/stage_state.h"

#include <QWizardPage>

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace reconnect {

// One stage of the guide. What it shows is made when it is first entered, so that the first page
// is on the screen without waiting for the others.
class Page : public QWizardPage {
    Q_OBJECT

public:
    // The session and the progress outlive the page.
    Page(Stage stage, Session& session, const Progress& progress, QWidget* parent = nullptr);

    void initializePage() override;
    void refresh(); // shows the session as it is now; nothing before the page was entered
    void tell(const QString& notice); // one line at the top, until the next refresh
    // The same with a bar, for long work; thousandths of it, or -1 where that is not known.
    void tellWork(const QString& words, int thousandths);
    virtual void showSteps() {}

    Stage stage() const { return m_stage; }

signals:
    void offered(const reconnect::Offer& offer);
    void panelWanted(reconnect::Panel panel);

protected:
    virtual void build(QVBoxLayout* lines) = 0;
    virtual void display() = 0;

    Session& session() const { return m_session; }
    StageState stageState() const;
    const Able& able() const { return m_progress.able; }
    // The system the steps are for: that of a saved report, or this one.
    QString os() const;

private:
    Stage m_stage;
    Session& m_session;
    const Progress& m_progress;
    QLabel* m_notice = nullptr;
    QProgressBar* m_work = nullptr;
};

} // namespace reconnect
