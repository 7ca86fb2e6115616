#include "core/probe/gateway_probe.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

namespace reconnect {
namespace {

Observation blankFor(const QHostAddress& gateway)
{
    Observation blank;
    blank.id = QStringLiteral("route:gateway");
    blank.layer = Layer::Route;
    blank.target = gateway.toString();
    return blank;
}

} // namespace

GatewayProbe::GatewayProbe(const QHostAddress& gateway, QList<quint16> ports)
    : Probe(blankFor(gateway))
    , m_gateway(gateway)
    , m_ports(std::move(ports))
{
}

void GatewayProbe::run()
{
    QTimer::singleShot(std::min(timeoutMs(), patienceMs), this, [this] { expired(); });
    m_pending = int(m_ports.size());
    for (const quint16 port : std::as_const(m_ports)) {
        auto* socket = new QTcpSocket(this);
        socket->setProxy(QNetworkProxy::NoProxy);
        // Queued: a refusal can come from within connectToHost().
        const auto end = [this, socket] { ended(socket); };
        connect(socket, &QTcpSocket::connected, this, end, Qt::QueuedConnection);
        connect(socket, &QTcpSocket::errorOccurred, this, end, Qt::QueuedConnection);
        socket->connectToHost(m_gateway, port);
    }
}

void GatewayProbe::ended(QTcpSocket* socket)
{
    const bool connected = socket->state() == QAbstractSocket::ConnectedState;
    const auto error = socket->error();
    socket->disconnect(this);
    socket->abort();
    --m_pending;
    if (concluded())
        return;
    if (connected || error == QAbstractSocket::ConnectionRefusedError) {
        conclude(answer(Outcome::Passed, {}, {{QStringLiteral("gateway"), m_gateway.toString()}}));
        return;
    }
    m_unreachable = m_unreachable || error == QAbstractSocket::NetworkError;
    if (m_pending == 0)
        expired();
}

void GatewayProbe::expired()
{
    const QJsonObject detail{{QStringLiteral("gateway"), m_gateway.toString()}};
    if (m_unreachable)
        conclude(answer(Outcome::Failed, QStringLiteral("unreachable"), detail));
    else
        conclude(answer(Outcome::Unknown, QStringLiteral("silent"), detail));
}

} // namespace reconnect
