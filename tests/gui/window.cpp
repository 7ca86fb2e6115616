#include "tests/gui/window.h"

#include <QLabel>

namespace reconnect::test {

void Window::settle() const
{
    const auto geometries = [this] {
        QList<QRect> list;
        for (const QWidget* widget : wizard.findChildren<QWidget*>())
            list.append(widget->isVisible() ? widget->geometry() : QRect());
        return list;
    };
    QList<QRect> before;
    int still = 0;
    for (int i = 0; i < 200 && still < 3; ++i) {
        QTest::qWait(10);
        const QList<QRect> now = geometries();
        still = now == before ? still + 1 : 0;
        before = now;
    }
}

bool Window::says(const QString& text) const
{
    for (const QLabel* label : wizard.findChildren<QLabel*>()) {
        QString shown = label->text();
        shown.remove(QChar(0x200B));
        if (label->isVisible() && shown.contains(text))
            return true;
    }
    return false;
}

} // namespace reconnect::test
