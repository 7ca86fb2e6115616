#pragma once

#include "core/ports/setting.h"
#include "core/ports/tools.h"

namespace reconnect::linux_os {

// GNOME's proxy: its mode becomes "none", and servers, ports, script and exceptions stay as they
// are. Through gsettings, which ends with 0 also where it wrote nothing, so it is read back.
class GnomeProxySetting : public Setting {
public:
    explicit GnomeProxySetting(Tools& tools);

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<State> read(const Change& change, const QString& id) override;
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;

private:
    Result<CommandOutput> gsettings(const QStringList& arguments);

    Tools& m_tools;
};

} // namespace reconnect::linux_os
