#include "app/gui/steps_view.h"

#include "app/gui/column.h"
#include "app/gui/fold.h"
#include "app/gui/labels.h"
#include "app/gui/looks.h"

#include <QGridLayout>
#include <QPushButton>

namespace reconnect {
namespace {

QString openWords(Panel panel)
{
    switch (panel) {
    case Panel::Network:
        return StepsView::tr("Open network settings");
    case Panel::Proxy:
        return StepsView::tr("Open proxy settings");
    case Panel::Firewall:
        return StepsView::tr("Open firewall settings");
    case Panel::Clock:
        return StepsView::tr("Open clock settings");
    case Panel::Apps:
        return StepsView::tr("Open app settings");
    }
    return {};
}

} // namespace

StepsView::StepsView(QWidget* parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(looks::grid);
}

void StepsView::display(const QList<Steps>& list, int open)
{
    clear(m_lines);
    m_lines->addWidget(newHeading(tr("Do it yourself")));
    for (const Steps& steps : list) {
        auto* fold = new Fold(steps.heading);
        connect(
            fold, &Fold::opened, this, [this, fold, steps] { fill(fold, steps); },
            Qt::SingleShotConnection);
        fold->setOpen(open-- > 0);
        m_lines->addWidget(fold);
    }
}

void StepsView::fill(Fold* fold, const Steps& steps)
{
    QWidget* content = newSteps(steps);
    fold->setContent(content);
    if (auto* button = content->findChild<QPushButton*>())
        setTabOrder(fold->button(), button);
}

void StepsView::openFirst()
{
    // The heading comes first.
    QLayoutItem* item = m_lines->itemAt(1);
    auto* fold = item ? qobject_cast<Fold*>(item->widget()) : nullptr;
    if (!fold)
        return;
    fold->setOpen(true);
    fold->button()->setFocus(Qt::OtherFocusReason);
}

QWidget* StepsView::newSteps(const Steps& steps)
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(3 * looks::grid, 0, 0, looks::grid);
    grid->setHorizontalSpacing(looks::grid);
    grid->setVerticalSpacing(looks::grid);
    grid->setColumnStretch(1, 1);
    int number = 0;
    for (const QString& step : steps.steps) {
        auto* digit = new QLabel(tr("%1.").arg(++number));
        grid->addWidget(digit, number, 0, Qt::AlignTop | Qt::AlignRight);
        grid->addWidget(newText(step), number, 1);
    }
    if (!steps.caveat.isEmpty())
        grid->addWidget(newText(steps.caveat), ++number, 0, 1, 2);
    if (steps.panel) {
        auto* button = new QPushButton(openWords(*steps.panel));
        connect(button, &QPushButton::clicked, this,
                [this, panel = *steps.panel] { emit panelWanted(panel); });
        grid->addWidget(button, ++number, 0, 1, 2, Qt::AlignLeft);
    }
    return box;
}

} // namespace reconnect
