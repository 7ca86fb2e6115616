#include "platform/macos/firewall/mac_firewall.h"

#include "platform/macos/firewall/allow_incoming.h"
#include "platform/macos/firewall/application_firewall.h"

#include <memory>

namespace reconnect::macos::firewall {
namespace {

constexpr int toolMs = 2500; // within a probe's limit
constexpr qsizetype maxRuleText = 200;

using Answer = Result<CommandOutput>;

// The token of readings.
QString problemOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::TimedOut:
        return QStringLiteral("timed-out");
    case ErrorCode::TooLarge:
        return QStringLiteral("too-large");
    case ErrorCode::NotPermitted:
        return QStringLiteral("needs-root");
    case ErrorCode::Malformed:
        return QStringLiteral("malformed");
    default:
        return QStringLiteral("failed");
    }
}

FirewallReading unreadable(FirewallReading reading, const QString& problem)
{
    reading.status = FirewallReading::Status::Unreadable;
    reading.problem = problem;
    return reading;
}

void addTo(QList<BlockingRule>& rules, const PfRule& rule, const OutgoingPacket& packet)
{
    const QString text = rule.text.left(maxRuleText);
    const QString chain = rule.place.isEmpty() ? QStringLiteral("pf") : rule.place;
    for (BlockingRule& known : rules)
        if (known.rule == text && known.chain == chain) {
            known.packets.append(packet);
            return;
        }
    rules.append(
        {text, chain, rule.rejects ? QStringLiteral("reject") : QStringLiteral("drop"), {packet}});
}

} // namespace

Command askApplicationFirewall()
{
    Command made;
    made.program = firewallTool();
    made.arguments = QStringList{QStringLiteral("--getglobalstate")};
    made.timeoutMs = toolMs;
    made.maxOutput = 64 << 10;
    return made;
}

FirewallReading applicationReading(const Answer& state)
{
    FirewallReading reading;
    reading.product = QStringLiteral("macos-firewall");
    if (!state && state.error().code == ErrorCode::NotFound)
        return reading;
    if (!state)
        return unreadable(reading, problemOf(state.error()));
    const auto mode = modeFrom(state->out);
    if (!mode)
        return unreadable(reading, problemOf(mode.error()));
    if (*mode != Mode::Off)
        reading.status = FirewallReading::Status::Allows;
    return reading;
}

FirewallReading pfReading(const PfAnswers& answers, const QList<OutgoingPacket>& packets,
                          const std::optional<quint32>& user)
{
    FirewallReading reading;
    reading.product = QStringLiteral("pf");
    const auto rules = pfRulesetFrom(answers);
    if (!rules)
        return unreadable(reading, problemOf(rules.error()));
    if (rules->isEmpty())
        return reading; // macOS has it always, and it is off unless somebody turned it on
    reading.status = FirewallReading::Status::Allows;
    bool isDoubtful = false;
    for (const OutgoingPacket& packet : packets) {
        const PfFate fate = pfFateOf(packet, user, *rules);
        isDoubtful = isDoubtful || fate.kind == PfFate::Kind::Doubtful;
        if (fate.kind == PfFate::Kind::Stopped && fate.rule)
            addTo(reading.rules, *fate.rule, packet);
    }
    if (!reading.rules.isEmpty())
        reading.status = FirewallReading::Status::Blocks;
    else if (isDoubtful)
        return unreadable(reading, QStringLiteral("not-understood"));
    return reading;
}

namespace {

// One judgement: goes with the last of the callbacks that hold it.
class Judgement : public std::enable_shared_from_this<Judgement> {
public:
    Judgement(CommandRunner& runner, const QList<OutgoingPacket>& packets,
              std::optional<quint32> user, QObject* context, Firewall::Done done)
        : m_runner(runner)
        , m_packets(packets)
        , m_user(user)
        , m_context(context)
        , m_done(std::move(done))
    {
    }

    void start()
    {
        m_waiting = 4;
        ask(askApplicationFirewall(), [this](const Answer& answer) { m_state = answer; });
        ask(askPfState(), [this](const Answer& answer) { m_pf.info = answer; });
        ask(askPfRules(), [this](const Answer& answer) { m_pf.rules = answer; });
        ask(askPfAnchors(), [this](const Answer& answer) { m_pf.names = answer; });
    }

private:
    void ask(const Command& question, std::function<void(const Answer&)> keep)
    {
        m_runner.run(question, m_context,
                     [self = shared_from_this(), keep = std::move(keep)](const Answer& answer) {
                         keep(answer);
                         self->settle();
                     });
    }

    void settle()
    {
        if (--m_waiting > 0)
            return;
        const QStringList anchors = m_asked ? QStringList() : anchorsToAsk(m_pf);
        m_asked = true;
        if (anchors.isEmpty()) {
            m_done({applicationReading(m_state), pfReading(m_pf, m_packets, m_user)});
            return;
        }
        m_waiting = anchors.size();
        for (const QString& anchor : anchors)
            ask(askPfRules(anchor),
                [this, anchor](const Answer& answer) { m_pf.anchors.insert(anchor, answer); });
    }

    CommandRunner& m_runner;
    QList<OutgoingPacket> m_packets;
    std::optional<quint32> m_user;
    QObject* m_context;
    Firewall::Done m_done;
    Answer m_state = failure(ErrorCode::Failed);
    PfAnswers m_pf;
    qsizetype m_waiting = 0;
    bool m_asked = false; // the anchors
};

} // namespace

MacFirewall::MacFirewall(CommandRunner& runner, std::optional<quint32> user)
    : m_runner(runner)
    , m_user(user)
{
}

void MacFirewall::judge(const QList<OutgoingPacket>& packets, QObject* context, Done done)
{
    std::make_shared<Judgement>(m_runner, packets, m_user, context, std::move(done))->start();
}

} // namespace reconnect::macos::firewall
