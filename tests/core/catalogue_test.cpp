#include "core/ports/system_resolver.h"
#include "core/probe/catalogue.h"
#include "tests/catch.h"
#include "tests/fakes/fake_system.h"
#include "tests/support/scripted_resolver.h"

#include "platform/host.h"

#include <QFile>
#include <QSet>

using namespace reconnect;
using namespace reconnect::test;

namespace {

struct Bench {
    std::unique_ptr<Host> host = makeHost();
    FakeSystem system;
    ScriptedResolver resolver;
    Endpoints endpoints;

    Bench()
    {
        QFile file(QStringLiteral(TEST_DATA "/../../resources/endpoints.json"));
        REQUIRE(file.open(QIODevice::ReadOnly));
        const auto parsed = parseEndpoints(file.readAll());
        REQUIRE(parsed);
        endpoints = *parsed;
    }

    // Nothing is started, so nothing is asked of any network.
    QList<Observation> rows()
    {
        const Ports real = host->ports();
        const Ports ports{real.clock,    real.datagrams, real.firewall, real.pac, real.proxies,
                          real.security, system,         resolver,      real.zoom};
        QList<Observation> list;
        for (const auto& probe : makeProbes(ports, endpoints))
            list.append(probe->blank());
        return list;
    }
    QStringList ids(const QString& prefix)
    {
        QStringList list;
        for (const Observation& row : rows())
            if (row.id.startsWith(prefix))
                list.append(row.id);
        return list;
    }
};

} // namespace

TEST_CASE("catalogue: every row has an id of its own, a word for people, and is not run yet")
{
    Bench bench;
    bench.system.state->nameServers = {QHostAddress(QStringLiteral("192.0.2.53"))};
    bench.system.state->ipv4Routes = {{QHostAddress(QStringLiteral("192.0.2.1")), {}}};
    QSet<QString> ids;
    const auto rows = bench.rows();
    CHECK(rows.size() > 50);
    for (const Observation& row : rows) {
        CAPTURE(row.id);
        CHECK_FALSE(ids.contains(row.id));
        CHECK(row.outcome == Outcome::NotRun);
        // Security programs share the firewall's layer, for that is what they do to Zoom.
        const bool security = row.id.startsWith(QStringLiteral("security:"));
        CHECK((security || row.id.startsWith(token(row.layer) + u':')));
        CHECK((!security || row.layer == Layer::Firewall));
        ids.insert(row.id);
    }
}

TEST_CASE("catalogue: configured name servers are asked, four at most and none twice")
{
    Bench bench;
    bench.endpoints.zoomHosts = {QStringLiteral("zoom.us")};
    bench.endpoints.controlHosts = {QStringLiteral("control.test")};
    for (const char* server :
         {"192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "192.0.2.4", "192.0.2.5"})
        bench.system.state->nameServers.append(QHostAddress(QString::fromLatin1(server)));
    const QStringList ids = bench.ids(QStringLiteral("dns:server:"));
    CHECK(ids.size() == 4 * 3);
    CHECK(ids.contains(QStringLiteral("dns:server:192.0.2.1:zoom.us:A")));
    CHECK(ids.contains(QStringLiteral("dns:server:2001:db8::1:zoom.us:AAAA")));
    CHECK(ids.contains(QStringLiteral("dns:server:192.0.2.4:control.test:A")));
    CHECK(bench.ids(QStringLiteral("dns:none")).isEmpty());
    CHECK(bench.ids(QStringLiteral("dns:independent:")).size() ==
          bench.endpoints.independentResolvers.size());
    CHECK(bench.ids(QStringLiteral("dns:system:")).size() == 2);
}

TEST_CASE("catalogue: without name servers, or with settings that can't be read, dns says so")
{
    Bench bench;
    CHECK(bench.ids(QStringLiteral("dns:none")).size() == 1);
    CHECK(bench.ids(QStringLiteral("route:gateway")).size() == 1);
    bench.system.state = failure(ErrorCode::Failed);
    CHECK(bench.ids(QStringLiteral("dns:none")).size() == 1);
    CHECK(bench.ids(QStringLiteral("route:")).size() == 3);
    CHECK(bench.ids(QStringLiteral("address:")).size() == 2);
}
