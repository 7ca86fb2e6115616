#include "app/gui/verdict_card.h"

#include "app/gui/evidence_rows.h"
#include "app/gui/fold.h"
#include "app/gui/labels.h"
#include "app/gui/shapes.h"
#include "core/diagnosis/words.h"

#include <QHBoxLayout>
#include <QHash>
#include <QPushButton>

namespace reconnect {
namespace {

// In the order the finding gives them: the telling one first.
QList<Observation> observationsFor(const Finding& finding, const Evidence& evidence)
{
    QHash<QString, const Observation*> known;
    for (const Observation& observation : evidence.observations)
        known.insert(observation.id, &observation);
    QList<Observation> list;
    for (const QString& id : finding.evidence)
        if (const Observation* observation = known.value(id))
            list.append(*observation);
    return list;
}

} // namespace

VerdictCard::VerdictCard(QWidget* parent)
    : QFrame(parent)
    , m_icon(new ShapeIcon(looks::cardIcon))
    , m_headline(newText())
    , m_why(newText())
    , m_button(new QPushButton)
    , m_promise(newText())
    , m_details(new Fold(tr("Details")))
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_headline->setFont(looks::headline(m_headline->font()));

    m_button->setMinimumSize(20 * looks::grid, 4 * looks::grid);

    auto* lines = new QVBoxLayout;
    lines->setSpacing(looks::grid);
    lines->addWidget(m_headline);
    lines->addWidget(m_why);
    lines->addSpacing(looks::grid);
    lines->addWidget(m_button, 0, Qt::AlignLeft);
    lines->addWidget(m_promise);
    lines->addWidget(m_details);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * looks::grid, 2 * looks::grid, 2 * looks::grid, 2 * looks::grid);
    row->setSpacing(2 * looks::grid);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(lines, 1);

    connect(m_button, &QPushButton::clicked, this, [this] { emit offered(m_offer); });
    connect(m_details, &Fold::opened, this, [this] {
        if (!m_rows) {
            m_rows = new EvidenceRows;
            m_details->setContent(m_rows);
        }
        m_rows->display(m_observations, m_confidence);
    });
}

void VerdictCard::display(const Finding& finding, const Evidence& evidence, const Able& able)
{
    const Words words = wordsFor(finding);
    m_icon->setShape(shapeFor(finding));
    m_headline->setText(breakable(words.headline));
    m_why->setText(breakable(words.why));
    m_why->setHidden(words.why.isEmpty());
    m_offer = offerFor(finding, evidence, able);
    m_button->setText(m_offer.label);
    m_promise->setText(breakable(m_offer.promise));
    m_promise->setHidden(m_offer.promise.isEmpty());
    // The focus moves to the button when a verdict is there; so its cause is read out with it.
    m_button->setAccessibleDescription(words.headline + QLatin1Char(' ') + words.why +
                                       QLatin1Char(' ') + m_offer.promise);
    m_observations = observationsFor(finding, evidence);
    m_confidence = finding.confidence;
    m_details->setHidden(m_observations.isEmpty());
    m_details->setOpen(false);
}

bool VerdictCard::leadsTo(Stage stage) const
{
    return m_offer.action == Offer::Action::ShowSteps && m_offer.stage == stage;
}

void VerdictCard::setButtonShown(bool shown)
{
    m_button->setVisible(shown);
    m_promise->setHidden(!shown || m_offer.promise.isEmpty());
}

} // namespace reconnect
