#include "platform/windows/firewall/windows_firewall.h"

#include "platform/windows/firewall/firewall_judge.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThread>

namespace reconnect::windows_os::firewall {
namespace {

using Readings = QList<FirewallReading>;

constexpr unsigned long settleMs = 300;

// On the thread of the question.
Readings readAll(FirewallStore& store, DropLog& drops, const LookAround& lookAround,
                 const Networks& networks, const QDateTime& since,
                 const QList<OutgoingPacket>& packets)
{
    Surroundings here = lookAround();
    here.localNetworks = networks;
    Readings readings{readingFrom(store.read(), here, packets)};
    const QString self = here.self.section(QLatin1Char('\\'), -1);
    // The other probes have only begun to send.
    QThread::msleep(settleMs);
    if (const auto dropped = readingFrom(drops.recent(since), packets, self))
        readings.append(*dropped);
    return readings;
}

} // namespace

WindowsFirewall::WindowsFirewall(std::shared_ptr<FirewallStore> store,
                                 std::shared_ptr<DropLog> drops, LookAround lookAround,
                                 NearNetworks nearNetworks)
    : m_store(std::move(store))
    , m_drops(std::move(drops))
    , m_lookAround(std::move(lookAround))
    , m_nearNetworks(std::move(nearNetworks))
{
}

void WindowsFirewall::judge(const QList<OutgoingPacket>& packets, QObject* context, Done done)
{
    // Owned by the context: gone with it, and the thread then answers nobody.
    auto* watcher = new QFutureWatcher<Readings>(context);
    QObject::connect(watcher, &QFutureWatcher<Readings>::finished, watcher,
                     [watcher, done = std::move(done)] {
                         watcher->deleteLater();
                         done(watcher->result());
                     });
    const auto promise = std::make_shared<QPromise<Readings>>();
    watcher->setFuture(promise->future());
    promise->start();
    const auto answer = [promise](const Readings& readings) {
        promise->addResult(readings);
        promise->finish();
    };
    // Left behind, not waited for, and one of Qt's own: see windows_zoom_client.cpp.
    auto* const thread =
        QThread::create([=, store = m_store, drops = m_drops, lookAround = m_lookAround,
                         networks = m_nearNetworks(), since = m_begun] {
            answer(readAll(*store, *drops, lookAround, networks, since, packets));
        });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

} // namespace reconnect::windows_os::firewall
