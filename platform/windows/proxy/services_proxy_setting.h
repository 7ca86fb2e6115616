#pragma once

#include "core/ports/setting.h"
#include "platform/windows/proxy/internet_settings.h"

namespace reconnect::windows_os {

// WinHTTP's proxy of the whole computer, by the helper. Off is "no proxy"; Windows forgets the
// server and exceptions with that, so they come back from the state alone.
class ServicesProxySetting : public Setting {
public:
    explicit ServicesProxySetting(InternetSettings& settings);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

private:
    InternetSettings& m_settings;
};

} // namespace reconnect::windows_os
