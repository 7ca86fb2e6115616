#pragma once

#include "app/gui/shapes.h"
#include "core/guide/layer_summary.h"

#include <QAbstractItemModel>

namespace reconnect {

// The checks of one run as a tree: a row a layer, its checks under it. Columns: what was asked,
// what came back, how long it took.
class ChecksModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { What, Answer, Span, ColumnCount };
    enum Role { ShapeRole = Qt::UserRole }; // int(Shape), of the first column

    using QAbstractItemModel::QAbstractItemModel;

    void expect(const QList<Observation>& rows); // a run begins
    void observe(const Observation& observation);
    void settle(const Evidence& evidence, const Diagnosis& diagnosis); // a run is over

    // Layers that still have an answer to come, at most `most` of them.
    QStringList pending(int most) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Group {
        Layer layer;
        QList<Observation> rows;
        LayerSummary summary;
    };
    void fill(const QList<Observation>& rows);
    QVariant groupData(const Group& group, int column, int role) const;
    QVariant rowData(const Observation& row, int column, int role) const;

    QList<Group> m_groups;
    Blame m_blame;
    bool m_running = false;
};

} // namespace reconnect
