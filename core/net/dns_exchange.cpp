#include "core/net/dns_exchange.h"

#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QtEndian>

namespace reconnect {
namespace {

const QList<int> resendsMs = {700, 1800};

DnsQuestion questionFor(const QString& name, DnsType type)
{
    return {quint16(QRandomGenerator::system()->generate()), name, type};
}

DnsOutcome::Kind kindOf(SendStatus status)
{
    return status == SendStatus::NotPermitted ? DnsOutcome::Kind::NotPermitted
                                              : DnsOutcome::Kind::Unreachable;
}

DnsOutcome::Kind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::NetworkError:
        return DnsOutcome::Kind::Unreachable;
    case QAbstractSocket::SocketAccessError:
        return DnsOutcome::Kind::NotPermitted;
    case QAbstractSocket::RemoteHostClosedError: // before the whole answer was there
        return DnsOutcome::Kind::Malformed;
    default:
        return DnsOutcome::Kind::Failed;
    }
}

} // namespace

DnsExchange::DnsExchange(DatagramSender& sender, const QHostAddress& server, quint16 port,
                         const QString& name, DnsType type, QObject* parent)
    : QObject(parent)
    , m_server(server)
    , m_port(port)
    , m_question(questionFor(name, type))
    , m_request(encodeDns(m_question))
    , m_datagrams(sender, server, port, m_request, resendsMs)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    connect(&m_datagrams, &DatagramExchange::arrived, this, &DnsExchange::takeDatagram);
    connect(&m_datagrams, &DatagramExchange::failed, this,
            [this](SendStatus status) { finish(kindOf(status)); });
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        QByteArray length(2, '\0');
        qToBigEndian(quint16(m_request.size()), length.data());
        m_socket.write(length + m_request);
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &DnsExchange::readTcp);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &DnsExchange::failTcp);
}

void DnsExchange::start()
{
    m_datagrams.start();
}

DnsOutcome DnsExchange::soFar() const
{
    DnsOutcome outcome = m_outcome;
    outcome.attempts = m_datagrams.tries();
    if (m_over)
        return outcome;
    // Part of a long answer is better than none.
    if (!outcome.addresses.isEmpty())
        outcome.kind = DnsOutcome::Kind::Answered;
    else if (m_datagrams.tries() > 0 && m_datagrams.sent() == 0)
        outcome.kind = DnsOutcome::Kind::Failed;
    return outcome;
}

void DnsExchange::takeDatagram(const QByteArray& datagram)
{
    const DnsReply reply = parseDns(datagram, m_question);
    switch (reply.kind) {
    case DnsReply::Kind::Foreign:
        return;
    case DnsReply::Kind::Malformed:
        finish(DnsOutcome::Kind::Malformed);
        return;
    case DnsReply::Kind::Answered:
        finish(reply);
        return;
    case DnsReply::Kind::Truncated:
        m_outcome.addresses = reply.addresses;
        askOverTcp();
        return;
    }
}

void DnsExchange::askOverTcp()
{
    m_datagrams.stop();
    m_outcome.tcp = true;
    m_socket.connectToHost(m_server, m_port);
}

void DnsExchange::readTcp()
{
    // Two bytes of length, and then at most what they can count.
    m_stream += m_socket.read(2 + 0xffff - m_stream.size());
    if (m_stream.size() < 2)
        return;
    const qsizetype size = qFromBigEndian<quint16>(m_stream.constData());
    if (m_stream.size() - 2 < size)
        return;
    const DnsReply reply = parseDns(m_stream.mid(2, size), m_question);
    if (reply.kind == DnsReply::Kind::Answered || reply.kind == DnsReply::Kind::Truncated)
        finish(reply);
    else
        finish(DnsOutcome::Kind::Malformed);
}

void DnsExchange::failTcp(QAbstractSocket::SocketError error)
{
    finish(m_outcome.addresses.isEmpty() ? kindOf(error) : DnsOutcome::Kind::Answered);
}

void DnsExchange::finish(const DnsReply& reply)
{
    m_outcome.rcode = reply.rcode;
    m_outcome.addresses = reply.addresses;
    finish(DnsOutcome::Kind::Answered);
}

void DnsExchange::finish(DnsOutcome::Kind kind)
{
    if (m_over)
        return;
    m_over = true;
    m_datagrams.stop();
    m_socket.disconnect(this);
    m_outcome.kind = kind;
    m_outcome.attempts = m_datagrams.tries();
    emit done(m_outcome);
}

} // namespace reconnect
