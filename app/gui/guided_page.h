#pragma once

#include "app/gui/page.h"

namespace reconnect {

class Cards;
class RepairButtons;
class ShapeIcon;
class StepsView;

// A stage that explains: what lies here, what was found, and what a person can do themselves.
class GuidedPage : public Page {
    Q_OBJECT

public:
    using Page::Page;

    void showSteps() override;

protected:
    void build(QVBoxLayout* lines) override;
    void display() override;

private:
    ShapeIcon* m_icon = nullptr;
    QLabel* m_state = nullptr;
    Cards* m_cards = nullptr;
    QLabel* m_foundHeading = nullptr;
    QLabel* m_found = nullptr;
    RepairButtons* m_repairs = nullptr;
    StepsView* m_steps = nullptr;
};

} // namespace reconnect
