#include "core/probe/client_probe.h"
#include "core/probe/version.h"
#include "tests/catch.h"
#include "tests/support/servers.h"

#include <QJsonArray>
#include <QTimer>

using namespace reconnect;
using namespace reconnect::test;

namespace {

class ScriptedClient : public ZoomClient {
public:
    Result<ZoomClientState> state = ZoomClientState();

    void inspect(QObject* context, Done done) override
    {
        QTimer::singleShot(0, context, [this, done = std::move(done)] { done(state); });
    }
};

ZoomInstall install(const char* version, const QStringList& damaged = {})
{
    return {QStringLiteral("deb"), QString::fromLatin1(version), QStringLiteral("/opt/zoom"),
            damaged, true};
}

QList<Observation> ask(Result<ZoomClientState> state, const char* minimum = "6.3.0")
{
    ScriptedClient client;
    client.state = std::move(state);
    ClientProbe probe(client, QString::fromLatin1(minimum), QStringLiteral("2025-11-01"));
    return observe(probe);
}

Observation zoomRow(const QList<ZoomInstall>& installs, const char* minimum = "6.3.0")
{
    ZoomClientState state;
    state.installs = installs;
    const auto rows = ask(state, minimum);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].id == QStringLiteral("client:zoom"));
    return rows[1];
}

std::strong_ordering order(const char* a, const char* b)
{
    return compareVersions(QString::fromLatin1(a), QString::fromLatin1(b)).value();
}

} // namespace

TEST_CASE("versions: each part is a number, not letters")
{
    CHECK(order("6.10.0", "6.9.9.100") == std::strong_ordering::greater);
    CHECK(order("6.3", "6.3.0.0") == std::strong_ordering::equal);
    CHECK(order("6.3.0.1", "6.3") == std::strong_ordering::greater);
    CHECK(order("6.7.5-1", "6.7.5 (6891)") == std::strong_ordering::equal);
    CHECK(order("5.17.11", "6.3.0") == std::strong_ordering::less);
    CHECK(order("99999999999999999999999", "1000000000") == std::strong_ordering::equal);
}

TEST_CASE("versions: without a number nothing is newer or older")
{
    CHECK_FALSE(compareVersions(QString(), QStringLiteral("6.3")));
    CHECK_FALSE(compareVersions(QStringLiteral("6.3"), QStringLiteral("unknown")));
}

TEST_CASE("client: one that is whole and new enough passes, with its facts")
{
    const Observation row = zoomRow({install("6.7.5.6891")});
    CHECK(row.outcome == Outcome::Passed);
    CHECK(row.layer == Layer::Client);
    CHECK(row.detail[QStringLiteral("minimum")].toString() == QStringLiteral("6.3.0"));
    const auto first = row.detail[QStringLiteral("installs")].toArray().first();
    CHECK(first[QStringLiteral("version")].toString() == QStringLiteral("6.7.5.6891"));
    CHECK(first[QStringLiteral("integrityChecked")].toBool());
}

TEST_CASE("client: none is skipped, not failed")
{
    const Observation row = zoomRow({});
    CHECK(row.outcome == Outcome::Skipped);
    CHECK(row.error == QStringLiteral("missing"));
}

TEST_CASE("client: too old, unless the minimum or the version isn't known")
{
    CHECK(zoomRow({install("6.2.9")}).error == QStringLiteral("outdated"));
    CHECK(zoomRow({install("6.2.9")}, "").outcome == Outcome::Passed);
    CHECK(zoomRow({install("")}).outcome == Outcome::Passed);
}

TEST_CASE("client: damaged, and at most twenty of the files are listed")
{
    QStringList damaged;
    for (int i = 0; i < 30; ++i)
        damaged.append(QString::number(i));
    const Observation row = zoomRow({install("6.7.5", damaged)});
    CHECK(row.outcome == Outcome::Failed);
    CHECK(row.error == QStringLiteral("corrupt"));
    const auto first = row.detail[QStringLiteral("installs")].toArray().first();
    CHECK(first[QStringLiteral("damagedFiles")].toArray().size() == 20);
}

TEST_CASE("client: of two, a good one suffices; an old and a damaged one don't")
{
    const QStringList damaged{QStringLiteral("zoom")};
    CHECK(zoomRow({install("6.2.0"), install("6.7.5")}).outcome == Outcome::Passed);
    CHECK(zoomRow({install("6.2.0"), install("6.7.5", damaged)}).error ==
          QStringLiteral("outdated"));
}

TEST_CASE("client: what can't be read is unknown")
{
    const auto rows = ask(failure(ErrorCode::Unsupported));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].outcome == Outcome::Unknown);
    CHECK(rows[0].error == QStringLiteral("unreadable"));
}

TEST_CASE("client: NetworkManager's word to Zoom is told, and its absence is no fault")
{
    const auto managerRow = [](const char* connectivity) {
        ZoomClientState state;
        state.connectivity = QString::fromLatin1(connectivity);
        const auto rows = ask(state);
        CHECK(rows.first().id == QStringLiteral("client:network-manager"));
        return rows.first();
    };
    CHECK(managerRow("disconnected").outcome == Outcome::Failed);
    CHECK(managerRow("disconnected").error == QStringLiteral("disconnected"));
    CHECK(managerRow("connected").outcome == Outcome::Passed);
    CHECK(managerRow("connected").detail[QStringLiteral("state")].toString() ==
          QStringLiteral("connected"));
    CHECK(managerRow("").outcome == Outcome::Skipped);
    CHECK(managerRow("").error == QStringLiteral("not-installed"));
}

TEST_CASE("client: an organization's policy is told of, where there is one")
{
    ZoomClientState state;
    CHECK_FALSE(ask(state)[1].detail.contains(QStringLiteral("policy")));
    state.policy = QStringLiteral("/Library/Preferences/us.zoom.config.plist");
    CHECK(ask(state)[1].detail.value(QStringLiteral("policy")) == state.policy);
}
