#pragma once

#include "core/ports/datagram_sender.h"

#include <QHostAddress>
#include <QList>
#include <QObject>

class QUdpSocket;

namespace reconnect {

// One request to one address over UDP, sent again at set times until its owner is content. The
// socket is connected, so that datagrams of others never reach it and refusals on the way (ICMP)
// do. Destroying it ends it. Lives on one thread with an event loop.
class DatagramExchange : public QObject {
    Q_OBJECT

public:
    // resendsMs: when it is sent again, counted from start().
    DatagramExchange(DatagramSender& sender, const QHostAddress& address, quint16 port,
                     QByteArray request, const QList<int>& resendsMs, QObject* parent = nullptr);

    void start(); // signals follow later, never from within
    void stop();  // no signal follows

    int tries() const { return m_tries; }
    int sent() const { return m_sent; } // tries that the system took
    int received() const { return m_received; }

signals:
    void arrived(const QByteArray& datagram);
    // It is over, by a refusal here or on the way: NotPermitted, Refused or Unreachable. A send
    // that failed otherwise (no buffer free) is tried again at the next of the set times.
    void failed(reconnect::SendStatus status);

private:
    void send();
    void read();
    void fail(SendStatus status);

    DatagramSender& m_sender;
    QHostAddress m_address;
    quint16 m_port;
    QByteArray m_request;
    QList<int> m_resendsMs;
    QUdpSocket* m_socket = nullptr;
    int m_tries = 0;
    int m_sent = 0;
    int m_received = 0;
    bool m_over = false;
};

} // namespace reconnect
