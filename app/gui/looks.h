#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

// What the eye meets, in one place: the grid, and the only three colours that are ours.
namespace reconnect::looks {

constexpr int grid = 8;          // pixels; every gap is a multiple of it
constexpr int columnWidth = 640; // no line of text is longer
constexpr int rowIcon = 16;
constexpr int cardIcon = 40;

enum class Accent { Fine, Attention, Blocked, None };

// The accent as it can be read on this palette's window and on its base: at least 4.5:1 on both.
// None is the palette's own text.
QColor colour(Accent accent, const QPalette& palette);
// As WCAG 2 has it, from 1 to 21.
double contrast(const QColor& a, const QColor& b);

QFont headline(QFont font); // the one sentence that names the cause
QFont strong(QFont font);

} // namespace reconnect::looks
