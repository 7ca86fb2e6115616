#include "app/gui/evidence_rows.h"

#include "app/gui/column.h"
#include "app/gui/labels.h"
#include "app/gui/shapes.h"
#include "core/diagnosis/words.h"

#include <QGridLayout>

namespace reconnect {
namespace {

// The rest is in the report; a person who unfolds this wants the telling ones.
constexpr int mostRows = 8;

} // namespace

EvidenceRows::EvidenceRows(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(looks::grid);
    m_grid->setVerticalSpacing(looks::grid);
    m_grid->setColumnStretch(1, 3);
    m_grid->setColumnStretch(2, 4);
}

void EvidenceRows::display(const QList<Observation>& observations, Confidence confidence)
{
    clear(m_grid);
    for (const Observation& observation : observations.mid(0, mostRows))
        addRow(observation);
    QString sure = tr("How sure this is: %1.").arg(nameOf(confidence));
    if (observations.size() > mostRows)
        sure +=
            QLatin1Char(' ') + tr("The report holds %1 more.").arg(observations.size() - mostRows);
    m_grid->addWidget(newText(sure), m_grid->rowCount(), 0, 1, 4);
}

void EvidenceRows::addRow(const Observation& observation)
{
    const int row = m_grid->rowCount();
    auto* icon = new ShapeIcon(looks::rowIcon);
    icon->setShape(shapeFor(observation.outcome));
    m_grid->addWidget(icon, row, 0, Qt::AlignTop);
    const QString layer = nameOf(observation.layer);
    const QString what =
        observation.target.isEmpty() ? layer : tr("%1: %2").arg(layer, observation.target);
    m_grid->addWidget(newText(breakable(what)), row, 1, Qt::AlignTop);
    m_grid->addWidget(newText(breakable(answerFor(observation))), row, 2, Qt::AlignTop);
    auto* span = new QLabel(spanText(observation.durationMs));
    m_grid->addWidget(span, row, 3, Qt::AlignTop | Qt::AlignRight);
}

} // namespace reconnect
