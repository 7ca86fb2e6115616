#include "core/net/datagram_exchange.h"

#include <QNetworkProxy>
#include <QTimer>
#include <QUdpSocket>

namespace reconnect {
namespace {

constexpr qsizetype maxDatagram = 4096; // nothing asked for here is answered with more
constexpr int maxReceived = 64;         // a flood is not an answer

SendStatus statusOf(QAbstractSocket::SocketError error, bool ipv6)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return SendStatus::Refused;
    case QAbstractSocket::SocketAccessError:
        // Over IPv6 a router's "administratively prohibited" looks the same.
        return ipv6 ? SendStatus::Unreachable : SendStatus::NotPermitted;
    case QAbstractSocket::NetworkError:
    case QAbstractSocket::UnsupportedSocketOperationError: // no such family here
        return SendStatus::Unreachable;
    default:
        return SendStatus::Failed;
    }
}

} // namespace

DatagramExchange::DatagramExchange(DatagramSender& sender, const QHostAddress& address,
                                   quint16 port, QByteArray request, const QList<int>& resendsMs,
                                   QObject* parent)
    : QObject(parent)
    , m_sender(sender)
    , m_address(address)
    , m_port(port)
    , m_request(std::move(request))
    , m_resendsMs(resendsMs)
    , m_socket(new QUdpSocket(this))
{
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QUdpSocket::readyRead, this, &DatagramExchange::read);
}

void DatagramExchange::start()
{
    QTimer::singleShot(0, this, &DatagramExchange::send);
    for (const int afterMs : m_resendsMs)
        QTimer::singleShot(afterMs, Qt::PreciseTimer, this, &DatagramExchange::send);
}

void DatagramExchange::stop()
{
    m_over = true;
    m_socket->disconnect(this);
}

void DatagramExchange::send()
{
    if (m_over)
        return;
    ++m_tries;
    // Settled at once, because the address is a literal; the same for each resend.
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        m_socket->connectToHost(m_address, m_port);
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        const bool ipv6 = m_address.protocol() == QAbstractSocket::IPv6Protocol;
        const SendStatus status = statusOf(m_socket->error(), ipv6);
        m_socket->abort();
        fail(status);
        return;
    }
    const auto status = m_sender.send(m_socket->socketDescriptor(), m_request, m_address, m_port);
    if (status == SendStatus::Sent)
        ++m_sent;
    else
        fail(status);
}

// One datagram a signal: asking whether there are more would swallow a pending ICMP error.
void DatagramExchange::read()
{
    if (m_over)
        return;
    QByteArray datagram(maxDatagram, Qt::Uninitialized);
    const qint64 size = m_socket->readDatagram(datagram.data(), datagram.size());
    if (size < 0) {
        const bool ipv6 = m_address.protocol() == QAbstractSocket::IPv6Protocol;
        fail(statusOf(m_socket->error(), ipv6));
        return;
    }
    if (++m_received >= maxReceived)
        stop();
    datagram.truncate(size);
    emit arrived(datagram);
}

void DatagramExchange::fail(SendStatus status)
{
    if (status == SendStatus::Failed)
        return;
    stop();
    emit failed(status);
}

} // namespace reconnect
