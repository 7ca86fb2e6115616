#include "platform/windows/firewall/policy_rule.h"

#include <QHash>

#include <algorithm>

namespace reconnect::windows_os::firewall {
namespace {

constexpr qsizetype maxText = 64 << 10;

void append(QString& list, const QString& value)
{
    if (!list.isEmpty())
        list += QLatin1Char(',');
    list += value;
}

int profileOf(const QString& name)
{
    if (name.compare(QLatin1String("Domain"), Qt::CaseInsensitive) == 0)
        return domainProfile;
    if (name.compare(QLatin1String("Private"), Qt::CaseInsensitive) == 0)
        return privateProfile;
    return name.compare(QLatin1String("Public"), Qt::CaseInsensitive) == 0 ? publicProfile : 0;
}

using Set = bool (*)(FirewallRule&, const QString&); // false: a value that can't be

bool is(const QString& value, const char* word)
{
    return value.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
}

const QHash<QString, Set>& setters()
{
    static const Set localPorts = [](FirewallRule& rule, const QString& value) {
        append(rule.localPorts, value);
        return true;
    };
    static const Set remotePorts = [](FirewallRule& rule, const QString& value) {
        append(rule.remotePorts, value);
        return true;
    };
    static const Set localAddresses = [](FirewallRule& rule, const QString& value) {
        append(rule.localAddresses, value);
        return true;
    };
    static const Set remoteAddresses = [](FirewallRule& rule, const QString& value) {
        append(rule.remoteAddresses, value);
        return true;
    };
    static const Set nothing = [](FirewallRule&, const QString&) { return true; };
    static const QHash<QString, Set> all{
        {QStringLiteral("action"),
         [](FirewallRule& rule, const QString& value) {
             rule.action =
                 is(value, "Block") ? FirewallRule::Action::Block : FirewallRule::Action::Allow;
             // "ByPass" is for who proves who they are.
             rule.hasConditions |= is(value, "ByPass");
             return is(value, "Block") || is(value, "Allow") || is(value, "ByPass");
         }},
        {QStringLiteral("active"),
         [](FirewallRule& rule, const QString& value) {
             rule.enabled = is(value, "TRUE");
             return true;
         }},
        {QStringLiteral("dir"),
         [](FirewallRule& rule, const QString& value) {
             rule.direction =
                 is(value, "In") ? FirewallRule::Direction::In : FirewallRule::Direction::Out;
             return is(value, "In") || is(value, "Out");
         }},
        {QStringLiteral("protocol"),
         [](FirewallRule& rule, const QString& value) {
             bool isNumber = false;
             rule.protocol = value.toUShort(&isNumber);
             return isNumber && rule.protocol <= anyProtocol;
         }},
        {QStringLiteral("profile"),
         [](FirewallRule& rule, const QString& value) {
             rule.profiles |= profileOf(value);
             return profileOf(value) != 0;
         }},
        {QStringLiteral("app"),
         [](FirewallRule& rule, const QString& value) {
             rule.application = value;
             return true;
         }},
        {QStringLiteral("svc"),
         [](FirewallRule& rule, const QString& value) {
             rule.service = value;
             return true;
         }},
        {QStringLiteral("name"),
         [](FirewallRule& rule, const QString& value) {
             rule.name = value;
             return true;
         }},
        {QStringLiteral("desc"),
         [](FirewallRule& rule, const QString& value) {
             rule.description = value;
             return true;
         }},
        {QStringLiteral("embedctxt"),
         [](FirewallRule& rule, const QString& value) {
             rule.grouping = value;
             return true;
         }},
        {QStringLiteral("iftype"),
         [](FirewallRule& rule, const QString& value) {
             append(rule.interfaceTypes, value);
             return true;
         }},
        {QStringLiteral("if"),
         [](FirewallRule& rule, const QString&) {
             rule.someInterfaces = true;
             return true;
         }},
        {QStringLiteral("apppkgid"),
         [](FirewallRule& rule, const QString&) {
             rule.storeApp = true;
             return true;
         }},
        {QStringLiteral("lport"), localPorts},
        {QStringLiteral("lport2_10"), localPorts},
        {QStringLiteral("rport"), remotePorts},
        {QStringLiteral("rport2_10"), remotePorts},
        {QStringLiteral("la4"), localAddresses},
        {QStringLiteral("la6"), localAddresses},
        {QStringLiteral("ra4"), remoteAddresses},
        {QStringLiteral("ra6"), remoteAddresses},
        {QStringLiteral("ra42"), remoteAddresses},
        {QStringLiteral("ra62"), remoteAddresses},
        // About what comes in, and about listening.
        {QStringLiteral("edge"), nothing},
        {QStringLiteral("defer"), nothing},
        {QStringLiteral("icmp4"), nothing},
        {QStringLiteral("icmp6"), nothing},
    };
    return all;
}

} // namespace

std::optional<FirewallRule> ruleFromPolicy(const QString& text)
{
    QStringList fields = text.left(maxText).split(QLatin1Char('|'), Qt::SkipEmptyParts);
    if (fields.isEmpty() || !fields.takeFirst().startsWith(QLatin1Char('v')))
        return std::nullopt;
    FirewallRule rule;
    rule.profiles = 0;
    rule.origin = FirewallRule::Origin::Policy;
    bool hasAction = false;
    bool hasDirection = false;
    for (const QString& field : fields) {
        const QString name = field.section(QLatin1Char('='), 0, 0).toLower();
        const auto set = setters().constFind(name);
        if (set == setters().constEnd())
            rule.hasConditions = true;
        else if (!(*set)(rule, field.section(QLatin1Char('='), 1)))
            return std::nullopt;
        hasAction |= name == QLatin1String("action");
        hasDirection |= name == QLatin1String("dir");
    }
    if (!hasAction || !hasDirection)
        return std::nullopt;
    if (rule.profiles == 0)
        rule.profiles = allProfiles;
    return rule;
}

FirewallPolicy withPolicy(FirewallPolicy policy, const SetByPolicy& set)
{
    QList<FirewallRule> rules;
    for (const QString& text : set.rules.mid(0, maxRules))
        if (const auto rule = ruleFromPolicy(text))
            rules.append(*rule);
    for (FirewallRule& rule : policy.rules) {
        const bool isOfPolicy =
            std::any_of(rules.begin(), rules.end(), [&rule](const FirewallRule& other) {
                return !rule.name.isEmpty() && rule.name == other.name &&
                       rule.direction == other.direction && rule.action == other.action &&
                       rule.application.compare(other.application, Qt::CaseInsensitive) == 0;
            });
        if (isOfPolicy)
            rule.origin = FirewallRule::Origin::Policy;
    }
    policy.rules += rules;
    for (const SetByPolicy::Profile& over : set.profiles) {
        for (FirewallProfile& profile : policy.profiles) {
            if (profile.type != over.type)
                continue;
            profile.enabled = over.enabled.value_or(profile.enabled);
            profile.blocksOutbound = over.blocksOutbound.value_or(profile.blocksOutbound);
            profile.heedsLocalRules = over.heedsLocalRules.value_or(profile.heedsLocalRules);
        }
    }
    return policy;
}

} // namespace reconnect::windows_os::firewall
