#pragma once

#include "app/session/repairs.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace reconnect {

// What this program changed on this computer and what stays so, with an Undo each, or
// a Dismiss where somebody has changed it since.
class ChangesView : public QWidget {
    Q_OBJECT

public:
    explicit ChangesView(QWidget* parent = nullptr);

    void display(const QList<MadeChange>& changes, bool busy);

signals:
    void undoWanted(const QString& id);
    void undoAllWanted();
    void dismissWanted(const QString& id);

private:
    void addRow(const MadeChange& change, bool busy);
    QPushButton* addButton(const QString& label, const QString& what, bool busy);

    QLabel* m_intro;
    QVBoxLayout* m_rows;
    QPushButton* m_all;
};

} // namespace reconnect
