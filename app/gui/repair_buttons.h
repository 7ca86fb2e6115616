#pragma once

#include "core/guide/offer.h"

#include <QWidget>

class QVBoxLayout;

namespace reconnect {

// What this program can do in a stage, a button each with what it will do beside it. Folded away,
// because the verdict's own button comes first; nothing where there is nothing.
class RepairButtons : public QWidget {
    Q_OBJECT

public:
    explicit RepairButtons(QWidget* parent = nullptr);

    void display(const QList<Offer>& offers);

signals:
    void offered(const reconnect::Offer& offer);

private:
    QVBoxLayout* m_lines;
};

} // namespace reconnect
