#pragma once

#include "core/guide/guide.h"

#include <QWidget>

class QVBoxLayout;

namespace reconnect {

class Fold;

// "Do it yourself": each remedy a line that folds its steps out.
class StepsView : public QWidget {
    Q_OBJECT

public:
    explicit StepsView(QWidget* parent = nullptr);

    // The first `open` of them folded out.
    void display(const QList<Steps>& list, int open);
    void openFirst(); // and take the focus there

signals:
    void panelWanted(reconnect::Panel panel);

private:
    void fill(Fold* fold, const Steps& steps);
    QWidget* newSteps(const Steps& steps);

    QVBoxLayout* m_lines;
};

} // namespace reconnect
