#include "app/gui/finish_page.h"

#include "app/gui/cards.h"
#include "app/gui/changes_view.h"
#include "app/gui/fold.h"
#include "app/gui/labels.h"
#include "app/gui/looks.h"
#include "app/gui/steps_view.h"
#include "app/session/shared_report.h"
#include "core/diagnosis/words.h"
#include "core/guide/guide.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace reconnect {

FinishPage::FinishPage(Session& session, const Progress& progress, QWidget* parent)
    : Page(Stage::Escalate, session, progress, parent)
{
}

void FinishPage::build(QVBoxLayout* lines)
{
    m_waiting = newText(tr("The checks are still running. What they find will stand here."));
    m_cards = new Cards;
    m_notesHeading = newHeading(tr("Worth knowing"));
    m_notes = newText();
    m_changes = new ChangesView;
    auto* copy = new QPushButton(tr("Copy report"));
    auto* save = new QPushButton(tr("Save report"));
    m_fold = new Fold(tr("What the report says"));
    m_report = new QPlainTextEdit;
    m_report->setObjectName(QStringLiteral("reportText"));
    m_report->setReadOnly(true);
    m_report->setTabChangesFocus(true);
    m_report->setMinimumHeight(20 * looks::grid);
    m_report->setAccessibleName(tr("Report"));
    m_fold->setContent(m_report);
    m_steps = new StepsView;

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(looks::grid);
    buttons->addWidget(copy);
    buttons->addWidget(save);
    buttons->addStretch(1);
    auto* report = new QVBoxLayout;
    report->setSpacing(looks::grid);
    report->addWidget(newText(tr("The report names no user and no computer.")));
    report->addLayout(buttons);
    report->addWidget(m_fold);

    lines->addWidget(m_waiting);
    lines->addWidget(m_cards);
    lines->addWidget(m_notesHeading);
    lines->addWidget(m_notes);
    lines->addWidget(m_changes);
    lines->addLayout(report);
    lines->addWidget(m_steps);

    connect(m_cards, &Cards::offered, this, &Page::offered);
    connect(m_changes, &ChangesView::undoWanted, this, &FinishPage::undoWanted);
    connect(m_changes, &ChangesView::undoAllWanted, this, &FinishPage::undoAllWanted);
    connect(m_changes, &ChangesView::dismissWanted, this, &FinishPage::dismissWanted);
    connect(copy, &QPushButton::clicked, this, &FinishPage::copyWanted);
    connect(save, &QPushButton::clicked, this, &FinishPage::saveWanted);
    connect(m_steps, &StepsView::panelWanted, this, &Page::panelWanted);
    connect(m_fold, &Fold::opened, this,
            [this] { m_report->setPlainText(sharedText(session().evidence())); });
}

void FinishPage::display()
{
    const bool over =
        session().state() != Session::State::Checking && session().state() != Session::State::Idle;
    const Diagnosis& diagnosis = session().diagnosis();
    m_waiting->setHidden(over);
    m_cards->display(over ? QList{diagnosis.verdict} + diagnosis.otherCauses : QList<Finding>(),
                     session().evidence(), able());
    for (VerdictCard* card : m_cards->all())
        card->setButtonShown(!card->writesToIt());

    QStringList notes;
    for (const Finding& note : diagnosis.notes)
        notes.append(wordsFor(note).headline);
    m_notesHeading->setHidden(notes.isEmpty());
    m_notes->setHidden(notes.isEmpty());
    m_notes->setText(breakable(notes.join(QLatin1Char('\n'))));
    m_changes->display(m_made, m_busy);
    m_fold->setOpen(false);
    m_steps->display(stepsFor(Stage::Escalate, os()),
                     diagnosis.verdict.cause == Cause::None ? 0 : 1);
}

void FinishPage::showChanges(const QList<MadeChange>& changes, bool busy)
{
    m_made = changes;
    m_busy = busy;
    if (m_changes)
        m_changes->display(m_made, m_busy);
}

void FinishPage::showSteps()
{
    m_steps->openFirst();
}

} // namespace reconnect
