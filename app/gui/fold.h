#pragma once

#include <QToolButton>
#include <QWidget>

namespace reconnect {

// A line that folds its content out and in. The content is made when it is first wanted.
class Fold : public QWidget {
    Q_OBJECT

public:
    explicit Fold(const QString& title, QWidget* parent = nullptr);

    // Takes the content; call once.
    void setContent(QWidget* content);
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    QToolButton* button() const { return m_button; }

signals:
    void opened(); // just before the content is shown

private:
    QToolButton* m_button;
    QWidget* m_content = nullptr;
    bool m_open = false;
};

} // namespace reconnect
