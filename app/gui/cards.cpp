#include "app/gui/cards.h"

#include "app/gui/looks.h"

#include <QVBoxLayout>

namespace reconnect {

Cards::Cards(QWidget* parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(looks::grid);
}

void Cards::display(const QList<Finding>& findings, const Evidence& evidence, const Able& able)
{
    while (m_cards.size() < findings.size()) {
        auto* card = new VerdictCard;
        connect(card, &VerdictCard::offered, this, &Cards::offered);
        m_lines->addWidget(card);
        m_cards.append(card);
    }
    for (qsizetype i = 0; i < m_cards.size(); ++i) {
        if (i < findings.size())
            m_cards[i]->display(findings[i], evidence, able);
        m_cards[i]->setVisible(i < findings.size());
    }
    m_shown = findings.size();
    setHidden(findings.isEmpty());
}

VerdictCard* Cards::first() const
{
    return m_shown > 0 ? m_cards.first() : nullptr;
}

} // namespace reconnect
