#pragma once

#include "core/ports/firewall.h"

#include <QDateTime>

#include <optional>

namespace reconnect::windows_os::firewall {

// One packet that the Windows Filtering Platform dropped, as it remembers the last of them.
struct DropEvent {
    Transport transport = Transport::Tcp;
    QHostAddress remote;
    quint16 port = 0;
    QString program;  // that sent it: "zoom.exe", in lower case; empty: not told
    QString filter;   // its display name; empty where the filter is gone by now
    QString provider; // who made the filter: a firewall, an antivirus; empty: not told
};

// Whether a filter at this layer decides about packets that leave this computer. What arrives for a
// connection that is closed by now is dropped too, at other layers, and stops nobody. The numbers
// are the "Layer Run-Time ID" of Windows' own audit events (5152, 5157), FWPS_BUILTIN_LAYERS in
// fwpstypes.h. Pure.
bool isOutgoing(quint16 layer);

// What was dropped on its way out after `since`, newest first, at most maxEvents. What was dropped
// before may have been mended since. Blocks, on any thread.
// Errors: NotPermitted (only administrators may look), Unsupported (there is no such list), Failed.
class DropLog {
public:
    static constexpr qsizetype maxEvents = 2000;

    virtual ~DropLog() = default;
    virtual Result<QList<DropEvent>> recent(const QDateTime& since) = 0;
};

// Of the product "windows-filtering-platform", which every firewall and antivirus of this computer
// filters by. It tells who dropped the packets asked about (rule: the filter; chain: its provider).
// Only those of Zoom and of this program count, whose file's name is `self`, and questions to name
// servers. Nothing where no such packet is among them, which proves nothing, or where there is no
// list. Pure.
std::optional<FirewallReading> readingFrom(const Result<QList<DropEvent>>& events,
                                           const QList<OutgoingPacket>& packets,
                                           const QString& self);

} // namespace reconnect::windows_os::firewall
