#pragma once

#include "platform/linux/firewall/readings.h"

namespace reconnect::linux_os {

// Asks the kernel by connecting a UDP socket, which sends nothing: it picks the source address as
// it would for Zoom, and that names the interface.
QHash<QHostAddress, firewall::Path> findPaths(const QList<QHostAddress>& addresses);

// The person at the screen: whoever asked sudo or pkexec for administrator rights, else the user of
// this process. Zoom runs as them.
firewall::Sender currentSender();

} // namespace reconnect::linux_os
