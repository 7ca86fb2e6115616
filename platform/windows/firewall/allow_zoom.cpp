#include "platform/windows/firewall/allow_zoom.h"

#include "core/tr.h"
#include "platform/windows/firewall/opening.h"

#include <algorithm>
#include <optional>

namespace reconnect::windows_os::firewall {
namespace {

// What the store says of it is not for people, as the detail of an Unsupported is.
tl::unexpected<Error> told(const Error& error)
{
    if (error.code != ErrorCode::Unsupported)
        return tl::unexpected(error);
    return failure(ErrorCode::Unsupported,
                   tr("Windows Defender Firewall isn't running on this computer, so it "
                      "can't be changed."));
}

bool has(const QList<FirewallRule>& rules, const FirewallRule& rule)
{
    return std::any_of(rules.begin(), rules.end(), [&rule](const FirewallRule& other) {
        return other.enabled == rule.enabled && fingerprintOf(other) == fingerprintOf(rule);
    });
}

QList<FirewallRule> without(const QList<FirewallRule>& rules, const QList<FirewallRule>& others)
{
    QList<FirewallRule> rest;
    for (const FirewallRule& rule : rules)
        if (!has(others, rule))
            rest.append(rule);
    return rest;
}

// Whether the rule is to be on; nothing where it is none of ours.
std::optional<bool> wantedOf(const QString& fingerprint, const Parts& from, const Parts& to)
{
    for (const HeldRule& rule : to.held)
        if (rule.fingerprint == fingerprint)
            return rule.enabled;
    // One that is let go was on before: no other is ever held.
    for (const HeldRule& rule : from.held)
        if (rule.fingerprint == fingerprint)
            return true;
    return std::nullopt;
}

} // namespace

AllowZoomSetting::AllowZoomSetting(std::shared_ptr<FirewallStore> store, LookAround lookAround)
    : m_store(std::move(store))
    , m_lookAround(std::move(lookAround))
{
}

bool AllowZoomSetting::serves(const Change& change) const
{
    const auto* allow = std::get_if<AllowZoom>(&change);
    return allow && allow->product == QLatin1String("windows-firewall");
}

Result<State> AllowZoomSetting::read(const Change&, const QString& id)
{
    const auto policy = m_store->read();
    if (!policy)
        return told(policy.error());
    return stateOf(holdingsOf(*policy, id));
}

Result<State> AllowZoomSetting::goal(const Change& change, const QString& id, const State& now)
{
    const auto have = partsOf(now);
    if (!have)
        return tl::unexpected(have.error());
    if (!have->own.isEmpty())
        return now; // an entry opens its way once
    const auto policy = m_store->read();
    if (!policy)
        return told(policy.error());
    const auto opening = openingFor(std::get<AllowZoom>(change), id, *policy, m_lookAround());
    if (!opening)
        return tl::unexpected(opening.error());
    Holdings wanted{opening->made, {}};
    for (FirewallRule rule : opening->turnedOff) {
        const qsizetype times = policy->rules.count(rule);
        rule.enabled = false;
        for (qsizetype time = 0; time < times; ++time)
            wanted.held.append(rule);
    }
    return stateOf(wanted);
}

Result<void> AllowZoomSetting::put(const Change& change, const QString& id, const State& from,
                                   const State& to)
{
    const auto& allow = std::get<AllowZoom>(change);
    const auto first = partsOf(from);
    const auto last = partsOf(to);
    if (!first || !last)
        return failure(ErrorCode::Conflict);
    const auto policy = m_store->read();
    if (!policy)
        return told(policy.error());
    const Holdings holdings = holdingsOf(*policy, id);
    const auto now = partsOf(stateOf(holdings));
    if (!now || !isBetween(*first, *last, *now))
        return failure(ErrorCode::Conflict);
    const QList<FirewallRule> gone = without(holdings.own, last->own);
    const QList<FirewallRule> made = without(last->own, holdings.own);
    const QStringList programs = m_lookAround().installedZoom;
    for (const FirewallRule& rule : made)
        if (!isWithin(rule, allow, id, programs))
            return failure(ErrorCode::Malformed, rule.name);
    const auto each = [](const QList<FirewallRule>& rules, bool notes, const auto& act) {
        Result<void> done;
        for (const FirewallRule& rule : rules)
            if (done && isNote(rule) == notes)
                done = act(rule);
        return done;
    };
    const auto add = [this](const FirewallRule& rule) { return m_store->add(rule); };
    const auto remove = [this](const FirewallRule& rule) { return m_store->remove(rule); };
    // The note comes before what it tells of, and goes after it.
    Result<void> done = each(made, true, add);
    if (done)
        done = turn(*first, *last);
    if (done)
        done = each(made, false, add);
    if (done)
        done = each(gone, false, remove);
    return done ? each(gone, true, remove) : done;
}

Result<void> AllowZoomSetting::turn(const Parts& from, const Parts& to)
{
    if (from.held.isEmpty() && to.held.isEmpty())
        return {};
    const auto policy = m_store->read();
    if (!policy)
        return told(policy.error());
    for (const FirewallRule& rule : policy->rules) {
        if (rule.origin != FirewallRule::Origin::Local)
            continue;
        const auto wanted = wantedOf(fingerprintOf(rule), from, to);
        if (!wanted || *wanted == rule.enabled)
            continue;
        if (const auto done = m_store->setEnabled(rule, *wanted); !done)
            return done;
    }
    return {};
}

bool AllowZoomSetting::isPartWay(const State& before, const State& after, const State& now) const
{
    const auto first = partsOf(before);
    const auto last = partsOf(after);
    const auto between = partsOf(now);
    return first && last && between && now != before && now != after &&
           isBetween(*first, *last, *between);
}

} // namespace reconnect::windows_os::firewall
