#include "core/probe/dns_server_probe.h"

#include "core/probe/detail.h"

#include <QTimer>

#include <algorithm>

namespace reconnect {
namespace {

QString typeName(DnsType type)
{
    return type == DnsType::A ? QStringLiteral("A") : QStringLiteral("AAAA");
}

Observation blankFor(const DirectQuestion& question)
{
    const bool configured = question.kind == DirectQuestion::Server::Configured;
    const QString server = question.server.toString();
    const QString type = typeName(question.type);
    Observation blank;
    blank.layer = Layer::Dns;
    blank.id = QStringLiteral("dns:%1:%2:%3:%4")
                   .arg(configured ? QStringLiteral("server") : QStringLiteral("independent"),
                        server, question.name, type);
    blank.target = QStringLiteral("%1 (%2) at %3").arg(question.name, type, server);
    return blank;
}

struct Judgement {
    Outcome outcome = Outcome::Failed;
    QString error;
};

Judgement judgeAnswer(const DnsOutcome& outcome, DnsType type)
{
    switch (outcome.rcode) {
    case DnsReply::NoError:
        if (!outcome.addresses.isEmpty())
            return {Outcome::Passed, {}};
        // Most names have no IPv6 address, and nothing is wrong with that.
        return {type == DnsType::A ? Outcome::Failed : Outcome::Skipped, QStringLiteral("empty")};
    case DnsReply::ServFail:
        return {Outcome::Failed, QStringLiteral("servfail")};
    case DnsReply::NxDomain:
        return {Outcome::Failed, QStringLiteral("nxdomain")};
    case DnsReply::Refused:
        return {Outcome::Failed, QStringLiteral("refused")};
    default:
        return {Outcome::Failed, QStringLiteral("other-rcode")};
    }
}

Judgement judge(const DnsOutcome& outcome, DnsType type)
{
    switch (outcome.kind) {
    case DnsOutcome::Kind::Answered:
        return judgeAnswer(outcome, type);
    case DnsOutcome::Kind::Malformed:
        return {Outcome::Failed, QStringLiteral("malformed")};
    case DnsOutcome::Kind::Unreachable:
        return {Outcome::Failed, QStringLiteral("unreachable")};
    case DnsOutcome::Kind::NotPermitted:
        return {Outcome::Failed, QStringLiteral("not-permitted")};
    case DnsOutcome::Kind::Silent:
        return {Outcome::TimedOut, QStringLiteral("timed-out")};
    case DnsOutcome::Kind::Failed:
        break;
    }
    return {Outcome::Unknown, QStringLiteral("failed")};
}

} // namespace

DnsServerProbe::DnsServerProbe(DirectQuestion question, std::shared_ptr<Names> names,
                               DatagramSender& sender)
    : Probe(blankFor(question))
    , m_question(std::move(question))
    , m_names(std::move(names))
    , m_exchange(sender, m_question.server, m_question.port, m_question.name, m_question.type)
{
    connect(&m_exchange, &DnsExchange::done, this, &DnsServerProbe::tell);
}

void DnsServerProbe::run()
{
    if (m_question.kind == DirectQuestion::Server::Independent)
        QTimer::singleShot(std::min(timeoutMs(), independentPatienceMs), this,
                           [this] { expired(); });
    m_exchange.start();
}

void DnsServerProbe::expired()
{
    tell(m_exchange.soFar());
}

void DnsServerProbe::tell(const DnsOutcome& outcome)
{
    if (concluded())
        return;
    const Judgement judgement = judge(outcome, m_question.type);
    QJsonObject detail{
        {QStringLiteral("role"), token(m_question.role)},
        {QStringLiteral("server"), m_question.server.toString()},
        {QStringLiteral("name"), m_question.name},
        {QStringLiteral("type"), typeName(m_question.type)},
        {QStringLiteral("addresses"), toJson(outcome.addresses)},
        {QStringLiteral("tcp"), outcome.tcp},
        {QStringLiteral("attempts"), outcome.attempts},
    };
    if (outcome.kind == DnsOutcome::Kind::Answered)
        detail.insert(QStringLiteral("rcode"), outcome.rcode);
    conclude(answer(judgement.outcome, judgement.error, detail));
    if (!m_question.teach || outcome.addresses.isEmpty())
        return;
    if (m_question.kind == DirectQuestion::Server::Configured)
        m_names->learnt(m_question.name, outcome.addresses);
    else
        m_names->learntIndependent(m_question.name, outcome.addresses);
}

} // namespace reconnect
