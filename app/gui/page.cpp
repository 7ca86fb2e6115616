#include "app/gui/page.h"

#include "app/gui/column.h"
#include "app/gui/labels.h"
#include "core/guide/guide.h"

#include <QOperatingSystemVersion>
#include <QProgressBar>
#include <algorithm>

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
        m_work = new QProgressBar;
        m_work->setTextVisible(false);
        m_work->setAccessibleName(tr("Work done"));
        m_work->hide();
        column->lines()->addWidget(m_notice);
        column->lines()->addWidget(m_work);
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
    m_work->hide();
    display();
}

void Page::tell(const QString& notice)
{
    if (!m_notice)
        return;
    m_notice->setText(breakable(notice));
    m_notice->show();
    m_work->hide();
}

void Page::tellWork(const QString& words, int thousandths)
{
    if (!m_notice)
        return;
    tell(words);
    // An unknown share stays empty: a bar that sways says nothing.
    m_work->setMaximum(1000);
    m_work->setValue(std::max(thousandths, 0));
    m_work->show();
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
