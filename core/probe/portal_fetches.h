#pragma once

#include "core/endpoints.h"
#include "core/net/http_fetch.h"
#include "core/ports/clock.h"

#include <vector>

namespace reconnect {

// The plain-http checks of a run, each fetched once and shared: they show both a sign-in page and
// what time others have. Begins with the first who asks.
class PortalFetches : public QObject {
    Q_OBJECT

public:
    struct Answer {
        HttpReply reply;
        QDateTime at; // this computer's time when it came, UTC
    };
    using Done = std::function<void(const Answer&)>;

    PortalFetches(QList<PortalCheck> checks, const std::shared_ptr<Names>& names,
                  const Clock& clock);

    const QList<PortalCheck>& checks() const { return m_checks; }
    // Answers once, from the event loop; never after `context` is gone.
    void whenDone(int check, QObject* context, Done done);

signals:
    void answered(int check);

private:
    void start();

    QList<PortalCheck> m_checks;
    const Clock& m_clock;
    std::vector<std::unique_ptr<HttpFetch>> m_fetches; // beside m_checks
    std::vector<std::optional<Answer>> m_answers;      // beside m_checks
    bool m_started = false;
};

// The check's own server answered, and nobody in its place.
bool isGenuine(const PortalCheck& check, const HttpReply& reply);

} // namespace reconnect
