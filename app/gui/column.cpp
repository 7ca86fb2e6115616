#include "app/gui/column.h"

#include "app/gui/looks.h"

namespace reconnect {

Column::Column(QWidget* parent)
    : QScrollArea(parent)
{
    auto* inner = new QWidget;
    inner->setMaximumWidth(looks::columnWidth + 2 * looks::grid);
    m_lines = new QVBoxLayout(inner);
    m_lines->setContentsMargins(looks::grid, looks::grid, looks::grid, looks::grid);
    m_lines->setSpacing(2 * looks::grid);

    setWidget(inner);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its content takes the focus, and it follows
    viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
}

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be what asked for this
        }
        delete item;
    }
}

} // namespace reconnect
