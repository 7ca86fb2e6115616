#include "app/session/router_vigil.h"

#include "tests/catch.h"
#include "tests/fakes/fake_probes.h"
#include "tests/support/wait.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

Observation blank(const char* id, Layer layer)
{
    const QString name = QString::fromLatin1(id);
    return {name, layer, name, Outcome::NotRun, {}, 0, {}};
}

// A line that is another at each checkup; the last stays.
struct Street {
    QList<QList<Outcome>> checkups; // link, gateway, internet
    std::atomic<int> made{0};

    std::unique_ptr<Session> session()
    {
        return std::make_unique<Session>([this] {
            return std::make_unique<FakeProbeSource>([this] {
                const auto& now = checkups[std::min<qsizetype>(made++, checkups.size() - 1)];
                std::vector<std::unique_ptr<Probe>> probes;
                const auto add = [&probes](const char* id, Layer layer, Outcome outcome) {
                    probes.push_back(std::make_unique<FakeProbe>(blank(id, layer), outcome));
                };
                add("link:interfaces", Layer::Link, now[0]);
                add("route:ipv4", Layer::Route, now[0]);
                add("route:gateway", Layer::Route, now[1]);
                add("captive:captive.apple.com", Layer::Captive, now[2]);
                return probes;
            });
        });
    }
};

constexpr auto yes = Outcome::Passed;
constexpr auto no = Outcome::Failed;

Evidence withRouter()
{
    Evidence evidence;
    evidence.observations = {blank("route:gateway", Layer::Route)};
    evidence.observations.first().outcome = yes;
    return evidence;
}

struct Bench {
    Bench(Street& street, int patienceMs)
        : vigil(street.session(), {1, patienceMs})
    {
        QObject::connect(&vigil, &RouterVigil::seen, &vigil,
                         [this](const RouterWatch& watch) { seen.append(watch); });
        QObject::connect(&vigil, &RouterVigil::ended, &vigil,
                         [this](const RouterWatch& watch) { ended = watch; });
    }
    RouterVigil vigil;
    QList<RouterWatch> seen;
    std::optional<RouterWatch> ended;
};

} // namespace

TEST_CASE("router vigil: it sees the router go, come back, and the internet behind it")
{
    Street street{{{yes, yes, no}, {no, no, no}, {yes, yes, no}, {yes, yes, yes}}};
    Bench bench(street, 10000);
    bench.vigil.start(withRouter());
    REQUIRE(waitFor([&] { return bench.ended.has_value(); }));
    CHECK(bench.seen == QList<RouterWatch>{{true, false, false, false},
                                           {true, true, false, false},
                                           {true, true, true, false},
                                           {true, true, true, true}});
    CHECK(bench.ended == RouterWatch{true, true, true, true});
    CHECK_FALSE(bench.vigil.isWatching());
    const int made = street.made;
    CHECK_FALSE(waitFor([&] { return street.made > made; }, 50)); // and looks no more
}

TEST_CASE("router vigil: its patience ends")
{
    Street street{{{yes, yes, no}}};
    Bench bench(street, 100);
    bench.vigil.start(withRouter());
    REQUIRE(waitFor([&] { return bench.ended.has_value(); }));
    CHECK(bench.ended == RouterWatch{true, false, false, false});
    CHECK(street.made > 1);
}

TEST_CASE("router vigil: cancelled, nothing more is heard of it, and it can start over")
{
    Street street{{{yes, yes, no}}};
    Bench bench(street, 10000);
    bench.vigil.start(withRouter());
    bench.vigil.cancel();
    const int made = street.made;
    CHECK_FALSE(waitFor([&] { return bench.ended || street.made > made + 1; }, 50));
    CHECK_FALSE(bench.vigil.isWatching());
    bench.vigil.start(withRouter());
    CHECK(waitFor([&] { return street.made > made + 1; }));
}
