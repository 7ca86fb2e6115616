#include "platform/windows/proxy/windows_proxies.h"
#include "tests/catch.h"
#include "tests/platform/windows/fake_internet_settings.h"

using namespace reconnect;
using namespace reconnect::windows_os;
using windows_os::test::FakeInternetSettings;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// "wininet|Windows proxy settings|manual a:1|yes", one for each.
QStringList lines(const ProxyReading& reading)
{
    QStringList list;
    for (const ConfiguredProxy& proxy : reading.proxies) {
        QString what = text("detect");
        if (proxy.kind == ProxyKind::Manual)
            what = QStringLiteral("%1:%2").arg(proxy.host).arg(proxy.port);
        else if (proxy.kind == ProxyKind::Script)
            what = proxy.script.toString();
        list.append(
            QStringList{proxy.source, proxy.place, what, proxy.effective ? text("yes") : text("no")}
                .join(u'|'));
    }
    return list;
}

QStringList read(FakeInternetSettings& settings)
{
    return lines(readingOf(snapshotOf(settings)));
}

const QString pac = QStringLiteral("http://pac.example/p.pac");

} // namespace

TEST_CASE("windows proxies: a computer without any says so, without a problem")
{
    FakeInternetSettings settings;
    const auto reading = readingOf(snapshotOf(settings));
    CHECK(reading.proxies.isEmpty());
    CHECK(reading.problems.isEmpty());
    // Texts stay behind when they are turned off.
    settings.set({}, {connection_flag::direct, text("a:1"), text("<local>"), pac});
    CHECK(read(settings).isEmpty());
}

TEST_CASE("windows proxies: another person's are not taken for those of who is signed in")
{
    FakeInternetSettings settings;
    settings.set({}, {connection_flag::direct | connection_flag::server, text("a:1"), {}, {}});
    const auto reading = readingOf(snapshotOf(settings, false));
    CHECK(reading.proxies.isEmpty());
    CHECK(reading.problems.size() == 1);
    CHECK(reading.areAnothers);
    // Those that are everybody's are theirs too.
    settings.laidDown->forAllUsers = true;
    CHECK(readingOf(snapshotOf(settings, false)).proxies.size() == 1);
    CHECK_FALSE(readingOf(snapshotOf(settings, false)).areAnothers);
}

TEST_CASE("windows proxies: each way that is on is effective, in the order Windows tries them")
{
    FakeInternetSettings settings;
    settings.set({}, {15, text("a:1"), text("<local>;10.*"), pac});
    CHECK(read(settings) ==
          QStringList{text("wininet|Windows proxy settings|detect|yes"),
                      text("wininet|Windows proxy settings|") + pac + text("|yes"),
                      text("wininet|Windows proxy settings|a:1|yes")});
    CHECK(readingOf(snapshotOf(settings)).proxies.last().bypass ==
          QStringList{text("<local>"), text("10.*")});
    settings.set({}, {6, {}, {}, text("  ")});
    CHECK(read(settings).isEmpty());
}

TEST_CASE("windows proxies: a VPN that stands is followed in place of the default connection")
{
    FakeInternetSettings settings;
    settings.set({}, {3, text("lan:1"), {}, {}});
    settings.set(text("My VPN 2"), {3, text("vpn:2"), {}, {}});
    settings.set(text("idle"), {3, text("idle:3"), {}, {}});
    CHECK(read(settings) == QStringList{text("wininet|Windows proxy settings|lan:1|yes"),
                                        text("wininet|My VPN 2|vpn:2|no"),
                                        text("wininet|idle|idle:3|no")});
    settings.standing = QStringList{text("My VPN 2")};
    CHECK(read(settings) == QStringList{text("wininet|Windows proxy settings|lan:1|no"),
                                        text("wininet|My VPN 2|vpn:2|yes"),
                                        text("wininet|idle|idle:3|no")});
    // One without settings of its own goes direct.
    settings.standing = QStringList{text("new")};
    CHECK_FALSE(read(settings).join(u' ').contains(text("yes")));
}

