#pragma once

#include "core/net/datagram_exchange.h"
#include "core/net/dns_message.h"

#include <QTcpSocket>

namespace reconnect {

// What one name server made of one question.
struct DnsOutcome {
    enum class Kind {
        Answered, // see rcode
        Malformed,
        Unreachable,  // refused or unreachable, by ICMP or for want of a route
        NotPermitted, // a rule on this computer forbids asking
        Silent,
        Failed, // this computer could not ask
    };
    Kind kind = Kind::Silent;
    int rcode = DnsReply::NoError;
    QList<QHostAddress> addresses;
    bool tcp = false; // asked again over TCP, because the answer was too long for a datagram
    int attempts = 0; // datagrams
};

// Asks one server one question: over UDP, again after 700 and 1800 ms, over TCP when the answer is
// truncated. Destroying it ends it. Lives on one thread with an event loop.
class DnsExchange : public QObject {
    Q_OBJECT

public:
    DnsExchange(DatagramSender& sender, const QHostAddress& server, quint16 port,
                const QString& name, DnsType type, QObject* parent = nullptr);

    void start();
    // What is known by now, for an owner whose patience is over.
    DnsOutcome soFar() const;

signals:
    void done(const reconnect::DnsOutcome& outcome); // once, never from within start()

private:
    void takeDatagram(const QByteArray& datagram);
    void askOverTcp();
    void readTcp();
    void failTcp(QAbstractSocket::SocketError error);
    void finish(DnsOutcome::Kind kind);
    void finish(const DnsReply& reply);

    QHostAddress m_server;
    quint16 m_port;
    DnsQuestion m_question;
    QByteArray m_request;
    DatagramExchange m_datagrams;
    QTcpSocket m_socket;
    QByteArray m_stream;
    DnsOutcome m_outcome;
    bool m_over = false;
};

} // namespace reconnect
