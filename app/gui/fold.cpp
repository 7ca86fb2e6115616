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
    m_button->setArrowType(Qt::RightArrow);
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::StrongFocus);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(looks::grid);
    column->addWidget(m_button, 0, Qt::AlignLeft);

    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_button->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        if (open)
            emit opened();
        if (m_content)
            m_content->setVisible(open);
    });
}

void Fold::setContent(QWidget* content)
{
    m_content = content;
    layout()->addWidget(content);
    content->setVisible(isOpen());
}

void Fold::setOpen(bool open)
{
    m_button->setChecked(open);
}

} // namespace reconnect
