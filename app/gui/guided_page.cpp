#include "app/gui/guided_page.h"

#include "app/gui/cards.h"
#include "app/gui/labels.h"
#include "app/gui/repair_buttons.h"
#include "app/gui/shapes.h"
#include "app/gui/steps_view.h"
#include "core/guide/found.h"
#include "core/guide/guide.h"

#include <QHBoxLayout>

namespace reconnect {

void GuidedPage::build(QVBoxLayout* lines)
{
    m_icon = new ShapeIcon(looks::rowIcon);
    m_state = newText();
    m_cards = new Cards;
    m_foundHeading = newHeading(tr("What was found"));
    m_found = newText();
    m_repairs = new RepairButtons;
    m_steps = new StepsView;

    auto* state = new QHBoxLayout;
    state->setSpacing(looks::grid);
    state->addWidget(m_icon, 0, Qt::AlignTop);
    state->addWidget(m_state, 1);
    auto* found = new QVBoxLayout;
    found->setSpacing(looks::grid);
    found->addWidget(m_foundHeading);
    found->addWidget(m_found);

    lines->addWidget(newText(guideFor(stage()).checks));
    lines->addLayout(state);
    lines->addWidget(m_cards);
    lines->addLayout(found);
    lines->addWidget(m_repairs);
    lines->addWidget(m_steps);

    connect(m_cards, &Cards::offered, this, &Page::offered);
    connect(m_repairs, &RepairButtons::offered, this, &Page::offered);
    connect(m_steps, &StepsView::panelWanted, this, &Page::panelWanted);
}

void GuidedPage::display()
{
    const Evidence& evidence = session().evidence();
    const QList<Finding> findings = findingsOf(stage(), session().diagnosis());
    const StageState state = stageState();
    m_icon->setShape(shapeFor(state));
    m_state->setText(sentenceFor(stage(), state));
    m_cards->display(findings, evidence, able());
    for (VerdictCard* card : m_cards->all())
        card->setButtonShown(!card->leadsTo(stage()));

    const QStringList found = foundIn(stage(), evidence);
    m_foundHeading->setHidden(found.isEmpty());
    m_found->setHidden(found.isEmpty());
    m_found->setText(breakable(found.join(QLatin1Char('\n'))));

    m_repairs->display(repairsFor(stage(), evidence, able()));
    QList<Steps> steps = stepsFor(stage(), os(), evidence);
    for (const Finding& finding : findings)
        if (const auto own = stepsFor(finding.cause, os()))
            steps.prepend(*own);
    m_steps->display(steps, 1);
}

void GuidedPage::showSteps()
{
    m_steps->openFirst();
}

} // namespace reconnect
