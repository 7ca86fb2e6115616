#pragma once

#include "core/ports/datagram_sender.h"
#include "platform/host.h"

namespace reconnect::test {

// Sends like the computer does, but for the first sends, which end as scripted.
class FakeDatagramSender : public DatagramSender {
public:
    QList<SendStatus> script; // used up from the front
    bool always = false;      // keep the last of the script

    SendStatus send(qintptr descriptor, const QByteArray& datagram, const QHostAddress& destination,
                    quint16 port) override
    {
        ++sends;
        if (!script.isEmpty()) {
            const SendStatus status = script.first();
            if (!always || script.size() > 1)
                script.removeFirst();
            if (status != SendStatus::Sent)
                return status;
        }
        return m_host->ports().datagrams.send(descriptor, datagram, destination, port);
    }

    int sends = 0;

private:
    std::unique_ptr<Host> m_host = makeHost();
};

} // namespace reconnect::test
