#include "core/probe/runner.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

Observation named(const char* id, Layer layer)
{
    Observation observation;
    observation.id = QString::fromLatin1(id);
    observation.layer = layer;
    return observation;
}

class AnsweringProbe : public Probe {
public:
    AnsweringProbe(const char* id, Layer layer, int afterMs)
        : Probe(named(id, layer))
        , m_afterMs(afterMs)
    {
    }

protected:
    void run() override
    {
        QTimer::singleShot(m_afterMs, this, [this] { conclude(answer(Outcome::Passed)); });
    }

private:
    int m_afterMs;
};

class SilentProbe : public Probe {
public:
    SilentProbe()
        : Probe(named("tcp:silent", Layer::Tcp))
    {
    }

protected:
    void run() override {}
};

class DeafProbe : public SilentProbe {
    void expired() override {}
};

struct Outcomes {
    Evidence evidence;
    bool finished = false;
};

Outcomes runWith(std::vector<std::unique_ptr<Probe>> probes, Limits limits)
{
    ProbeRunner runner(std::move(probes), limits);
    Outcomes outcomes;
    QObject::connect(&runner, &ProbeRunner::finished, &runner, [&](const Evidence& evidence) {
        outcomes.evidence = evidence;
        outcomes.finished = true;
    });
    runner.start();
    waitFor([&] { return outcomes.finished; });
    return outcomes;
}

} // namespace

TEST_CASE("runner: probes run side by side and rows come in layer order")
{
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<AnsweringProbe>("tls:a", Layer::Tls, 10));
    probes.push_back(std::make_unique<AnsweringProbe>("tcp:a", Layer::Tcp, 150));
    probes.push_back(std::make_unique<AnsweringProbe>("tcp:b", Layer::Tcp, 150));
    const auto outcomes = runWith(std::move(probes), {1000, 2000});
    REQUIRE(outcomes.finished);
    REQUIRE(outcomes.evidence.observations.size() == 3);
    CHECK(outcomes.evidence.observations[0].id == QStringLiteral("tcp:a"));
    CHECK(outcomes.evidence.observations[2].id == QStringLiteral("tls:a"));
    CHECK(outcomes.evidence.durationMs < 300);
}

TEST_CASE("runner: a silent probe is timed out, not failed")
{
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<SilentProbe>());
    const auto outcomes = runWith(std::move(probes), {50, 2000});
    REQUIRE(outcomes.finished);
    CHECK(outcomes.evidence.observations[0].outcome == Outcome::TimedOut);
}

TEST_CASE("runner: a probe that ends without a word is over, and has no row that lies")
{
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<DeafProbe>());
    const auto outcomes = runWith(std::move(probes), {50, 2000});
    REQUIRE(outcomes.finished);
    CHECK(outcomes.evidence.observations.isEmpty());
}

TEST_CASE("runner: at the overall cap the rest is not-run")
{
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<SilentProbe>());
    const auto outcomes = runWith(std::move(probes), {5000, 100});
    REQUIRE(outcomes.finished);
    CHECK(outcomes.evidence.observations[0].outcome == Outcome::NotRun);
    CHECK_FALSE(outcomes.evidence.cancelled);
}

TEST_CASE("runner: cancel answers at once")
{
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<SilentProbe>());
    ProbeRunner runner(std::move(probes), {});
    bool cancelled = false;
    QObject::connect(&runner, &ProbeRunner::finished, &runner,
                     [&](const Evidence& evidence) { cancelled = evidence.cancelled; });
    runner.start();
    runner.cancel();
    CHECK(cancelled);
}
