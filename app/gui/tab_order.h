#pragma once

#include <QList>

class QLayout;
class QWidget;

namespace reconnect {

// What takes the focus inside a layout, in the order of the eye. Qt's own order is that of
// creation, which is wrong for what is made or made anew later.
QList<QWidget*> focusOrder(const QLayout* layout);
// Makes the Tab key follow the list, round and round.
void setTabOrder(const QList<QWidget*>& widgets);

} // namespace reconnect
