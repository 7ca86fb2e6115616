#include "app/gui/repair_desk.h"

#include "core/fix/fix_words.h"
#include "core/fix/words.h"

#include <QMessageBox>
#include <QPushButton>

namespace reconnect {

RepairDesk::RepairDesk(Repairs& repairs, QWidget* window)
    : QObject(window)
    , m_repairs(repairs)
    , m_window(window)
{
    connect(&m_repairs, &Repairs::finished, this, [this](const FixOutcome& outcome) {
        QStringList words{sentenceFor(outcome), outcome.said};
        words.removeAll(QString());
        emit ended(outcome, words.join(QLatin1Char('\n')));
    });
    connect(&m_repairs, &Repairs::undone, this, [this](const QList<Undone>& results) {
        QStringList words;
        for (const Undone& one : results)
            if (!one.result)
                words.append(undoSentenceFor(one.result.error(), one.entry.change));
        emit undone(words.isEmpty() ? tr("It is as it was before.")
                                    : words.join(QLatin1Char('\n')));
    });
    connect(&m_repairs, &Repairs::dismissed, this, [this](const Undone& one) {
        emit dismissed(one.result ? tr("It is listed no more. It stays as it is now.")
                                  : dismissSentenceFor(one.result.error()));
    });
}

void RepairDesk::begin(const Offer& offer)
{
    if (offer.reversible) {
        start(offer);
        return;
    }
    const QString last = tr("%1 This can't be taken back.").arg(offer.promise);
    ask(offer, last, offer.label, [this, offer] {
        if (offer.fix == Fix::RestartComputer)
            ask(offer, tr("Work that is not saved will be lost. Restart now?"), tr("Restart now"),
                [this, offer] { start(offer); });
        else
            start(offer);
    });
}

void RepairDesk::start(const Offer& offer)
{
    emit begun(offer);
    m_repairs.start(offer.fix);
}

void RepairDesk::ask(const Offer& offer, const QString& question, const QString& yes,
                     std::function<void()> agreed)
{
    auto* box = new QMessageBox(QMessageBox::Question, offer.label, question, QMessageBox::Cancel,
                                m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    const QPushButton* go = box->addButton(yes, QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::buttonClicked, this,
            [go, agreed = std::move(agreed)](QAbstractButton* pressed) {
                if (pressed == go)
                    agreed();
            });
    box->open();
}

} // namespace reconnect
