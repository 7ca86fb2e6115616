#pragma once

#include "core/diagnosis/diagnosis.h"

#include <QWidget>

class QGridLayout;

namespace reconnect {

// What was tried, what came back, how long it took.
class EvidenceRows : public QWidget {
    Q_OBJECT

public:
    explicit EvidenceRows(QWidget* parent = nullptr);

    void display(const QList<Observation>& observations, Confidence confidence);

private:
    void addRow(const Observation& observation);

    QGridLayout* m_grid;
};

} // namespace reconnect
