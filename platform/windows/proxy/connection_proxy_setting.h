#pragma once

#include "core/ports/setting.h"
#include "platform/windows/proxy/internet_settings.h"

namespace reconnect::windows_os {

// The proxy, or the script and its detection, of one connection: only its flags change; server,
// exceptions and script stay. The state holds all of them, so that somebody else's edit of any is
// seen as a conflict. The flags are set by one call and there is nothing between before and after;
// several connections are several changes with an entry in the journal each.
// What policy lays down is never changed: Unsupported, in words for people.
class ConnectionProxySetting : public Setting {
public:
    explicit ConnectionProxySetting(InternetSettings& settings);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

private:
    InternetSettings& m_settings;
};

// The flags without the server, or without the script and its detection; with the direct way, which
// is what is left. Pure.
quint32 flagsWithout(quint32 flags, bool script);

} // namespace reconnect::windows_os
