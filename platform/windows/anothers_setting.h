#pragma once

#include "core/fix/words.h"
#include "core/ports/setting.h"

#include <memory>

namespace reconnect::windows_os {

// In place of a setting of the person, where this program runs as somebody else: theirs can't be
// reached, and the other's are left alone. Unsupported, in words for people.
class AnothersSetting : public Setting {
public:
    explicit AnothersSetting(std::unique_ptr<Setting> setting)
        : m_setting(std::move(setting))
    {
    }

    bool serves(const Change& change) const override { return m_setting->serves(change); }
    Rights rightsFor(const Change& change) const override { return m_setting->rightsFor(change); }
    Result<State> read(const Change&, const QString&) override { return refused(); }
    Result<State> goal(const Change&, const QString&, const State&) override { return refused(); }
    Result<void> put(const Change&, const QString&, const State&, const State&) override
    {
        return refused();
    }

private:
    static tl::unexpected<Error> refused()
    {
        return failure(ErrorCode::Unsupported, startAsThePerson());
    }

    std::unique_ptr<Setting> m_setting;
};

// The setting itself where it is that of the person who is signed in.
inline std::unique_ptr<Setting> ifPersons(bool arePersons, std::unique_ptr<Setting> setting)
{
    if (arePersons)
        return setting;
    return std::make_unique<AnothersSetting>(std::move(setting));
}

} // namespace reconnect::windows_os
