#include "core/probe/names.h"
#include "tests/catch.h"
#include "tests/support/scripted_resolver.h"
#include "tests/support/wait.h"

#include <optional>

using namespace reconnect;
using namespace reconnect::test;
using Source = NameAnswer::Source;

namespace {

const QString zoom = QStringLiteral("zoom.us");
const QHostAddress one(QStringLiteral("192.0.2.1"));
const QHostAddress two(QStringLiteral("192.0.2.2"));

struct Bench {
    ScriptedResolver resolver;
    Names names{resolver};
    QObject context;

    struct Heard {
        std::optional<NameAnswer> answer;
        int afterMs = 0;
    };
    std::shared_ptr<Heard> lookup(const QString& name)
    {
        auto heard = std::make_shared<Heard>();
        QElapsedTimer clock;
        clock.start();
        names.lookup(name, &context, [=](const NameAnswer& answer) {
            REQUIRE_FALSE(heard->answer); // once only
            heard->answer = answer;
            heard->afterMs = int(clock.elapsed());
        });
        CHECK_FALSE(heard->answer); // never from within
        return heard;
    }
    static NameAnswer settled(const std::shared_ptr<Heard>& heard)
    {
        REQUIRE(waitFor([&] { return heard->answer.has_value(); }));
        return *heard->answer;
    }
};

} // namespace

TEST_CASE("names: however many ask, the system is asked once")
{
    Bench bench;
    bench.resolver.known[zoom] = {one, two};
    const auto first = bench.lookup(zoom);
    const auto second = bench.lookup(zoom);
    CHECK(Bench::settled(first).source == Source::System);
    CHECK(Bench::settled(second).addresses == QList<QHostAddress>{one, two});
    CHECK(Bench::settled(bench.lookup(zoom)).addresses.size() == 2); // also when it is long known
    CHECK(bench.resolver.lookups == 1);
}

TEST_CASE("names: a literal address answers itself and asks nobody")
{
    Bench bench;
    const NameAnswer answer = Bench::settled(bench.lookup(QStringLiteral("2001:db8::1")));
    CHECK(answer.source == Source::System);
    CHECK(answer.addresses == QList<QHostAddress>{QHostAddress(QStringLiteral("2001:db8::1"))});
    CHECK(bench.resolver.lookups == 0);
}

TEST_CASE("names: a name that does not exist for the system has no address, whoever else knows one")
{
    Bench bench;
    const auto heard = bench.lookup(zoom);
    bench.names.learnt(zoom, {one});
    const NameAnswer answer = Bench::settled(heard);
    CHECK(answer.source == Source::None);
    CHECK(answer.addresses.isEmpty());
    CHECK(heard->afterMs < Names::graceMs);
}

TEST_CASE("names: where the system fails for now, a server's own answer serves at once")
{
    Bench bench;
    bench.resolver.failing[zoom] =
        GENERATE(SystemLookup::Status::Temporary, SystemLookup::Status::Failed);
    const auto heard = bench.lookup(zoom);
    waitFor([] { return false; }, 50);
    CHECK_FALSE(heard->answer);
    bench.names.learnt(zoom, {one, one});
    CHECK(Bench::settled(heard).source == Source::Direct);
    CHECK(heard->answer->addresses == QList<QHostAddress>{one});
    CHECK(heard->afterMs < Names::graceMs);
}

TEST_CASE("names: a slow system is waited for, then a server's own answer serves")
{
    Bench bench;
    bench.resolver.silent = {zoom};
    const auto heard = bench.lookup(zoom);
    bench.names.learnt(zoom, {one});
    CHECK(Bench::settled(heard).source == Source::Direct);
    CHECK(heard->afterMs >= Names::graceMs - 100);
    CHECK(heard->afterMs < Names::giveUpMs);
}

TEST_CASE("names: where nobody knows, the wait ends")
{
    Bench bench;
    bench.resolver.silent = {zoom};
    const auto heard = bench.lookup(zoom);
    CHECK(Bench::settled(heard).source == Source::None);
    CHECK(heard->afterMs < Names::giveUpMs + 500);
    CHECK(Bench::settled(bench.lookup(zoom)).source == Source::None); // and is not begun again
}

TEST_CASE("names: an answer comes late or not at all once the one who asked is gone")
{
    Bench bench;
    bench.resolver.known[zoom] = {one};
    auto gone = std::make_unique<QObject>();
    bool heard = false;
    bench.names.lookup(zoom, gone.get(), [&](const NameAnswer&) { heard = true; });
    bench.names.system(zoom, gone.get(), [&](const SystemLookup&) { heard = true; });
    bench.names.lookup(QStringLiteral("192.0.2.1"), gone.get(),
                       [&](const NameAnswer&) { heard = true; });
    gone.reset();
    waitFor([] { return false; }, 50);
    CHECK_FALSE(heard);
}

TEST_CASE("names: the system's own word is handed on, early and late")
{
    Bench bench;
    bench.resolver.failing[zoom] = SystemLookup::Status::Temporary;
    int heard = 0;
    const auto hear = [&](const SystemLookup& lookup) {
        CHECK(lookup.status == SystemLookup::Status::Temporary);
        ++heard;
    };
    bench.names.system(zoom, &bench.context, hear);
    REQUIRE(waitFor([&] { return heard == 1; }));
    bench.names.system(zoom, &bench.context, hear);
    CHECK(heard == 1);
    REQUIRE(waitFor([&] { return heard == 2; }));
    CHECK(bench.resolver.lookups == 1);
}

TEST_CASE("names: no answer has more than eight addresses")
{
    Bench bench;
    QList<QHostAddress> many;
    for (quint32 i = 1; i < 50; ++i)
        many.append(QHostAddress(0xc0000200 + i));
    bench.resolver.known[zoom] = many;
    CHECK(Bench::settled(bench.lookup(zoom)).addresses == many.mid(0, 8));
    const QString other = QStringLiteral("zoom.com");
    bench.resolver.failing[other] = SystemLookup::Status::Temporary;
    bench.names.learnt(other, many);
    CHECK(Bench::settled(bench.lookup(other)).addresses == many.mid(0, 8));
}

TEST_CASE("names: of an independent answer only what the ordinary one lacks is told, and once")
{
    Bench bench;
    QList<QHostAddress> told;
    QObject::connect(
        &bench.names, &Names::independent, &bench.context,
        [&](const QString&, const QList<QHostAddress>& addresses) { told += addresses; });
    SECTION("when the ordinary answer comes later")
    {
        bench.resolver.known[zoom] = {one};
        bench.names.learntIndependent(zoom, {one, two});
        CHECK(told.isEmpty());
        Bench::settled(bench.lookup(zoom));
        bench.names.learntIndependent(zoom, {two});
        CHECK(told == QList<QHostAddress>{two});
    }
    SECTION("when the name is denied")
    {
        bench.names.learntIndependent(zoom, {one});
        REQUIRE(waitFor([&] { return !told.isEmpty(); }));
        CHECK(told == QList<QHostAddress>{one});
    }
    SECTION("when the system is silent")
    {
        bench.resolver.silent = {zoom};
        bench.names.learntIndependent(zoom, {one});
        REQUIRE(waitFor([&] { return !told.isEmpty(); }));
        CHECK(told == QList<QHostAddress>{one});
    }
}
