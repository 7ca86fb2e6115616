#pragma once

#include <QTreeView>

namespace reconnect {

// Shows a ChecksModel at its full height: the page scrolls, not the list.
class ChecksView : public QTreeView {
    Q_OBJECT

public:
    explicit ChecksView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    int shownRows() const;
};

} // namespace reconnect
