#include "app/session/router_vigil.h"

namespace reconnect {

RouterVigil::RouterVigil(std::unique_ptr<Session> session, QObject* parent)
    : RouterVigil(std::move(session), Pace{}, parent)
{
}

RouterVigil::RouterVigil(std::unique_ptr<Session> session, Pace pace, QObject* parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_pace(pace)
{
    m_pause.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, m_session.get(), &Session::check);
    connect(&m_patience, &QTimer::timeout, this, &RouterVigil::end);
    connect(m_session.get(), &Session::stateChanged, this, &RouterVigil::follow);
}

void RouterVigil::start(const Evidence& evidence)
{
    cancel();
    m_isWatching = true;
    m_watch = watchFrom(evidence);
    m_patience.start(m_pace.patienceMs);
    emit seen(m_watch);
    m_session->check();
}

void RouterVigil::cancel()
{
    m_isWatching = false;
    m_pause.stop();
    m_patience.stop();
    m_session->cancel();
}

void RouterVigil::follow()
{
    if (!m_isWatching || m_session->state() != Session::State::Finished)
        return;
    const RouterWatch now = watched(m_watch, m_session->evidence());
    if (now != m_watch)
        emit seen(m_watch = now);
    // Whoever heard that may have cancelled.
    if (!m_isWatching)
        return;
    if (now.internetIsBack)
        end();
    else
        m_pause.start(m_pace.pauseMs);
}

void RouterVigil::end()
{
    cancel();
    emit ended(m_watch);
}

} // namespace reconnect
