#pragma once

#include <QObject>
#include <QTimer>

namespace reconnect {

// Hears Ctrl-C and a request to end, as long as it lives; a second one ends the program at once.
class Interrupt : public QObject {
    Q_OBJECT

public:
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

signals:
    void asked();

private:
    QTimer m_watch;
};

} // namespace reconnect
