#pragma once

#include "app/gui/looks.h"
#include "core/guide/layer_summary.h"
#include "core/guide/stage_state.h"

#include <QIcon>
#include <QWidget>

namespace reconnect {

// What a state looks like. Each has a shape of its own, so that colour is never the only sign.
enum class Shape { Waiting, Checking, Fine, Attention, Blocked, Unknown, Skipped, Fixed };

Shape shapeFor(StageState state);
Shape shapeFor(LayerSummary::Standing standing);
Shape shapeFor(Outcome outcome);
Shape shapeFor(const Finding& finding);
looks::Accent accentFor(Shape shape);

// The shape in its accent, `side` pixels wide (device-independent).
QPixmap pixmapFor(Shape shape, int side, qreal ratio, const QPalette& palette);
QIcon iconFor(Shape shape, const QPalette& palette);
QIcon appIcon();

// One shape, beside a text that says the same.
class ShapeIcon : public QWidget {
    Q_OBJECT

public:
    explicit ShapeIcon(int side, QWidget* parent = nullptr);

    void setShape(Shape shape);
    Shape shape() const { return m_shape; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_side;
    Shape m_shape = Shape::Waiting;
};

} // namespace reconnect
