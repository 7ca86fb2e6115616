#include "app/gui/checks_model.h"

#include "app/gui/labels.h"
#include "core/diagnosis/words.h"

#include <algorithm>

namespace reconnect {

void ChecksModel::expect(const QList<Observation>& rows)
{
    m_running = true;
    m_blame = {};
    fill(rows);
}

void ChecksModel::settle(const Evidence& evidence, const Diagnosis& diagnosis)
{
    m_running = false;
    m_blame = blameOf(diagnosis);
    fill(evidence.observations);
}

void ChecksModel::fill(const QList<Observation>& rows)
{
    beginResetModel();
    m_groups.clear();
    for (const Observation& row : rows) {
        auto group = std::find_if(m_groups.begin(), m_groups.end(),
                                  [&row](const Group& one) { return one.layer == row.layer; });
        if (group == m_groups.end())
            group = m_groups.insert(m_groups.end(), Group{row.layer, {}, {}});
        group->rows.append(row);
    }
    std::sort(m_groups.begin(), m_groups.end(),
              [](const Group& a, const Group& b) { return a.layer < b.layer; });
    for (Group& group : m_groups)
        group.summary = summarize(group.rows, m_blame, m_running);
    endResetModel();
}

void ChecksModel::observe(const Observation& observation)
{
    const auto group =
        std::find_if(m_groups.begin(), m_groups.end(),
                     [&observation](const Group& one) { return one.layer == observation.layer; });
    if (group == m_groups.end())
        return; // it comes with settle()
    const int top = int(group - m_groups.begin());
    const QModelIndex parent = index(top, 0);
    const auto row = std::find_if(group->rows.begin(), group->rows.end(),
                                  [&](const Observation& one) { return one.id == observation.id; });
    if (row != group->rows.end()) {
        *row = observation;
        const int at = int(row - group->rows.begin());
        emit dataChanged(index(at, 0, parent), index(at, ColumnCount - 1, parent));
    } else {
        const int at = int(group->rows.size());
        beginInsertRows(parent, at, at);
        group->rows.append(observation);
        endInsertRows();
    }
    group->summary = summarize(group->rows, m_blame, m_running);
    emit dataChanged(parent, index(top, ColumnCount - 1));
}

QStringList ChecksModel::pending(int most) const
{
    QStringList names;
    for (const Group& group : m_groups)
        if (group.summary.standing == LayerSummary::Standing::Checking && names.size() < most)
            names.append(nameOf(group.layer));
    return names;
}

// A layer's index carries 0, a check's the number of its layer and one more.
QModelIndex ChecksModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex ChecksModel::parent(const QModelIndex& child) const
{
    return child.internalId() == 0 ? QModelIndex()
                                   : createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int ChecksModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    return parent.internalId() == 0 && parent.column() == 0
               ? int(m_groups[parent.row()].rows.size())
               : 0;
}

int ChecksModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ChecksModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Span)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (index.internalId() == 0)
        return groupData(m_groups[index.row()], index.column(), role);
    return rowData(m_groups[int(index.internalId()) - 1].rows[index.row()], index.column(), role);
}

QVariant ChecksModel::groupData(const Group& group, int column, int role) const
{
    using Standing = LayerSummary::Standing;
    if (role == ShapeRole && column == What)
        return int(shapeFor(group.summary.standing));
    if (role == Qt::AccessibleTextRole && column == What)
        return tr("%1: %2").arg(nameOf(group.layer), group.summary.words);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case What:
        return nameOf(group.layer);
    case Answer:
        return group.summary.words;
    default:
        break;
    }
    const bool timed = group.summary.standing != Standing::Checking && group.summary.durationMs > 0;
    return timed ? spanText(group.summary.durationMs) : QString();
}

QVariant ChecksModel::rowData(const Observation& row, int column, int role) const
{
    const bool open = m_running && row.outcome == Outcome::NotRun && row.error.isEmpty();
    if (role == ShapeRole && column == What)
        return int(open ? Shape::Checking : shapeFor(row.outcome));
    if (role == Qt::ToolTipRole || (role == Qt::AccessibleTextRole && column == What))
        return open ? tr("%1: checking").arg(row.target) : sentenceFor(row);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case What:
        return row.target.isEmpty() ? nameOf(row.layer) : row.target;
    case Answer:
        return open ? tr("checking") : answerFor(row);
    default:
        break;
    }
    return row.durationMs > 0 ? spanText(row.durationMs) : QString();
}

} // namespace reconnect
