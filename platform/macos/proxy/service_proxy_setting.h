#pragma once

#include "core/ports/setting.h"
#include "core/ports/tools.h"
#include "platform/macos/proxy/service_proxies.h"

namespace reconnect::macos {

// The proxies of one network service, switched through networksetup(8): a TurnOffProxy turns off
// the web, secure web and SOCKS proxy of the service, or with `script` its script and the script's
// detection. Only the switches move, so servers, ports, logins and exceptions stay; all that
// networksetup tells of them is in the state, so that an undo never switches on what somebody else
// has set since.
//
// Switches are moved one after the other, so a put() that is cut off is part of the way. What moved
// is read back: networksetup can end with 0 and change nothing. Errors as Setting::put; NotFound
// for a service that is not there any more, Malformed where networksetup speaks in other words.
class ServiceProxySetting : public Setting {
public:
    // `rights`: an administrator may change network settings as they are, others may not; the
    // helper says Administrator. Where system.preferences.network is tightened, as organizations
    // do, networksetup refuses an administrator too: known once it has.
    ServiceProxySetting(Tools& tools, Rights rights);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

private:
    Result<void> refuseUnlisted(const QString& service);

    Tools& m_tools;
    Rights m_rights;
};

} // namespace reconnect::macos
