#include "app/gui/tab_order.h"

#include <QLayout>
#include <QScrollArea>
#include <QWidget>

namespace reconnect {

QList<QWidget*> focusOrder(const QLayout* layout)
{
    QList<QWidget*> order;
    for (int i = 0; layout && i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->layout())
            order += focusOrder(item->layout());
        QWidget* widget = item->widget();
        if (!widget)
            continue;
        if ((widget->focusPolicy() & Qt::TabFocus) != 0)
            order.append(widget);
        else if (auto* area = qobject_cast<QScrollArea*>(widget))
            order += focusOrder(area->widget()->layout());
        else
            order += focusOrder(widget->layout());
    }
    return order;
}

void setTabOrder(const QList<QWidget*>& widgets)
{
    for (qsizetype i = 1; i < widgets.size(); ++i)
        QWidget::setTabOrder(widgets[i - 1], widgets[i]);
}

} // namespace reconnect
