#include "app/gui/fold.h"

#include "app/gui/looks.h"

#include <QVBoxLayout>

namespace reconnect {

Fold::Fold(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
{
    m_button->setText(title);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::StrongFocus);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(looks::grid);
    column->addWidget(m_button, 0, Qt::AlignLeft);

    connect(m_button, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    setOpen(false);
}

void Fold::setContent(QWidget* content)
{
    m_content = content;
    layout()->addWidget(content);
    content->setVisible(isOpen());
}

void Fold::setOpen(bool open)
{
    m_open = open;
    m_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    // Not a checkable button, which would look pressed for as long as it is open.
    m_button->setAccessibleDescription(open ? tr("folded out") : tr("folded in"));
    if (open)
        emit opened();
    if (m_content)
        m_content->setVisible(open);
}

} // namespace reconnect
