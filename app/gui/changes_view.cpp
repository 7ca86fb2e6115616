#include "app/gui/changes_view.h"

#include "app/gui/column.h"
#include "app/gui/labels.h"
#include "app/gui/looks.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace reconnect {
namespace {

bool canUndo(const MadeChange& change)
{
    return change.standing == Standing::Undoable || change.standing == Standing::NotKnown;
}

// Why there is no way back, where there is none.
QString wayBack(const MadeChange& change)
{
    switch (change.standing) {
    case Standing::Conflict:
        return ChangesView::tr("It was changed again since, so it is left alone.");
    case Standing::Final:
        return ChangesView::tr("This can't be taken back.");
    case Standing::Untouched:
    case Standing::Undoable:
    case Standing::NotKnown:
        break;
    }
    return {};
}

} // namespace

ChangesView::ChangesView(QWidget* parent)
    : QWidget(parent)
    , m_intro(newText())
    , m_rows(new QVBoxLayout)
    , m_all(new QPushButton(tr("Undo all")))
{
    m_rows->setSpacing(looks::grid);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(looks::grid);
    lines->addWidget(newHeading(tr("What was changed")));
    lines->addWidget(m_intro);
    lines->addLayout(m_rows);
    lines->addWidget(m_all, 0, Qt::AlignLeft);
    connect(m_all, &QPushButton::clicked, this, &ChangesView::undoAllWanted);
}

void ChangesView::display(const QList<MadeChange>& changes, bool busy)
{
    clear(m_rows);
    for (const MadeChange& change : changes)
        addRow(change, busy);
    m_intro->setText(changes.isEmpty() ? tr("There is nothing to take back.")
                                       : tr("Each can be taken back alone, today or later."));
    const auto undoable = std::count_if(changes.begin(), changes.end(), canUndo);
    m_intro->setHidden(!changes.isEmpty() && undoable == 0);
    m_all->setVisible(undoable > 1);
    m_all->setEnabled(!busy);
}

void ChangesView::addRow(const MadeChange& change, bool busy)
{
    const QString what = sentenceFor(change.entry.change);
    const QString when = QLocale().toString(change.entry.when.toLocalTime(), QLocale::ShortFormat);
    QStringList words{what, when, change.entry.said, wayBack(change)};
    words.removeAll(QString());
    m_rows->addWidget(newText(breakable(words.join(QLatin1Char('\n')))));
    if (canUndo(change))
        connect(addButton(tr("Undo"), what, busy), &QPushButton::clicked, this,
                [this, id = change.entry.id] { emit undoWanted(id); });
    else if (change.standing == Standing::Conflict)
        connect(addButton(tr("Dismiss"), what, busy), &QPushButton::clicked, this,
                [this, id = change.entry.id] { emit dismissWanted(id); });
}

QPushButton* ChangesView::addButton(const QString& label, const QString& what, bool busy)
{
    auto* button = new QPushButton(label);
    button->setAccessibleDescription(what);
    button->setEnabled(!busy);
    m_rows->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

} // namespace reconnect
