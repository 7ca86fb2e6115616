#include "core/probe/runner.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QThread>

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

// Keeps the whole thread from running, and answers then.
class BusyProbe : public Probe {
public:
    explicit BusyProbe(int busyMs)
        : Probe(named("tcp:busy", Layer::Tcp))
        , m_busyMs(busyMs)
    {
    }

protected:
    void run() override
    {
        QTimer::singleShot(60, this, [this] {
            QThread::msleep(m_busyMs);
            conclude(answer(Outcome::Passed));
        });
    }

private:
    unsigned long m_busyMs;
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

TEST_CASE("runner: what held up the program is told with the times it spoilt")
{
    const QString heldUp = QStringLiteral("heldUpMs");
    std::vector<std::unique_ptr<Probe>> probes;
    probes.push_back(std::make_unique<AnsweringProbe>("tls:before", Layer::Tls, 10));
    probes.push_back(std::make_unique<BusyProbe>(300));
    probes.push_back(std::make_unique<AnsweringProbe>("udp:after", Layer::Udp, 420));
    const auto outcomes = runWith(std::move(probes), {1000, 2000});
    const QList<Observation> rows = outcomes.evidence.observations;
    REQUIRE(rows.size() == 3);
    for (const Observation& row : {rows[0], rows[2]}) {
        CHECK(row.detail[heldUp].toInt() >= 270);
        CHECK(row.detail[heldUp].toInt() <= row.durationMs);
    }
    CHECK(rows[1].detail[heldUp].toInt() < 270);
}

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
