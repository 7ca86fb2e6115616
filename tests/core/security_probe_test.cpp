#include "core/probe/security_probe.h"
#include "tests/catch.h"
#include "tests/fakes/fake_security.h"
#include "tests/support/servers.h"

#include <QJsonArray>

using namespace reconnect;
using namespace reconnect::test;

namespace {

using Kind = SecurityProduct::Kind;
using State = SecurityProduct::State;

SecurityProduct product(const char* name, Kind kind, State state)
{
    return {{}, QString::fromLatin1(name), kind, state, QStringLiteral("Windows Security")};
}

QList<Observation> rowsFor(Result<QList<SecurityProduct>> products)
{
    FakeSecurity security;
    security.products = std::move(products);
    SecurityProbe probe(security, knownPrograms());
    return observe(probe);
}

Observation rowFor(const SecurityProduct& one)
{
    const auto rows = rowsFor(QList<SecurityProduct>{one});
    REQUIRE(rows.size() == 1);
    return rows.first();
}

} // namespace

TEST_CASE("security: the parts of a suite are one row, which says that it may stop Zoom")
{
    const auto rows = rowsFor(QList<SecurityProduct>{
        product("Norton 360", Kind::Antivirus, State::On),
        product("Windows Defender", Kind::Antivirus, State::Off),
        product("Norton 360", Kind::Firewall, State::Snoozed),
    });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == QStringLiteral("security:norton"));
    CHECK(rows[0].layer == Layer::Firewall);
    CHECK(rows[0].target == QStringLiteral("Norton 360"));
    CHECK(rows[0].outcome == Outcome::Unknown);
    CHECK(rows[0].error == QStringLiteral("may-stop"));
    CHECK(rows[0].detail[QStringLiteral("program")].toString() == QStringLiteral("norton"));
    CHECK(rows[0].detail[QStringLiteral("maker")].toString() == QStringLiteral("Norton"));
    const auto parts = rows[0].detail[QStringLiteral("parts")].toArray();
    REQUIRE(parts.size() == 2);
    CHECK(parts[1][QStringLiteral("kind")].toString() == QStringLiteral("firewall"));
    CHECK(parts[1][QStringLiteral("state")].toString() == QStringLiteral("snoozed"));
    CHECK(parts[1][QStringLiteral("place")].toString() == QStringLiteral("Windows Security"));
    CHECK(rows[1].id == QStringLiteral("security:microsoft-defender"));
    CHECK(rows[1].outcome == Outcome::Passed);
}

TEST_CASE("security: one that is off, or only looks at files, stops nothing")
{
    CHECK(rowFor(product("Norton 360", Kind::Antivirus, State::Off)).outcome == Outcome::Passed);
    CHECK(rowFor(product("Norton 360", Kind::Antivirus, State::Expired)).outcome ==
          Outcome::Passed);
    CHECK(rowFor(product("ClamAV", Kind::Antivirus, State::On)).outcome == Outcome::Passed);
    CHECK(rowFor(product("Windows Firewall", Kind::Firewall, State::On)).outcome ==
          Outcome::Passed);
    CHECK(rowFor(product("Norton 360", Kind::Antivirus, State::Unknown)).outcome ==
          Outcome::Unknown);
}

TEST_CASE("security: one that nobody here knows is told by the name that the system gives it")
{
    const auto rows = rowsFor(QList<SecurityProduct>{
        product("Acme  Shield Pro", Kind::Firewall, State::On),
        product("Bolt", Kind::Antivirus, State::On),
        product("", Kind::Antivirus, State::On),
    });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == QStringLiteral("security:other-1"));
    CHECK(rows[0].target == QStringLiteral("Acme Shield Pro"));
    CHECK(rows[0].error == QStringLiteral("may-stop"));
    CHECK(rows[0].detail[QStringLiteral("program")].toString().isEmpty());
    CHECK(rows[0].detail[QStringLiteral("maker")].toString() == QStringLiteral("Acme"));
    CHECK(rows[1].id == QStringLiteral("security:other-2"));
}

TEST_CASE("security: however many a system claims, and however they are called, rows are bounded")
{
    QList<SecurityProduct> products;
    for (int i = 0; i < 100; ++i)
        products.append(product(QByteArray(500, char('a' + i % 26)).append(QByteArray::number(i)),
                                Kind::Antivirus, State::On));
    for (int i = 0; i < 100; ++i)
        products.prepend(product("Norton 360", Kind::Firewall, State::On));
    const auto rows = rowsFor(products);
    CHECK(rows.size() <= SecurityProbe::maxPrograms);
    for (const Observation& row : rows) {
        CHECK(row.target.size() <= SecurityProbe::maxName);
        CHECK(row.detail[QStringLiteral("parts")].toArray().size() <= SecurityProbe::maxParts);
    }
}

TEST_CASE("security: none is skipped; what can't be listed is unknown, never a pass")
{
    const auto none = rowsFor(QList<SecurityProduct>());
    REQUIRE(none.size() == 1);
    CHECK(none[0].id == QStringLiteral("security:programs"));
    CHECK(none[0].outcome == Outcome::Skipped);
    CHECK(none[0].error == QStringLiteral("not-installed"));
    const auto unread = rowsFor(failure(ErrorCode::NotPermitted));
    REQUIRE(unread.size() == 1);
    CHECK(unread[0].outcome == Outcome::Unknown);
    CHECK(unread[0].error == QStringLiteral("unreadable"));
    CHECK(rowsFor(failure(ErrorCode::TimedOut))[0].error == QStringLiteral("timed-out"));
}

TEST_CASE("security: a system that never answers is unknown in time")
{
    FakeSecurity security;
    security.silent = true;
    SecurityProbe probe(security, knownPrograms());
    const auto rows = observe(probe, 100);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].outcome == Outcome::Unknown);
    CHECK(rows[0].error == QStringLiteral("timed-out"));
}
