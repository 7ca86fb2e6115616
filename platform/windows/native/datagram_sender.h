#pragma once

#include "core/ports/datagram_sender.h"

namespace reconnect::windows_os {

// WSASendTo, with the error that Qt would fold away.
class WindowsDatagramSender : public DatagramSender {
public:
    SendStatus send(qintptr descriptor, const QByteArray& datagram, const QHostAddress& destination,
                    quint16 port) override;
};

// What a failed send means. WSAEACCES is what the filtering platform makes of a packet that a rule
// of this computer forbids (Windows Sockets Error Codes, and [MS-FASP] on block filters).
SendStatus statusOf(int error);

} // namespace reconnect::windows_os
