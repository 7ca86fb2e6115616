#include "platform/helper/helper.h"

#include "tests/catch.h"
#include "tests/fakes/fake_setting.h"

#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::test;

namespace {

const QString id = QStringLiteral("20261124-101530-123-9f2c");
const QString otherId = QStringLiteral("20261124-101530-124-9f2d");
const Caller person{QStringLiteral("1000"), false};
const Caller administrator{QStringLiteral("0"), true};

struct Bench {
    Bench()
    {
        values[QStringLiteral("mode")] = QStringLiteral("manual");
        adapters.settings.push_back(std::make_unique<FakeSetting>(
            values, QStringLiteral("turn-off-proxy"), Rights::Administrator));
        adapters.deeds.push_back(std::make_unique<FakeDeed>(QStringLiteral("restart-zoom")));
    }

    Result<QString> order(const Order& order, const Caller& caller) const
    {
        return Helper(adapters, folder.path()).carryOut(order, caller, {});
    }
    Journal journalOf(const Caller& caller) const
    {
        return Journal(*Helper::journalFolder(folder.path(), caller));
    }

    QTemporaryDir folder;
    FakeSetting::Values values;
    Adapters adapters;
    Change off = TurnOffProxy{QStringLiteral("etc-environment"), QStringLiteral("x"), false};
};

} // namespace

TEST_CASE("helper: an administrator takes back what was done for anybody", "[helper]")
{
    Bench bench;
    REQUIRE(bench.order({Order::Verb::Apply, {id}, bench.off}, person));
    CHECK(bench.values[QStringLiteral("mode")] == QStringLiteral("off"));
    const Caller another{QStringLiteral("1001"), false};
    CHECK(bench.order({Order::Verb::Undo, {id}, {}}, another).error().code == ErrorCode::NotFound);
    CHECK(Helper::journals(bench.folder.path(), administrator).size() == 1);
    CHECK(bench.order({Order::Verb::Undo, {id}, {}}, administrator));
    CHECK(bench.values[QStringLiteral("mode")] == QStringLiteral("manual"));
}

TEST_CASE("helper: what came through sudo is noted with the person, who can take it back",
          "[helper]")
{
    Bench bench;
    REQUIRE(bench.order({Order::Verb::Apply, {id}, bench.off}, {person.id, true}));
    CHECK(bench.journalOf(person).entry(id));
    CHECK(bench.order({Order::Verb::Undo, {id}, {}}, person));
}

TEST_CASE("helper: a deed that was cut off before it was done is forgotten at the next start",
          "[helper]")
{
    Bench bench;
    Entry entry;
    entry.id = otherId;
    entry.fix = Fix::RestartZoom;
    entry.change = RestartZoom{};
    entry.when = QDateTime::currentDateTimeUtc();
    Journal journal = bench.journalOf(person);
    REQUIRE(journal.write(entry));
    REQUIRE(bench.order({Order::Verb::Apply, {id}, bench.off}, person));
    CHECK(bench.journalOf(person).entry(otherId).error().code == ErrorCode::NotFound);
    CHECK(bench.journalOf(person).entry(id));
}
