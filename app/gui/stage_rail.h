#pragma once

#include "core/guide/stage_state.h"

#include <QHash>
#include <QWidget>

class QLabel;

namespace reconnect {

class ShapeIcon;

// The stages at the left, each with a shape and a word for its state.
class StageRail : public QWidget {
    Q_OBJECT

public:
    explicit StageRail(QWidget* parent = nullptr);

    void setState(Stage stage, StageState state);
    void setCurrent(Stage stage);

private:
    struct Entry {
        ShapeIcon* icon;
        QLabel* name;
        QLabel* state;
    };
    QHash<Stage, Entry> m_entries;
};

} // namespace reconnect
