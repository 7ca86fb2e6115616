#pragma once

#include "app/gui/page.h"

class QPlainTextEdit;

namespace reconnect {

class Cards;
class Fold;
class StepsView;

// The last page: what was found, who can help, and the report for them.
class FinishPage : public Page {
    Q_OBJECT

public:
    FinishPage(Session& session, const Progress& progress, QWidget* parent = nullptr);

    void showSteps() override;

signals:
    void copyWanted();
    void saveWanted();

protected:
    void build(QVBoxLayout* lines) override;
    void display() override;

private:
    QLabel* m_waiting = nullptr;
    Cards* m_cards = nullptr;
    QLabel* m_notesHeading = nullptr;
    QLabel* m_notes = nullptr;
    Fold* m_fold = nullptr;
    QPlainTextEdit* m_report = nullptr; // filled when it is unfolded
    StepsView* m_steps = nullptr;
};

} // namespace reconnect
