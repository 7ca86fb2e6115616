#include "platform/windows/security/windows_security.h"

#include "platform/windows/security/security_answers.h"

#include <QMutex>
#include <QThread>
#include <QTimer>

namespace reconnect::windows_os {
namespace {

using Answer = Result<QList<SecurityProduct>>;

// What asker and thread share. The thread may outlive the asker, so it rings under the lock.
struct Line {
    QMutex guard;           // see windows_zoom_client.cpp
    QObject* ear = nullptr; // null once nobody listens
    // What the registry tells, at once; the services of Windows may be long in answering.
    Answer soFar = failure(ErrorCode::TimedOut);
};

// Owned by the context and gone with it; takes the first answer, which is the only one.
class Ear : public QObject {
public:
    Ear(QObject* context, std::shared_ptr<Line> line, SecuritySoftware::Done done)
        : QObject(context)
        , m_line(std::move(line))
        , m_done(std::move(done))
    {
        m_line->ear = this;
    }
    ~Ear() override
    {
        const QMutexLocker lock(&m_line->guard);
        m_line->ear = nullptr;
    }

    void expire()
    {
        QMutexLocker lock(&m_line->guard);
        const Answer soFar = m_line->soFar;
        lock.unlock();
        take(soFar && !soFar->isEmpty() ? soFar : failure(ErrorCode::TimedOut));
    }
    void take(const Answer& answer)
    {
        if (const auto done = std::exchange(m_done, {})) {
            deleteLater();
            done(answer);
        }
    }

private:
    std::shared_ptr<Line> m_line;
    SecuritySoftware::Done m_done;
};

} // namespace

WindowsSecuritySoftware::WindowsSecuritySoftware(std::shared_ptr<SecuritySources> sources,
                                                 KnownPrograms programs,
                                                 std::chrono::milliseconds patience)
    : m_sources(std::move(sources))
    , m_programs(std::move(programs))
    , m_patience(patience)
{
}

void WindowsSecuritySoftware::look(QObject* context, Done done)
{
    const auto line = std::make_shared<Line>();
    auto* ear = new Ear(context, line, std::move(done));
    QTimer::singleShot(m_patience, ear, [ear] { ear->expire(); });
    // Left behind, not waited for: a service may hang.
    auto* const thread = QThread::create([line, sources = m_sources, programs = m_programs] {
        const Answer installed =
            sources->installed().map([&programs](const QList<InstalledEntry>& entries) {
                return ofInstalled(entries, programs);
            });
        QMutexLocker lock(&line->guard);
        line->soFar = installed;
        lock.unlock();
        const Answer answer = lookIn(*sources, installed, programs);
        lock.relock();
        if (auto* listener = static_cast<Ear*>(line->ear))
            QMetaObject::invokeMethod(
                listener, [listener, answer] { listener->take(answer); }, Qt::QueuedConnection);
    });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

} // namespace reconnect::windows_os
