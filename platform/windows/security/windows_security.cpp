#include "platform/windows/security/windows_security.h"

#include "platform/windows/security/security_answers.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThread>
#include <QTimer>

namespace reconnect::windows_os {
namespace {

using Answer = Result<QList<SecurityProduct>>;

// What the registry tells comes first; the services of Windows may be long in answering.
void askAll(SecuritySources& sources, const RegistryReader& registry, const KnownPrograms& programs,
            QPromise<Answer>& promise)
{
    const auto installed = ofInstalled(installedEntries(registry), programs);
    promise.addResult(installed.isEmpty() ? Answer(failure(ErrorCode::TimedOut))
                                          : Answer(installed));
    promise.addResult(lookIn(sources, installed, programs));
    promise.finish();
}

} // namespace

WindowsSecuritySoftware::WindowsSecuritySoftware(std::shared_ptr<SecuritySources> sources,
                                                 std::shared_ptr<const RegistryReader> registry,
                                                 KnownPrograms programs,
                                                 std::chrono::milliseconds patience)
    : m_sources(std::move(sources))
    , m_registry(std::move(registry))
    , m_programs(std::move(programs))
    , m_patience(patience)
{
}

void WindowsSecuritySoftware::look(QObject* context, Done done)
{
    // Owned by the context: gone with it, and the thread then answers nobody.
    auto* const watcher = new QFutureWatcher<Answer>(context);
    auto* const timer = new QTimer(watcher);
    const auto tell = [watcher, timer, done = std::move(done)] {
        timer->stop();
        watcher->disconnect();
        watcher->deleteLater();
        const QFuture<Answer> future = watcher->future();
        const int count = future.resultCount();
        done(count > 0 ? future.resultAt(count - 1) : failure(ErrorCode::TimedOut));
    };
    QObject::connect(watcher, &QFutureWatcher<Answer>::finished, watcher, tell);
    QObject::connect(timer, &QTimer::timeout, watcher, tell);
    const auto promise = std::make_shared<QPromise<Answer>>();
    watcher->setFuture(promise->future());
    promise->start();
    // Left behind, not waited for, and one of Qt's own: see windows_zoom_client.cpp.
    auto* const thread = QThread::create(
        [promise, sources = m_sources, registry = m_registry, programs = m_programs] {
            askAll(*sources, *registry, programs, *promise);
        });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
    timer->start(m_patience);
}

} // namespace reconnect::windows_os
