#pragma once

#include "app/session/repairs.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace reconnect {

// What this program changed on this computer and what stays so, with an Undo each.
class ChangesView : public QWidget {
    Q_OBJECT

public:
    explicit ChangesView(QWidget* parent = nullptr);

    void display(const QList<MadeChange>& changes, bool busy);

signals:
    void undoWanted(const QString& id);
    void undoAllWanted();

private:
    void addRow(const MadeChange& change, bool busy);

    QLabel* m_intro;
    QVBoxLayout* m_rows;
    QPushButton* m_all;
};

} // namespace reconnect
