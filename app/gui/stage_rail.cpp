#include "app/gui/stage_rail.h"

#include "app/gui/labels.h"
#include "app/gui/shapes.h"
#include "core/guide/guide.h"

#include <QGridLayout>

namespace reconnect {
namespace {

constexpr int railWidth = 22 * looks::grid;
constexpr int railIcon = 20;

} // namespace

StageRail::StageRail(QWidget* parent)
    : QWidget(parent)
{
    setFixedWidth(railWidth);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(looks::grid, 2 * looks::grid, looks::grid, looks::grid);
    grid->setHorizontalSpacing(looks::grid);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Stage stage : stages()) {
        const Entry entry{new ShapeIcon(railIcon), newText(guideFor(stage).name), new QLabel};
        grid->addWidget(entry.icon, row, 0, Qt::AlignTop);
        grid->addWidget(entry.name, row++, 1);
        grid->addWidget(entry.state, row++, 1);
        grid->setRowMinimumHeight(row++, 2 * looks::grid);
        m_entries.insert(stage, entry);
        setState(stage, StageState::Waiting);
    }
    grid->setRowStretch(row++, 1);
    grid->addWidget(newText(tr("Not affiliated with Zoom")), row, 0, 1, 2);
}

void StageRail::setState(Stage stage, StageState state)
{
    const Entry& entry = m_entries[stage];
    entry.icon->setShape(shapeFor(state));
    entry.state->setText(nameOf(state));
}

void StageRail::setCurrent(Stage stage)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
        entry->name->setFont(entry.key() == stage ? looks::strong(font()) : font());
}

} // namespace reconnect
