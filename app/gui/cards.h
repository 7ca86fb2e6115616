#pragma once

#include "app/gui/verdict_card.h"

#include <QWidget>

class QVBoxLayout;

namespace reconnect {

// A verdict card for each of some findings.
class Cards : public QWidget {
    Q_OBJECT

public:
    explicit Cards(QWidget* parent = nullptr);

    void display(const QList<Finding>& findings, const Evidence& evidence, const Able& able = {});
    VerdictCard* first() const;
    const QList<VerdictCard*>& all() const { return m_cards; }

signals:
    void offered(const reconnect::Offer& offer);

private:
    QVBoxLayout* m_lines;
    QList<VerdictCard*> m_cards; // those beyond the last display's need are hidden
    qsizetype m_shown = 0;
};

} // namespace reconnect
