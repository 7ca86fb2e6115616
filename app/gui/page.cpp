#include "app/gui/page.h"

#include "app/gui/column.h"
#include "app/gui/labels.h"
#include "core/guide/guide.h"

#include <QOperatingSystemVersion>

namespace reconnect {
namespace {

QString thisSystem()
{
    switch (QOperatingSystemVersion::currentType()) {
    case QOperatingSystemVersion::Windows:
        return QStringLiteral("windows");
    case QOperatingSystemVersion::MacOS:
        return QStringLiteral("macos");
    default:
        return QStringLiteral("linux");
    }
}

} // namespace

Page::Page(Stage stage, Session& session, const Progress& progress, QWidget* parent)
    : QWizardPage(parent)
    , m_stage(stage)
    , m_session(session)
    , m_progress(progress)
{
    setTitle(guideFor(stage).question);
}

void Page::initializePage()
{
    if (!m_notice) {
        auto* whole = new QVBoxLayout(this);
        whole->setContentsMargins(0, 0, 0, 0);
        auto* column = new Column;
        whole->addWidget(column);
        m_notice = newText();
        m_notice->hide();
        column->lines()->addWidget(m_notice);
        build(column->lines());
        column->lines()->addStretch(1);
    }
    refresh();
}

void Page::refresh()
{
    if (!m_notice)
        return;
    m_notice->hide();
    display();
}

void Page::tell(const QString& notice)
{
    if (!m_notice)
        return;
    m_notice->setText(breakable(notice));
    m_notice->show();
}

StageState Page::stageState() const
{
    return stateOf(m_stage, m_session.evidence(), m_session.diagnosis(), m_progress);
}

QString Page::os() const
{
    const QString reported = m_session.evidence().os;
    return reported.isEmpty() ? thisSystem() : reported;
}

} // namespace reconnect
