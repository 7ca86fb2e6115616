#include "app/gui/checks_view.h"

#include "app/gui/checks_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollArea>
#include <QStyledItemDelegate>

namespace reconnect {
namespace {

// Tints the shape of the first column with the palette of the moment.
class ShapeDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize hint = QStyledItemDelegate::sizeHint(option, index);
        return {hint.width() + looks::grid, std::max(hint.height(), 3 * looks::grid)};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant shape = index.data(ChecksModel::ShapeRole);
        if (!shape.isValid())
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = {looks::rowIcon, looks::rowIcon};
        option->icon = iconFor(Shape(shape.toInt()), option->palette);
    }
};

} // namespace

ChecksView::ChecksView(QWidget* parent)
    : QTreeView(parent)
{
    setItemDelegate(new ShapeDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideMiddle);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabKeyNavigation(false);
    setAccessibleName(tr("What was checked"));
    connect(this, &QTreeView::expanded, this, [this] { updateGeometry(); });
    connect(this, &QTreeView::collapsed, this, [this] { updateGeometry(); });
}

void ChecksView::setModel(QAbstractItemModel* model)
{
    QTreeView::setModel(model);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(6 * looks::grid);
    header()->setSectionResizeMode(ChecksModel::What, QHeaderView::Stretch);
    header()->setSectionResizeMode(ChecksModel::Answer, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(ChecksModel::Span, QHeaderView::ResizeToContents);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { updateGeometry(); });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] { updateGeometry(); });
}

int ChecksView::shownRows() const
{
    if (!model())
        return 0;
    int rows = 0;
    for (int top = 0; top < model()->rowCount(); ++top) {
        const QModelIndex index = model()->index(top, 0);
        rows += 1 + (isExpanded(index) ? model()->rowCount(index) : 0);
    }
    return rows;
}

QSize ChecksView::sizeHint() const
{
    const int row = model() && model()->rowCount() > 0 ? sizeHintForRow(0) : 0;
    return {looks::columnWidth, shownRows() * row + 2 * frameWidth()};
}

void ChecksView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    for (QWidget* above = parentWidget(); above; above = above->parentWidget()) {
        auto* area = qobject_cast<QScrollArea*>(above);
        if (!area)
            continue;
        const QPoint at = viewport()->mapTo(area->widget(), visualRect(current).center());
        area->ensureVisible(at.x(), at.y(), 0, 3 * looks::grid);
        return;
    }
}

void ChecksView::changeEvent(QEvent* event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace reconnect
