#pragma once

#include "core/guide/offer.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace reconnect {

class EvidenceRows;
class Fold;
class ShapeIcon;

// One cause: an icon, a sentence that names it, a line of why, a button, and the evidence folded
// under them.
class VerdictCard : public QFrame {
    Q_OBJECT

public:
    explicit VerdictCard(QWidget* parent = nullptr);

    void display(const Finding& finding, const Evidence& evidence, const Able& able);
    // Whether the button does no more than show this stage.
    bool leadsTo(Stage stage) const;
    // Whether the button does what the last page's own button does.
    bool writesToIt() const { return m_offer.action == Offer::Action::WriteToIt; }
    void setButtonShown(bool shown);
    QPushButton* button() const { return m_button; }

signals:
    void offered(const reconnect::Offer& offer);

private:
    ShapeIcon* m_icon;
    QLabel* m_headline;
    QLabel* m_why;
    QPushButton* m_button;
    QLabel* m_promise; // what the button will do
    Fold* m_details;
    EvidenceRows* m_rows = nullptr; // made when Details is first opened
    QList<Observation> m_observations;
    Confidence m_confidence = Confidence::Possible;
    Offer m_offer;
};

} // namespace reconnect
