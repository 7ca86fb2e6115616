#include "platform/windows/firewall/drop_events.h"

#include "core/tr.h"
#include "platform/windows/firewall/firewall_judge.h"

#include <QMap>

#include <algorithm>

namespace reconnect::windows_os::firewall {
namespace {

constexpr qsizetype maxName = 200;

constexpr quint16 dnsPort = 53; // asked by a service

bool isOf(const OutgoingPacket& packet, const DropEvent& event, const QString& self)
{
    const bool isSender = event.program.isEmpty() || event.port == dnsPort ||
                          event.program == QLatin1String("zoom.exe") ||
                          event.program.compare(self, Qt::CaseInsensitive) == 0;
    return isSender && packet.transport == event.transport && packet.port == event.port &&
           packet.destination == event.remote;
}

// The first of four: IPv4, its drops, IPv6, its drops.
constexpr quint16 outgoingLayers[] = {4, 16, 48}; // IP packet, transport, authorization of connect

QString unnamed()
{
    return tr("a filter without a name");
}

} // namespace

bool isOutgoing(quint16 layer)
{
    return std::any_of(std::begin(outgoingLayers), std::end(outgoingLayers),
                       [layer](quint16 first) { return layer >= first && layer < first + 4; });
}

std::optional<FirewallReading> readingFrom(const Result<QList<DropEvent>>& events,
                                           const QList<OutgoingPacket>& packets,
                                           const QString& self)
{
    FirewallReading reading;
    reading.product = QStringLiteral("windows-filtering-platform");
    if (!events) {
        if (events.error().code == ErrorCode::Unsupported)
            return std::nullopt;
        reading.status = FirewallReading::Status::Unreadable;
        reading.problem = problemOf(events.error());
        return reading;
    }
    QMap<QString, BlockingRule> rules;
    for (const OutgoingPacket& packet : packets) {
        const auto event = std::find_if(events->begin(), events->end(), [&](const DropEvent& one) {
            return isOf(packet, one, self);
        });
        if (event == events->end())
            continue;
        BlockingRule& rule = rules[event->provider + QLatin1Char('\n') + event->filter];
        rule.rule = event->filter.isEmpty() ? unnamed() : event->filter.left(maxName);
        rule.chain = event->provider.left(maxName);
        rule.verdict = QStringLiteral("drop");
        rule.packets.append(packet);
    }
    if (rules.isEmpty())
        return std::nullopt;
    reading.status = FirewallReading::Status::Blocks;
    reading.rules = rules.values();
    return reading;
}

} // namespace reconnect::windows_os::firewall
