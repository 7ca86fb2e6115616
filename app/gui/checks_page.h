#pragma once

#include "app/gui/page.h"

class QLabel;
class QProgressBar;

namespace reconnect {

class Cards;
class ChecksModel;
class RepairButtons;
class StepsView;

// Stage 1: runs the checks, shows each as it finishes, and names the cause.
class ChecksPage : public Page {
    Q_OBJECT

public:
    ChecksPage(Session& session, const Progress& progress, QWidget* parent = nullptr);

    bool isComplete() const override { return true; } // walking on is always allowed
    void showSteps() override;
    // Where Enter should go once there is a verdict; null while there is none.
    QWidget* mainButton() const;

protected:
    void build(QVBoxLayout* lines) override;
    void display() override;

private:
    void addView();
    void showProgress(int done, int total);

    QVBoxLayout* m_lines = nullptr;
    QLabel* m_intro = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_doing = nullptr;
    Cards* m_cards = nullptr;
    ChecksModel* m_model = nullptr;
    RepairButtons* m_repairs = nullptr;
    StepsView* m_steps = nullptr;
};

} // namespace reconnect
