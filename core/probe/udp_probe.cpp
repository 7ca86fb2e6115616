#include "core/probe/udp_probe.h"

#include "core/net/stun.h"
#include "core/net/telling.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTimer>

#include <algorithm>
#include <array>

namespace reconnect {
namespace {

const QList<int> resendsMs = {500, 1100, 2000};

// What an address shows that gave no answer, the most telling first. "Unreachable" is often a
// family that this network does not have.
const QStringList symptoms = {
    QStringLiteral("not-permitted"), QStringLiteral("malformed"),   QStringLiteral("refused"),
    QStringLiteral("timed-out"),     QStringLiteral("unreachable"), QStringLiteral("failed"),
};

Observation blankFor(const UdpTarget& target)
{
    const bool ipv6 = target.host.contains(u':');
    Observation blank;
    blank.layer = Layer::Udp;
    blank.target = (ipv6 ? QString(u'[' + target.host + u']') : target.host) + u':' +
                   QString::number(target.port);
    blank.id = QStringLiteral("udp:%1:%2").arg(target.host, QString::number(target.port));
    return blank;
}

QByteArray newTransaction()
{
    std::array<quint32, 3> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return {reinterpret_cast<const char*>(words.data()), sizeof words};
}

} // namespace

UdpProbe::UdpProbe(UdpTarget target, std::shared_ptr<Names> names, DatagramSender& sender)
    : Probe(blankFor(target))
    , m_target(std::move(target))
    , m_names(std::move(names))
    , m_sender(sender)
{
}

void UdpProbe::run()
{
    m_names->lookup(m_target.host, this, [this](const NameAnswer& known) { ask(known.addresses); });
}

void UdpProbe::ask(const QList<QHostAddress>& addresses)
{
    if (concluded())
        return;
    if (addresses.isEmpty()) {
        conclude(answer(Outcome::NotRun, QStringLiteral("no-address"), detailOf(nullptr)));
        return;
    }
    for (const QHostAddress& address : fewOfEach(addresses)) {
        auto flow = std::make_unique<Flow>();
        flow->address = address;
        flow->transaction = newTransaction();
        flow->startedMs = elapsedMs();
        flow->exchange = std::make_unique<DatagramExchange>(
            m_sender, address, m_target.port, encodeStunBinding(flow->transaction), resendsMs);
        Flow* raw = flow.get();
        connect(raw->exchange.get(), &DatagramExchange::arrived, this,
                [this, raw](const QByteArray& datagram) { arrived(*raw, datagram); });
        connect(raw->exchange.get(), &DatagramExchange::failed, this,
                [this, raw](SendStatus status) { failed(*raw, status); });
        raw->exchange->start();
        m_flows.push_back(std::move(flow));
    }
    if (!m_target.answers)
        QTimer::singleShot(silentPatienceMs, this, [this] { expired(); });
}

void UdpProbe::arrived(Flow& flow, const QByteArray& datagram)
{
    const StunReply reply = parseStun(datagram, flow.transaction);
    if (reply.kind == StunReply::Kind::Answered) {
        QJsonObject detail = detailOf(&flow);
        detail.insert(QStringLiteral("rttMs"), elapsedMs() - flow.startedMs);
        for (const auto& other : m_flows)
            other->exchange->stop();
        conclude(answer(Outcome::Passed, {}, detail));
        return;
    }
    // It may be a stray; only if no answer follows was this the answer.
    flow.malformed = flow.malformed || reply.kind == StunReply::Kind::Malformed;
}

void UdpProbe::failed(Flow& flow, SendStatus status)
{
    flow.failure = status;
    const bool over = std::all_of(m_flows.begin(), m_flows.end(),
                                  [](const auto& other) { return other->failure.has_value(); });
    if (over)
        expired();
}

void UdpProbe::expired()
{
    if (concluded())
        return;
    if (m_flows.empty()) {
        conclude(answer(Outcome::NotRun, QStringLiteral("no-address"), detailOf(nullptr)));
        return;
    }
    for (const auto& flow : m_flows)
        flow->exchange->stop();
    const auto telling =
        std::min_element(m_flows.begin(), m_flows.end(), [](const auto& a, const auto& b) {
            return symptoms.indexOf(symptomOf(*a)) < symptoms.indexOf(symptomOf(*b));
        });
    const QString symptom = symptomOf(**telling);
    const bool silent = symptom == QLatin1String("timed-out");
    conclude(
        answer(silent ? Outcome::TimedOut : Outcome::Failed, symptom, detailOf(telling->get())));
}

QString UdpProbe::symptomOf(const Flow& flow)
{
    if (flow.failure == SendStatus::NotPermitted)
        return QStringLiteral("not-permitted");
    if (flow.malformed)
        return QStringLiteral("malformed");
    if (flow.failure == SendStatus::Refused)
        return QStringLiteral("refused");
    if (flow.failure == SendStatus::Unreachable)
        return QStringLiteral("unreachable");
    return flow.exchange->sent() > 0 ? QStringLiteral("timed-out") : QStringLiteral("failed");
}

QJsonObject UdpProbe::detailOf(const Flow* flow) const
{
    QJsonObject detail{
        {QStringLiteral("role"), token(m_target.role)},
        {QStringLiteral("answers"), m_target.answers},
        {QStringLiteral("sent"), flow ? flow->exchange->sent() : 0},
        {QStringLiteral("received"), flow ? flow->exchange->received() : 0},
    };
    if (flow)
        detail.insert(QStringLiteral("address"), flow->address.toString());
    return detail;
}

} // namespace reconnect
