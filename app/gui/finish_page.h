#pragma once

#include "app/gui/page.h"
#include "app/session/repairs.h"

class QPlainTextEdit;

namespace reconnect {

class Cards;
class ChangesView;
class Fold;
class StepsView;

// The last page: what was found, who can help, and the report for them.
class FinishPage : public Page {
    Q_OBJECT

public:
    FinishPage(Session& session, const Progress& progress, QWidget* parent = nullptr);

    void showSteps() override;
    // What this program changed and what stays so; nothing can be undone while it is busy.
    void showChanges(const QList<MadeChange>& changes, bool busy);

signals:
    void undoWanted(const QString& id);
    void undoAllWanted();
    void dismissWanted(const QString& id);
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
    ChangesView* m_changes = nullptr;
    QList<MadeChange> m_made;
    bool m_busy = false;
    Fold* m_fold = nullptr;
    QPlainTextEdit* m_report = nullptr; // filled when it is unfolded
    StepsView* m_steps = nullptr;
};

} // namespace reconnect
