#include "platform/linux/firewall/allow/firewalld_tools.h"
#include "platform/linux/firewall/allow/firewalld_words.h"

#include <QMap>

namespace reconnect::firewall {
namespace {

using Config = FirewallCmd::Config;

const auto inPolicy = QLatin1String("policy ");

Result<QList<Policy>> policies(const FirewallCmd& command, Config config)
{
    const auto listed = command.run(config, {QStringLiteral("--list-all-policies")});
    if (!listed)
        return tl::unexpected(listed.error());
    return policiesFrom(*listed);
}

// A rich rule has one range of ports.
void addRich(QList<Opening>& openings, Opening opening)
{
    for (const PortRange& range : portsFrom(QString(opening.rule.ports))) {
        opening.rule.ports = portsText({range});
        addOnce(openings, opening);
    }
}

// One command for each policy and configuration.
QMap<QString, QStringList> byPlace(const QString& option, const QString& id,
                                   const QList<OwnRule>& rules)
{
    QMap<QString, QStringList> places;
    for (const OwnRule& rule : rules)
        places[rule.place].append(option + richRule(rule, id));
    return places;
}

} // namespace

FirewalldPolicies::FirewalldPolicies(Tools& tools, const QString& root)
    : m_command(tools, root)
{
}

Result<QList<OwnRule>> FirewalldPolicies::ours(const QString& id)
{
    QList<OwnRule> rules;
    for (const Config config : FirewallCmd::configs) {
        const auto all = policies(m_command, config);
        if (!all)
            return tl::unexpected(all.error());
        for (const Policy& policy : *all) {
            for (const QString& text : policy.richRules) {
                auto rule = ruleFromRich(text, id);
                if (!rule)
                    continue;
                rule->tool = name();
                rule->place = placeIn(config, inPolicy + policy.name);
                rules.append(*rule);
            }
        }
    }
    return rules;
}

Result<QList<Opening>> FirewalldPolicies::openingsFor(QList<Block>& blocks, const QString&)
{
    const auto now = policies(m_command, Config::Runtime);
    const auto later = policies(m_command, Config::Permanent);
    if (!now || !later)
        return tl::unexpected(now ? later.error() : now.error());
    QList<Opening> openings;
    for (const Block& block : std::exchange(blocks, {})) {
        const auto chain = policyOf(block.stop.fate.chain, *now);
        if (!chain) {
            blocks.append(block);
            continue;
        }
        const QString place = inPolicy + chain->policy;
        addRich(openings, openingFor(block, name(), place, chain->firstRules));
        for (const Policy& policy : *later)
            if (policy.name == chain->policy)
                addRich(openings, openingFor(block, name(), placeIn(Config::Permanent, place), {}));
    }
    return openings;
}

Result<void> FirewalldPolicies::change(const QString& id, const QList<OwnRule>& gone,
                                       const QList<OwnRule>& made)
{
    for (const bool adds : {false, true}) {
        const auto places = adds ? byPlace(QStringLiteral("--add-rich-rule="), id, made)
                                 : byPlace(QStringLiteral("--remove-rich-rule="), id, gone);
        for (auto place = places.constBegin(); place != places.constEnd(); ++place) {
            const QString policy = withoutConfig(place.key()).mid(inPolicy.size());
            const QStringList words =
                QStringList{QStringLiteral("--policy=") + policy} + place.value();
            if (const auto done = m_command.run(configOf(place.key()), words); !done)
                return tl::unexpected(done.error());
        }
    }
    return {};
}

} // namespace reconnect::firewall
