#include "app/gui/repair_buttons.h"

#include "app/gui/column.h"
#include "app/gui/fold.h"
#include "app/gui/labels.h"
#include "app/gui/looks.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace reconnect {

RepairButtons::RepairButtons(QWidget* parent)
    : QWidget(parent)
{
    auto* fold = new Fold(tr("What this program can do here"));
    auto* content = new QWidget;
    m_lines = new QVBoxLayout(content);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(looks::grid);
    fold->setContent(content);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(fold);
}

void RepairButtons::display(const QList<Offer>& offers)
{
    clear(m_lines);
    for (const Offer& offer : offers) {
        auto* button = new QPushButton(offer.label);
        button->setAccessibleDescription(offer.promise);
        m_lines->addWidget(button, 0, Qt::AlignLeft);
        m_lines->addWidget(newText(breakable(offer.promise)));
        connect(button, &QPushButton::clicked, this, [this, offer] { emit offered(offer); });
    }
    setHidden(offers.isEmpty());
}

} // namespace reconnect
