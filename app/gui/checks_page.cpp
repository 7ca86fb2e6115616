#include "app/gui/checks_page.h"

#include "app/gui/cards.h"
#include "app/gui/checks_model.h"
#include "app/gui/checks_view.h"
#include "app/gui/labels.h"
#include "app/gui/repair_buttons.h"
#include "app/gui/steps_view.h"
#include "core/guide/guide.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace reconnect {

ChecksPage::ChecksPage(Session& session, const Progress& progress, QWidget* parent)
    : Page(Stage::Checks, session, progress, parent)
{
}

void ChecksPage::build(QVBoxLayout* lines)
{
    m_lines = lines;
    m_intro = newText(guideFor(Stage::Checks).checks);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("checksDone"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Checks done"));
    m_doing = newText();
    m_cards = new Cards;
    m_model = new ChecksModel(this);
    m_repairs = new RepairButtons;
    m_steps = new StepsView;

    lines->addWidget(m_intro);
    lines->addWidget(m_bar);
    lines->addWidget(m_cards);
    lines->addWidget(m_doing);
    lines->addWidget(m_repairs);
    lines->addWidget(m_steps);
    // Made with the first rows, so that the window itself is there sooner.
    connect(m_model, &ChecksModel::modelReset, this, &ChecksPage::addView,
            Qt::SingleShotConnection);

    connect(&session(), &Session::expected, m_model, &ChecksModel::expect);
    connect(&session(), &Session::observed, m_model, &ChecksModel::observe);
    connect(&session(), &Session::progressed, this, &ChecksPage::showProgress);
    connect(m_cards, &Cards::offered, this, &Page::offered);
    connect(m_repairs, &RepairButtons::offered, this, &Page::offered);
    connect(m_steps, &StepsView::panelWanted, this, &Page::panelWanted);
}

void ChecksPage::addView()
{
    auto* view = new ChecksView;
    view->setModel(m_model);
    m_lines->insertWidget(m_lines->indexOf(m_repairs), view);
}

void ChecksPage::display()
{
    const Session::State state = session().state();
    const bool over = state == Session::State::Finished || state == Session::State::Cancelled;
    m_intro->setHidden(over);
    m_bar->setVisible(state == Session::State::Checking);
    m_doing->setHidden(state == Session::State::Idle);
    m_steps->setVisible(over);
    m_repairs->setVisible(over);
    if (!over) {
        m_cards->display({}, {});
        if (state == Session::State::Checking)
            m_model->expect({});
        showProgress(0, 0);
        return;
    }
    const Evidence& evidence = session().evidence();
    const Diagnosis& diagnosis = session().diagnosis();
    m_cards->display(QList{diagnosis.verdict} + diagnosis.otherCauses, evidence, able());
    m_repairs->display(repairsFor(Stage::Checks, evidence, able()));
    m_model->settle(evidence, diagnosis);
    m_doing->setText(tr("Checks done: %1, in %2.")
                         .arg(evidence.observations.size())
                         .arg(spanText(evidence.durationMs)));
    QList<Steps> steps = stepsFor(Stage::Checks, os());
    const auto own = stepsFor(diagnosis.verdict.cause, os());
    if (own)
        steps.prepend(*own);
    m_steps->display(steps, 0);
}

void ChecksPage::showProgress(int done, int total)
{
    m_bar->setMaximum(std::max(total, 1)); // 0 would make it sway
    m_bar->setValue(done);
    const QStringList pending = m_model->pending(2);
    m_doing->setText(pending.isEmpty()
                         ? tr("Starting the checks")
                         : tr("Waiting for: %1").arg(pending.join(QStringLiteral(", "))));
}

void ChecksPage::showSteps()
{
    m_steps->openFirst();
}

QWidget* ChecksPage::mainButton() const
{
    const VerdictCard* card = m_cards ? m_cards->first() : nullptr;
    return card ? card->button() : nullptr;
}

} // namespace reconnect
