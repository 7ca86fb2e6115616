#include "platform/windows/zoom/windows_zoom_client.h"

#include "platform/windows/zoom/zoom_integrity.h"

#include <QMutex>
#include <QThread>
#include <QTimer>

namespace reconnect::windows_os {
namespace {

constexpr int lookMs = 20;

// What asker and thread share; whoever lets go last frees it.
class Findings {
public:
    void tell(const ZoomClientState& state, bool isAll)
    {
        const QMutexLocker lock(&m_guard);
        m_state = state;
        m_isAll = isAll;
    }
    std::optional<ZoomClientState> state(bool evenIfPart) const
    {
        const QMutexLocker lock(&m_guard);
        return m_isAll || evenIfPart ? m_state : std::nullopt;
    }

private:
    mutable QMutex m_guard; // not std::mutex: winpthreads is gone before a thread left behind is
    std::optional<ZoomClientState> m_state;
    bool m_isAll = false;
};

void look(const ZoomLook& with, const QDeadlineTimer& deadline, Findings& findings)
{
    const QList<InstalledZoom> installs = installedZooms(*with.registry, *with.files, with.folders);
    ZoomClientState state;
    // Its package for one person needs no administrator.
    state.kindHere = QStringLiteral("exe");
    state.running = !with.processes->running().isEmpty();
    for (const InstalledZoom& install : installs)
        state.installs.append({install.kind, install.version, install.shown, {}, false});
    findings.tell(state, installs.isEmpty());
    for (qsizetype at = 0; at < installs.size(); ++at) {
        checkIntegrity(installs[at], *with.files, deadline, state.installs[at]);
        findings.tell(state, at + 1 == installs.size());
    }
}

} // namespace

WindowsZoomClient::WindowsZoomClient(ZoomLook look, int limitMs)
    : m_look(std::move(look))
    , m_limitMs(limitMs)
{
}

void WindowsZoomClient::inspect(QObject* context, Done done)
{
    const auto findings = std::make_shared<Findings>();
    const QDeadlineTimer deadline(m_limitMs);
    // Left behind, not waited for: what it reads may be on a disk that does not answer. One of Qt's
    // own threads, because Qt's regular expressions keep things for each thread.
    auto* const thread =
        QThread::create([with = m_look, deadline, findings] { look(with, deadline, *findings); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
    // Looked for rather than rung: the asker may be gone at any moment.
    auto* const timer = new QTimer(context);
    QObject::connect(
        timer, &QTimer::timeout, context,
        [timer, findings, deadline, arePersons = m_look.arePersons, done = std::move(done)] {
            const bool isOver = deadline.hasExpired();
            const auto state = findings->state(isOver);
            if (!state && !isOver)
                return;
            timer->stop();
            timer->deleteLater();
            if (!state)
                done(failure(ErrorCode::TimedOut));
            else if (state->installs.isEmpty() && !arePersons)
                done(failure(ErrorCode::NotPermitted));
            else
                done(*state);
        });
    timer->start(lookMs);
}

} // namespace reconnect::windows_os
