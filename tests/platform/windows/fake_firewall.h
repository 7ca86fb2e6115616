#pragma once

#include "platform/windows/firewall/firewall_judge.h"
#include "platform/windows/firewall/own_rules.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// A Windows Defender Firewall that is a list, and breaks off where a test wants it to.
namespace reconnect::test {

namespace wf = windows_os::firewall;

inline QString words(const char* text)
{
    return QString::fromLatin1(text);
}

struct Cut {}; // what is thrown where a program is killed

class FakeFirewall : public wf::FirewallStore {
public:
    wf::FirewallPolicy policy;
    std::optional<Error> error; // of all calls
    int changes = 0;
    int cutAt = -1;  // the change before which the program is killed
    int failAt = -1; // the change that is refused

    FakeFirewall()
    {
        policy.active = wf::privateProfile;
        for (const int type : {wf::domainProfile, wf::privateProfile, wf::publicProfile})
            policy.profiles.append({type, true, false, false, true});
    }

    wf::FirewallRule& block(const char* name)
    {
        wf::FirewallRule rule;
        rule.name = words(name);
        rule.action = wf::FirewallRule::Action::Block;
        rule.enabled = true;
        policy.rules.append(rule);
        return policy.rules.last();
    }
    wf::FirewallRule& rule(const char* name)
    {
        const QString wanted = words(name);
        return *std::find_if(policy.rules.begin(), policy.rules.end(),
                             [&](const auto& one) { return one.name == wanted; });
    }
    void closeProfiles()
    {
        for (wf::FirewallProfile& profile : policy.profiles)
            profile.blocksOutbound = true;
    }

    Result<wf::FirewallPolicy> read() override
    {
        if (error)
            return tl::unexpected(*error);
        return policy;
    }
    Result<void> add(const wf::FirewallRule& rule) override
    {
        if (const auto may = change(); !may)
            return may;
        for (const wf::FirewallRule& other : policy.rules)
            if (other.name == rule.name)
                return failure(ErrorCode::Conflict);
        wf::FirewallRule given = rule;
        // As Windows gives back what it was given: a mask for each single address.
        QStringList addresses;
        for (const QString& one : rule.remoteAddresses.split(QLatin1Char(',')))
            addresses.append(one.contains(QLatin1Char('.')) && !one.contains(QLatin1Char('-'))
                                 ? one + words("/255.255.255.255")
                                 : one);
        given.remoteAddresses = addresses.join(QLatin1Char(','));
        policy.rules.append(given);
        return {};
    }
    Result<void> remove(const wf::FirewallRule& rule) override
    {
        if (const auto may = change(); !may)
            return may;
        return policy.rules.removeAll(rule) == 1 ? Result<void>() : failure(ErrorCode::Conflict);
    }
    Result<void> setEnabled(const wf::FirewallRule& rule, bool enabled) override
    {
        if (const auto may = change(); !may)
            return may;
        const auto at = policy.rules.indexOf(rule);
        if (at < 0)
            return failure(ErrorCode::Conflict);
        policy.rules[at].enabled = enabled;
        return {};
    }

    // All of it, in no order.
    QByteArray snapshot() const
    {
        QStringList all;
        for (const wf::FirewallRule& rule : policy.rules)
            all.append(wf::fingerprintOf(rule) + rule.name + rule.remoteAddresses +
                       (rule.enabled ? words(" on") : words(" off")));
        all.sort();
        return all.join(QLatin1Char('\n')).toUtf8();
    }

private:
    Result<void> change()
    {
        if (changes == cutAt)
            throw Cut();
        if (changes++ == failAt)
            return failure(ErrorCode::Failed);
        return {};
    }
};

inline QString zoomPath()
{
    return words("C:\\Program Files\\Zoom\\bin\\Zoom.exe");
}

inline wf::Surroundings surroundings()
{
    wf::Surroundings here;
    here.zoom = {zoomPath()};
    here.installedZoom = {zoomPath(),
                          words("C:\\Users\\Ann\\AppData\\Roaming\\Zoom\\bin\\Zoom.exe")};
    here.self = words("C:\\Program Files\\Reconnect 2026\\reconnect2026.exe");
    here.variables = {{words("programfiles"), words("C:\\Program Files")},
                      {words("systemroot"), words("C:\\Windows")}};
    here.localNetworks = {{QHostAddress(words("192.168.7.20")), 24}};
    return here;
}

inline OutgoingPacket packet(const char* address = "203.0.113.5", quint16 port = 443,
                             Transport transport = Transport::Tcp)
{
    return {transport, QHostAddress(words(address)), port};
}

} // namespace reconnect::test
