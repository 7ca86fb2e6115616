#include "core/probe/tcp_probe.h"

#include "core/net/socket_error.h"
#include "core/net/telling.h"

#include <QJsonArray>
#include <QNetworkProxy>
#include <QTimer>

#include <algorithm>

namespace reconnect {
namespace {

QString hostAndPort(const TcpProbe::Target& target)
{
    return target.host + QLatin1Char(':') + QString::number(target.port);
}

Observation blankFor(const TcpProbe::Target& target)
{
    Observation blank;
    blank.id = QStringLiteral("tcp:") + hostAndPort(target);
    blank.layer = Layer::Tcp;
    blank.target = hostAndPort(target);
    return blank;
}

} // namespace

TcpProbe::TcpProbe(const Target& target, std::shared_ptr<Names> names)
    : Probe(blankFor(target))
    , m_target(target)
    , m_names(std::move(names))
{
}

void TcpProbe::run()
{
    m_names->lookup(m_target.host, this, [this](const NameAnswer& answer) { connectTo(answer); });
}

void TcpProbe::connectTo(const NameAnswer& answer)
{
    if (concluded())
        return;
    m_answer = answer;
    if (answer.addresses.isEmpty()) {
        finish();
        return;
    }
    m_pending = int(answer.addresses.size());
    for (const QHostAddress& address : answer.addresses)
        m_tries.append({address, new QTcpSocket(this), {}, false, 0});
    for (int i = 0; i < m_tries.size(); ++i) {
        QTcpSocket* socket = m_tries[i].socket;
        socket->setProxy(QNetworkProxy::NoProxy);
        // Queued: a refusal can come from within connectToHost().
        connect(
            socket, &QTcpSocket::connected, this, [this, i] { settle(i, true, {}); },
            Qt::QueuedConnection);
        connect(
            socket, &QTcpSocket::errorOccurred, this,
            [this, i](QAbstractSocket::SocketError error) {
                settle(i, false, socketErrorToken(error, false));
            },
            Qt::QueuedConnection);
        socket->connectToHost(m_tries[i].address, m_target.port);
    }
}

void TcpProbe::settle(int index, bool connected, const QString& error)
{
    Try& attempt = m_tries[index];
    if (!attempt.socket || concluded())
        return;
    attempt.connected = connected;
    attempt.error = error;
    attempt.ms = elapsedMs();
    attempt.socket->abort();
    attempt.socket->deleteLater();
    attempt.socket = nullptr;
    if (--m_pending == 0)
        finish();
    else if (connected)
        QTimer::singleShot(graceMs, this, [this] { finish(); });
}

void TcpProbe::expired()
{
    finish();
}

void TcpProbe::finish()
{
    if (concluded())
        return;
    QList<Attempt> attempts;
    QJsonArray addresses;
    for (Try& attempt : m_tries) {
        if (attempt.socket) {
            attempt.error = timedOut;
            attempt.ms = elapsedMs();
            attempt.socket->abort();
        }
        attempts.append({attempt.address, attempt.error, attempt.connected});
        const Outcome outcome = attempt.connected           ? Outcome::Passed
                                : attempt.error == timedOut ? Outcome::TimedOut
                                                            : Outcome::Failed;
        const bool ipv4 = attempt.address.protocol() == QAbstractSocket::IPv4Protocol;
        addresses.append(QJsonObject{
            {QStringLiteral("address"), attempt.address.toString()},
            {QStringLiteral("family"), ipv4 ? QStringLiteral("ipv4") : QStringLiteral("ipv6")},
            {QStringLiteral("outcome"), token(outcome)},
            {QStringLiteral("error"), attempt.error},
            {QStringLiteral("ms"), attempt.ms},
        });
    }
    QJsonObject detail{
        {QStringLiteral("role"), token(m_target.role)},
        {QStringLiteral("answers"), m_target.answers},
        {QStringLiteral("addresses"), addresses},
    };
    if (m_answer.source != NameAnswer::Source::None)
        detail[QStringLiteral("source")] = m_answer.source == NameAnswer::Source::Direct
                                               ? QStringLiteral("direct")
                                               : QStringLiteral("system");
    if (m_tries.isEmpty()) {
        conclude(answer(Outcome::NotRun, QStringLiteral("no-address"), detail));
        return;
    }
    const bool passed = std::any_of(m_tries.begin(), m_tries.end(),
                                    [](const Try& attempt) { return attempt.connected; });
    const QString error = passed ? QString() : attempts[tellingAttempt(attempts)].error;
    const Outcome outcome = passed              ? Outcome::Passed
                            : error == timedOut ? Outcome::TimedOut
                                                : Outcome::Failed;
    conclude(answer(outcome, error, detail));
}

} // namespace reconnect
