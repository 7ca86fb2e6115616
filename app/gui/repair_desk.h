#pragma once

#include "app/session/repairs.h"
#include "core/guide/offer.h"

class QWidget;

namespace reconnect {

// Fixes as the window has them: a second question before what can't be taken back, and how it went
// in a sentence.
class RepairDesk : public QObject {
    Q_OBJECT

public:
    // All outlive the desk.
    RepairDesk(Repairs& repairs, QWidget* window);

    void begin(const Offer& offer);

signals:
    void begun(const reconnect::Offer& offer); // the person agreed
    void ended(const reconnect::FixOutcome& outcome, const QString& sentence);
    void undone(const QString& sentence);
    void dismissed(const QString& sentence);

private:
    void ask(const Offer& offer, const QString& question, const QString& yes,
             std::function<void()> agreed);
    void start(const Offer& offer);

    Repairs& m_repairs;
    QWidget* m_window;
};

} // namespace reconnect
