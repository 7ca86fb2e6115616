#pragma once

#include <QScrollArea>
#include <QVBoxLayout>

namespace reconnect {

// One column of bounded width, which scrolls where the screen is low.
class Column : public QScrollArea {
    Q_OBJECT

public:
    explicit Column(QWidget* parent = nullptr);

    QVBoxLayout* lines() const { return m_lines; }

private:
    QVBoxLayout* m_lines;
};

// Takes everything out of a layout and deletes it.
void clear(QLayout* layout);

} // namespace reconnect
