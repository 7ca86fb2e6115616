#pragma once

#include "core/fix/apply.h"
#include "tests/catch.h"

#include <QJsonDocument>
#include <QTemporaryDir>

// What every Setting of every system promises, on a computer (real or scripted) on which `change`
// has something to do. `snapshot` gives all bytes that the adapter may touch, and some beside them.
namespace reconnect::test {

using Snapshot = std::function<QByteArray()>;

// As the state comes back from the journal's file.
inline State throughDisk(const State& state)
{
    return QJsonDocument::fromJson(QJsonDocument(state).toJson()).object();
}

// Lets an engine own what a test owns.
class LentSetting : public Setting {
public:
    explicit LentSetting(Setting& setting)
        : m_setting(setting)
    {
    }
    bool serves(const Change& change) const override { return m_setting.serves(change); }
    Rights rightsFor(const Change& change) const override { return m_setting.rightsFor(change); }
    Result<State> read(const Change& change, const QString& id) override
    {
        return m_setting.read(change, id);
    }
    Result<State> goal(const Change& change, const QString& id, const State& now) override
    {
        return m_setting.goal(change, id, now);
    }
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override
    {
        return m_setting.put(change, id, from, to);
    }
    bool isPartWay(const State& before, const State& after, const State& now) const override
    {
        return m_setting.isPartWay(before, after, now);
    }

private:
    Setting& m_setting;
};

inline State readOf(Setting& setting, const Change& change, const QString& id)
{
    const auto state = setting.read(change, id);
    INFO("read: " << (state ? "" : state.error().detail.toStdString()));
    REQUIRE(state);
    return *state;
}

inline State goalOf(Setting& setting, const Change& change, const QString& id, const State& now)
{
    const auto state = setting.goal(change, id, now);
    INFO("goal: " << (state ? "" : state.error().detail.toStdString()));
    REQUIRE(state);
    return *state;
}

inline void putOf(Setting& setting, const Change& change, const QString& id, const State& from,
                  const State& to)
{
    const auto done = setting.put(change, id, from, to);
    INFO("put: " << (done ? "" : done.error().detail.toStdString()));
    REQUIRE(done);
}

inline void refusesOf(Setting& setting, const Change& change, const QString& id, const State& from,
                      const State& to, const Snapshot& snapshot)
{
    const QByteArray as = snapshot();
    const auto done = setting.put(change, id, from, to);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Conflict);
    CHECK(snapshot() == as);
}

// Read, apply, read, undo, equal to before; by itself, and by the engine with a journal.
inline void checkSettingContract(Setting& setting, const Change& change, const Snapshot& snapshot)
{
    REQUIRE(setting.serves(change));
    REQUIRE(isReversible(change));
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const QByteArray initial = snapshot();

    const State before = readOf(setting, change, id);
    CHECK(readOf(setting, change, id) == before);
    CHECK(throughDisk(before) == before);
    const State after = goalOf(setting, change, id, before);
    REQUIRE(after != before); // or the test has nothing to mend
    CHECK(goalOf(setting, change, id, before) == after);
    CHECK(goalOf(setting, change, id, after) == after);
    CHECK(throughDisk(after) == after);
    CHECK(snapshot() == initial);

    // A state that nobody has seen.
    State wrong = before;
    wrong.insert(QStringLiteral("of somebody else"), 2026);
    refusesOf(setting, change, id, wrong, after, snapshot);

    putOf(setting, change, id, throughDisk(before), throughDisk(after));
    const QByteArray changed = snapshot();
    CHECK(changed != initial);
    CHECK(readOf(setting, change, id) == after);
    CHECK(goalOf(setting, change, id, after) == after);
    refusesOf(setting, change, id, wrong, before, snapshot);
    // Once more does no more, whether the adapter calls that done or a conflict.
    static_cast<void>(setting.put(change, id, before, after));
    CHECK(snapshot() == changed);

    putOf(setting, change, id, throughDisk(after), throughDisk(before));
    CHECK(readOf(setting, change, id) == before);
    CHECK(snapshot() == initial);
    static_cast<void>(setting.put(change, id, after, before));
    CHECK(snapshot() == initial);

    QTemporaryDir folder;
    Journal journal(folder.path());
    Adapters adapters;
    adapters.settings.push_back(std::make_unique<LentSetting>(setting));
    const auto entry = apply(change, Fix::RestartZoom, id, adapters, journal, {});
    REQUIRE(entry);
    REQUIRE(*entry);
    CHECK(standingOf(**entry, adapters) == Standing::Undoable);
    const auto again = apply(change, Fix::RestartZoom, newEntryId(QDateTime::currentDateTimeUtc()),
                             adapters, journal, {});
    REQUIRE(again);
    CHECK_FALSE(*again); // nothing is left to do
    CHECK(recover(adapters, journal).size() == 1);
    REQUIRE(undo(**entry, adapters, journal));
    CHECK(snapshot() == initial);
    CHECK(journal.contents()->entries.isEmpty());
}

// What somebody else does in between stays: `disturb` changes what the adapter looks after.
// Leaves the computer disturbed.
inline void checkSettingYields(Setting& setting, const Change& change, const Snapshot& snapshot,
                               const std::function<void()>& disturb)
{
    QTemporaryDir folder;
    Journal journal(folder.path());
    Adapters adapters;
    adapters.settings.push_back(std::make_unique<LentSetting>(setting));
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State before = readOf(setting, change, id);
    const State after = goalOf(setting, change, id, before);
    const auto entry = apply(change, Fix::RestartZoom, id, adapters, journal, {});
    REQUIRE(entry);
    REQUIRE(*entry);
    disturb();
    const QByteArray disturbed = snapshot();
    CHECK(standingOf(**entry, adapters) == Standing::Conflict);
    refusesOf(setting, change, id, after, before, snapshot);
    refusesOf(setting, change, id, before, after, snapshot);
    const auto undone = undo(**entry, adapters, journal);
    REQUIRE_FALSE(undone);
    CHECK(undone.error().code == ErrorCode::Conflict);
    CHECK(snapshot() == disturbed);
    CHECK(recover(adapters, journal).size() == 1);
    CHECK(journal.contents()->entries.size() == 1);
}

} // namespace reconnect::test
