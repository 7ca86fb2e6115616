#pragma once

#include <QLabel>

namespace reconnect {

// Text that wraps and is never read as markup: parts of it come from the network.
QLabel* newText(const QString& text = {}, QWidget* parent = nullptr);
// The name of a part of a page.
QLabel* newHeading(const QString& text, QWidget* parent = nullptr);
// Lets long words (paths, addresses) break, so that none is wider than its column.
QString breakable(const QString& text);
// "12 ms", "4.0 s".
QString spanText(int ms);

} // namespace reconnect