TEST_CASE("windows proxies: the services' is told and never effective")
{
    FakeInternetSettings settings;
    settings.ofServices = {true, text("svc:8080"), text("<local>")};
    CHECK(read(settings) == QStringList{text("winhttp|WinHTTP proxy settings|svc:8080|no")});
}

TEST_CASE("windows proxies: what policy makes the computer's, locks or repeats is managed")
{
    FakeInternetSettings settings;
    settings.set({}, {7, text("a:1"), {}, pac});
    const QString script = text("|Windows proxy settings|") + pac + text("|yes");
    const QString managedScript =
        text("policy|Windows proxy settings (managed)|") + pac + text("|yes");
    const QString managed = text("policy|Windows proxy settings (managed)|a:1|yes");
    const auto under = [&](const ProxyPolicies& policies) {
        settings.laidDown = policies;
        return read(settings);
    };
    ProxyPolicies policies;
    policies.forAllUsers = true;
    CHECK(under(policies) == QStringList{managedScript, managed});
    policies = {};
    policies.serverLocked = true;
    CHECK(under(policies) == QStringList{text("wininet") + script, managed});
    policies = {};
    policies.scriptLocked = true;
    CHECK(under(policies) ==
          QStringList{managedScript, text("wininet|Windows proxy settings|a:1|yes")});
    policies = {};
    policies.server = text("http=x:1;https=a:1");
    CHECK(under(policies) == QStringList{text("wininet") + script, managed});
    policies = {};
    policies.server = text("b:2"); // and Windows does not go by it
    CHECK(under(policies) == QStringList{text("wininet") + script,
                                         text("wininet|Windows proxy settings|a:1|yes"),
                                         text("policy|Windows group policy|b:2|no")});
}

TEST_CASE("windows proxies: Zoom's own policy goes before the system's settings")
{
    FakeInternetSettings settings;
    settings.set({}, {3, text("a:1"), {}, {}});
    ProxyPolicies policies;
    policies.zoomServer = text("zoomproxy:3128");
    policies.zoomBypass = text("*.zoom.us");
    settings.laidDown = policies;
    const auto reading = readingOf(snapshotOf(settings));
    CHECK(lines(reading) == QStringList{text("policy|Zoom's group policy|zoomproxy:3128|yes"),
                                        text("wininet|Windows proxy settings|a:1|no")});
    CHECK(reading.proxies.first().bypass == QStringList{text("*.zoom.us")});
}

TEST_CASE("windows proxies: what can't be read is a problem, and the others count")
{
    FakeInternetSettings settings;
    settings.set({}, {3, text("a:1"), {}, {}});
    settings.list = failure(ErrorCode::NotPermitted);
    settings.laidDown = failure(ErrorCode::NotPermitted);
    const auto reading = readingOf(snapshotOf(settings));
    CHECK(lines(reading) == QStringList{text("wininet|Windows proxy settings|a:1|yes")});
    CHECK(reading.problems == QStringList{text("the list of connections can't be read"),
                                          text("Windows group policy can't be read")});
}

TEST_CASE("windows proxies: names that can't be told apart or are too many are passed over")
{
    FakeInternetSettings settings;
    settings.set(text("Windows proxy settings"), {3, text("twin:1"), {}, {}});
    settings.set(QString(300, u'x'), {3, text("long:1"), {}, {}});
    for (int i = 0; i < 100; ++i)
        settings.set(QStringLiteral("vpn %1").arg(i), {3, text("v:1"), {}, {}});
    CHECK(read(settings).size() == maxConnections);
    CHECK_FALSE(read(settings).join(u' ').contains(text("twin")));
    CHECK_FALSE(read(settings).join(u' ').contains(text("long")));
    CHECK(connectionAt(placeOf({})).isEmpty());
    CHECK(connectionAt(placeOf(text("vpn 1"))) == text("vpn 1"));
}
