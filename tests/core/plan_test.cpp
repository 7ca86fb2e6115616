#include "core/fix/plan.h"

#include "core/fix/words.h"
#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

QJsonObject proxy(const char* source, const char* place, const QString& host, int port,
                  bool effective = false)
{
    return {{QStringLiteral("source"), QLatin1String(source)},
            {QStringLiteral("place"), QLatin1String(place)},
            {QStringLiteral("kind"), QStringLiteral("manual")},
            {QStringLiteral("scheme"), QStringLiteral("http")},
            {QStringLiteral("host"), host},
            {QStringLiteral("port"), port},
            {QStringLiteral("effective"), effective}};
}

QJsonObject script(const char* source, const char* place, const QString& url, bool effective)
{
    return {{QStringLiteral("source"), QLatin1String(source)},
            {QStringLiteral("place"), QLatin1String(place)},
            {QStringLiteral("kind"), QStringLiteral("script")},
            {QStringLiteral("script"), url},
            {QStringLiteral("effective"), effective}};
}

EvidenceBuilder with(const QJsonArray& proxies, const QString& dead = {})
{
    EvidenceBuilder builder;
    if (!dead.isEmpty())
        builder.proxy(dead, "refused");
    builder.passes(QStringLiteral("proxy:config"), {{QStringLiteral("proxies"), proxies}});
    return builder;
}

const QString host = QStringLiteral("127.0.0.1");
const QString dead = QStringLiteral("127.0.0.1:9");

// "gnome GNOME, profile ~/.profile", or the error's code.
QString places(const Result<FixPlan>& plan)
{
    if (!plan)
        return plan.error().code == ErrorCode::NotFound ? QStringLiteral("nothing")
                                                        : QStringLiteral("by hand");
    QStringList list;
    for (const Change& change : plan->changes) {
        const auto* off = std::get_if<TurnOffProxy>(&change);
        REQUIRE(off);
        list.append(off->source + QLatin1Char(' ') + off->place +
                    (off->script ? QStringLiteral(" script") : QString()));
    }
    return list.join(QStringLiteral(", "));
}

} // namespace

TEST_CASE("plan: a proxy is turned off where the client takes it from, or would next")
{
    struct Row {
        const char* name;
        QJsonArray proxies;
        const char* wanted;
    };
    const Row rows[]{
        {"a desktop's", {proxy("gnome", "GNOME", host, 9, true)}, "gnome GNOME"},
        {"two desktops', the same",
         {proxy("gnome", "GNOME", host, 9, true), proxy("kde", "KDE", host, 9)},
         "gnome GNOME, kde KDE"},
        {"another one of the other desktop stays",
         {proxy("gnome", "GNOME", host, 9, true), proxy("kde", "KDE", host, 8080)},
         "gnome GNOME"},
        {"a file that this session does not follow stays",
         {proxy("gnome", "GNOME", host, 9, true),
          proxy("etc-environment", "/etc/environment", host, 9)},
         "gnome GNOME"},
        {"a desktop's that the session would fall back to",
         {proxy("gnome", "GNOME", host, 9, true), proxy("environment", "HTTPS_PROXY", host, 9),
          proxy("etc-environment", "/etc/environment", host, 9)},
         "gnome GNOME, etc-environment /etc/environment"},
        {"the session's, set by files",
         {proxy("environment", "https_proxy", host, 9, true),
          proxy("etc-environment", "/etc/environment", host, 9),
          proxy("profile", "~/.profile", host, 9), proxy("profile", "~/.profile", host, 9),
          proxy("profile", "~/.xprofile", host, 3128)},
         "etc-environment /etc/environment, profile ~/.profile"},
        {"the session's alone", {proxy("environment", "https_proxy", host, 9, true)}, "by hand"},
        {"idle and dead", {proxy("kde", "KDE", host, 9)}, "kde KDE"},
        {"idle, dead, and in a file",
         {proxy("etc-environment", "/etc/environment", host, 9)},
         "etc-environment /etc/environment"},
        {"idle and not asked", {proxy("kde", "KDE", host, 8080)}, "nothing"},
        {"one that names nothing usable",
         {proxy("kde", "KDE", {}, 0, true), proxy("gnome", "GNOME", {}, 0)},
         "kde KDE"},
        {"a connection's of Windows, and what services use stays",
         {proxy("wininet", "Windows proxy settings", host, 9, true),
          proxy("wininet", "My VPN", host, 9), proxy("winhttp", "WinHTTP", host, 9)},
         "wininet Windows proxy settings, wininet My VPN"},
        {"the services' alone, idle and dead",
         {proxy("winhttp", "WinHTTP", host, 9)},
         "winhttp WinHTTP"},
        {"an organization's", {proxy("policy", "Windows (managed)", host, 9, true)}, "by hand"},
        {"an organization's that others name too",
         {proxy("policy", "Windows (managed)", host, 9, true), proxy("wininet", "My VPN", host, 9)},
         "by hand"},
        {"another one than an organization's idle one",
         {proxy("wininet", "Windows proxy settings", host, 9, true),
          proxy("policy", "Windows group policy", host, 8080)},
         "wininet Windows proxy settings"},
        {"a service's of macOS, and another service's that names the same",
         {proxy("macos", "Wi-Fi", host, 9, true), proxy("macos", "USB LAN", host, 9),
          proxy("macos", "Thunderbolt Bridge", host, 8080)},
         "macos Wi-Fi, macos USB LAN"},
        {"a VPN's, that no setting holds",
         {proxy("vpn", "a VPN or another program", host, 9, true)},
         "by hand"},
        {"one of macOS that may be of a service nobody could read",
         {proxy("macos-unread", "macOS network settings", host, 9, true)},
         "by hand"},
        {"none", {}, "nothing"},
        {"only a script",
         {script("gnome", "GNOME", QStringLiteral("http://wpad/"), true)},
         "nothing"},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        const auto plan = planFor(Fix::TurnOffProxy, with(row.proxies, dead).evidence());
        CHECK(places(plan) == QLatin1String(row.wanted));
        if (plan) {
            CHECK(plan->reversible);
            CHECK(plan->fix == Fix::TurnOffProxy);
        } else {
            CHECK_FALSE(plan.error().detail.isEmpty()); // in words
        }
    }
}

TEST_CASE("plan: where this runs as somebody else, the person is told how to start it")
{
    for (const bool anothers : {false, true}) {
        EvidenceBuilder builder;
        builder.is(QStringLiteral("proxy:config"), Outcome::Unknown, "unreadable",
                   {{QStringLiteral("anothers"), anothers}});
        const auto plan = planFor(Fix::TurnOffProxy, builder.evidence());
        REQUIRE_FALSE(plan);
        CHECK((plan.error().detail == startAsThePerson()) == anothers);
    }
}

TEST_CASE("plan: a proxy with an IPv6 address is found by its row")
{
    const auto evidence = with({proxy("kde", "KDE", QStringLiteral("2001:db8::9"), 3128)},
                               QStringLiteral("[2001:db8::9]:3128"))
                              .evidence();
    CHECK(places(planFor(Fix::TurnOffProxy, evidence)) == QStringLiteral("kde KDE"));
}

TEST_CASE("plan: a script is turned off where it is taken from")
{
    const QString url = QStringLiteral("http://wpad.example/proxy.pac");
    const QJsonArray both{script("gnome", "GNOME", url, true), script("kde", "KDE", url, false),
                          proxy("kde", "KDE", host, 9)};
    CHECK(places(planFor(Fix::TurnOffProxyScript, with(both).evidence())) ==
          QStringLiteral("gnome GNOME script, kde KDE script"));
    CHECK(places(planFor(Fix::TurnOffProxyScript,
                         with({script("kde", "KDE", url, false)}).evidence())) ==
          QStringLiteral("nothing"));
}

TEST_CASE("plan: the hosts file loses the names of Zoom that it pins, each once")
{
    const auto plan =
        planFor(Fix::RemoveHostsOverride,
                EvidenceBuilder()
                    .hosts(QStringLiteral("Zoom.us"), QStringLiteral("127.0.0.1"))
                    .hosts(QStringLiteral("zoom.us"), QStringLiteral("::1"))
                    .hosts(QStringLiteral("us02web.zoom.us"), QStringLiteral("0.0.0.0"))
                    .hosts(QStringLiteral("notzoom.us"), QStringLiteral("0.0.0.0"))
                    .evidence());
    REQUIRE(plan);
    CHECK(plan->changes == QList<Change>{RemoveHostsPins{
                               {QStringLiteral("zoom.us"), QStringLiteral("us02web.zoom.us")}}});
    CHECK(planFor(Fix::RemoveHostsOverride, EvidenceBuilder().evidence()).error().code ==
          ErrorCode::NotFound);
}

TEST_CASE("plan: a firewall that blocks lets Zoom's addresses through")
{
    const auto packets = [](const QStringList& list) {
        return QJsonObject{
            {QStringLiteral("product"), QStringLiteral("ufw")},
            {QStringLiteral("rules"), QJsonArray{QJsonObject{{QStringLiteral("packets"),
                                                              QJsonArray::fromStringList(list)}}}}};
    };
    const auto product = [](const char* name) {
        return QJsonObject{{QStringLiteral("product"), QLatin1String(name)}};
    };
    SECTION("by the rule that was found")
    {
        const auto plan = planFor(
            Fix::AllowZoomInFirewall,
            EvidenceBuilder()
                .is(QStringLiteral("firewall:nftables"), Outcome::Unknown, "needs-root",
                    product("nftables"))
                .fails(QStringLiteral("firewall:ufw"), "blocks",
                       packets({QStringLiteral("tcp 198.51.100.9 443"),
                                QStringLiteral("udp 192.0.2.53 53"),        // a name server
                                QStringLiteral("tcp 192.168.1.5 443"),      // not Zoom's
                                QStringLiteral("udp 198.51.100.10 8805"),   //
                                QStringLiteral("tcp 198.51.100.11 8805")})) // no port of theirs
                .evidence());
        REQUIRE(plan);
        REQUIRE(plan->changes.size() == 1);
        const auto& allow = std::get<AllowZoom>(plan->changes.first());
        CHECK(allow.product == QStringLiteral("ufw"));
        QStringList addresses;
        for (const QHostAddress& address : allow.addresses)
            addresses.append(address.toString());
        // What names lead to is Zoom's too.
        CHECK(addresses == QStringList{QStringLiteral("198.51.100.9"),
                                       QStringLiteral("198.51.100.10"), zoomAddress});
    }
    SECTION("by all that could not be read, those that keep rules in others first")
    {
        EvidenceBuilder builder;
        for (const char* name : {"nftables", "iptables", "ufw"})
            builder.is(QStringLiteral("firewall:") + QLatin1String(name), Outcome::Unknown,
                       "needs-root", product(name));
        builder.is(QStringLiteral("firewall:firewalld"), Outcome::Skipped, "not-installed",
                   product("firewalld"));
        const auto plan = planFor(Fix::AllowZoomInFirewall, builder.evidence());
        REQUIRE(plan);
        QStringList products;
        for (const Change& change : plan->changes)
            products.append(std::get<AllowZoom>(change).product);
        CHECK(products == QStringList{QStringLiteral("ufw"), QStringLiteral("nftables"),
                                      QStringLiteral("iptables")});
        CHECK(plan->promise.contains(QStringLiteral("where it blocks it")));
    }
    SECTION("and where none blocks, or no address is known, nothing is done")
    {
        EvidenceBuilder builder;
        builder.passes(QStringLiteral("firewall:nftables"), product("nftables"));
        CHECK(planFor(Fix::AllowZoomInFirewall, builder.evidence()).error().code ==
              ErrorCode::NotFound);
        builder.fails(QStringLiteral("firewall:nftables"), "blocks")
            .without(QStringLiteral("dns:"));
        CHECK(planFor(Fix::AllowZoomInFirewall, builder.evidence()).error().code ==
              ErrorCode::NotFound);
    }
}

TEST_CASE("plan: macOS' own firewall is set as the guide asks, and promises no cure")
{
    const QString macOs = QStringLiteral("macos-firewall");
    const auto products = [](const EvidenceBuilder& builder) {
        QStringList list;
        const auto plan = planFor(Fix::AllowZoomInFirewall, builder.evidence());
        REQUIRE(plan);
        for (const Change& change : plan->changes)
            list.append(std::get<AllowZoom>(change).product);
        return list;
    };
    const auto named = [](const char* name) {
        return QJsonObject{{QStringLiteral("product"), QLatin1String(name)}};
    };
    EvidenceBuilder builder;
    builder.passes(QStringLiteral("firewall:macos-firewall"), named("macos-firewall"));
    builder.passes(QStringLiteral("firewall:pf"), named("pf"));
    CHECK(products(builder) == QStringList{macOs});
    const auto plan = planFor(Fix::AllowZoomInFirewall, builder.evidence());
    CHECK(plan->promise.contains(QStringLiteral("rarely cures")));
    // Rules that an administrator has to read come first.
    builder.is(QStringLiteral("firewall:pf"), Outcome::Unknown, "needs-root", named("pf"));
    CHECK(products(builder) == QStringList{QStringLiteral("pf"), macOs});
    builder.fails(QStringLiteral("firewall:pf"), "blocks", named("pf"));
    CHECK(products(builder) == QStringList{QStringLiteral("pf")});
    // It can't be what stops Zoom, read or not.
    builder.passes(QStringLiteral("firewall:pf"), named("pf"));
    builder.is(QStringLiteral("firewall:macos-firewall"), Outcome::Unknown, "timed-out",
               named("macos-firewall"));
    CHECK(planFor(Fix::AllowZoomInFirewall, builder.evidence()).error().code ==
          ErrorCode::NotFound);
}

TEST_CASE("plan: Windows Defender Firewall, its rules by name, and the guide's list of apps")
{
    const QString windows = QStringLiteral("windows-firewall");
    const auto reading = [](const QString& product, const char* rule, const char* chain,
                            const char* verdict) {
        const QJsonObject one{
            {QStringLiteral("rule"), QLatin1String(rule)},
            {QStringLiteral("chain"), QLatin1String(chain)},
            {QStringLiteral("verdict"), QLatin1String(verdict)},
            {QStringLiteral("packets"), QJsonArray{QStringLiteral("tcp 198.51.100.9 443")}}};
        return QJsonObject{{QStringLiteral("product"), product},
                           {QStringLiteral("rules"), QJsonArray{one}}};
    };
    const auto planned = [](const EvidenceBuilder& builder) {
        return planFor(Fix::AllowZoomInFirewall, builder.evidence());
    };
    EvidenceBuilder builder;
    builder.is(QStringLiteral("firewall:windows-filtering-platform"), Outcome::Unknown,
               "needs-root",
               {{QStringLiteral("product"), QStringLiteral("windows-filtering-platform")}});
    CHECK(planned(builder).error().code == ErrorCode::NotFound); // it has no rules to change
    builder.fails(QStringLiteral("firewall:windows-firewall"), "blocks",
                  reading(windows, "No web", "private", "drop"));
    const auto named = planned(builder);
    REQUIRE(named);
    REQUIRE(named->changes.size() == 1);
    CHECK(std::get<AllowZoom>(named->changes.first()).product == windows);
    CHECK(named->promise.contains(QStringLiteral("turned off: No web.")));
    builder.fails(QStringLiteral("firewall:windows-firewall"), "blocks",
                  reading(windows, "Outbound connections", "private", "policy"));
    CHECK_FALSE(planned(builder)->promise.contains(QStringLiteral("Outbound connections")));
    builder.passes(QStringLiteral("firewall:windows-firewall"),
                   {{QStringLiteral("product"), windows}});
    const auto guide = planned(builder);
    REQUIRE(guide);
    CHECK(guide->promise.contains(QStringLiteral("Zoom Meetings")));
    CHECK(guide->promise.contains(QStringLiteral("rarely cures")));
    // Somebody else's filter: only they can open it.
    builder.fails(
        QStringLiteral("firewall:windows-filtering-platform"), "blocks",
        reading(QStringLiteral("windows-filtering-platform"), "shield", "Some Antivirus", "drop"));
    const auto other = planned(builder);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::Unsupported);
    CHECK(other.error().detail.contains(QStringLiteral("Some Antivirus")));
}

TEST_CASE("plan: the clock is set by what it is off")
{
    EvidenceBuilder builder;
    CHECK(planFor(Fix::SetClock, builder.evidence()).error().code == ErrorCode::NotFound);
    builder.fails(QStringLiteral("clock:http-date"), "wrong",
                  {{QStringLiteral("offsetSeconds"), -7200}});
    const auto plan = planFor(Fix::SetClock, builder.evidence());
    REQUIRE(plan);
    CHECK(plan->changes == QList<Change>{SetClock{-7200}});
    CHECK_FALSE(plan->reversible);
    CHECK(plan->promise == QStringLiteral("The clock will be set forward by 2 hours."));
}

TEST_CASE("plan: the client is renewed as it was installed")
{
    const auto installs = [](const QList<QPair<QString, bool>>& list, const char* here = "") {
        QJsonArray array;
        for (const auto& [kind, damaged] : list)
            array.append(QJsonObject{
                {QStringLiteral("kind"), kind},
                {QStringLiteral("damagedFiles"),
                 damaged ? QJsonArray{QStringLiteral("/opt/zoom/zoom")} : QJsonArray()}});
        return EvidenceBuilder()
            .passes(QStringLiteral("client:zoom"),
                    {{QStringLiteral("installs"), array},
                     {QStringLiteral("kindHere"), QLatin1String(here)}})
            .evidence();
    };
    const QString deb = QStringLiteral("deb");
    const QString snap = QStringLiteral("snap");
    const auto kindOf = [&snap](const Evidence& evidence) {
        const auto plan = planFor(Fix::ReinstallZoom, evidence);
        if (!plan)
            return QStringLiteral("by hand");
        const auto& change = std::get<ReinstallZoom>(plan->changes.first());
        CHECK(change.package.isEmpty());
        CHECK(plan->needsDownload == (change.kind != snap));
        return change.kind;
    };
    CHECK(kindOf(installs({{deb, false}})) == deb);
    CHECK(kindOf(installs({{snap, false}})) == snap);
    CHECK(kindOf(installs({{deb, false}, {snap, true}})) == snap);
    CHECK(kindOf(installs({{QStringLiteral("archive"), false}}, "deb")) ==
          QStringLiteral("by hand"));
    CHECK(kindOf(installs({}, "deb")) == deb);
    CHECK(kindOf(installs({}, "exe")) == QStringLiteral("exe"));
    CHECK(kindOf(installs({{QStringLiteral("msi"), true}}, "exe")) == QStringLiteral("msi"));
    CHECK(kindOf(installs({})) == QStringLiteral("by hand"));
}

TEST_CASE("plan: Zoom's data is moved aside, and a running Zoom started anew")
{
    EvidenceBuilder builder;
    auto plan = planFor(Fix::ClearZoomCache, builder.evidence());
    REQUIRE(plan);
    CHECK(plan->changes == QList<Change>{MoveZoomDataAside{}});
    CHECK(plan->reversible);
    builder.passes(QStringLiteral("client:zoom"), {{QStringLiteral("running"), true}});
    plan = planFor(Fix::ClearZoomCache, builder.evidence());
    REQUIRE(plan);
    CHECK(plan->changes == QList<Change>{MoveZoomDataAside{}, RestartZoom{}});
    CHECK_FALSE(plan->reversible);
}

TEST_CASE("plan: every fix has a promise, or words on what a person can do")
{
    const Evidence evidence = EvidenceBuilder().evidence();
    for (int i = 0; i <= int(Fix::AskIt); ++i) {
        const auto plan = planFor(Fix(i), evidence);
        INFO(token(Fix(i)).toStdString());
        CHECK_FALSE((plan ? plan->promise : plan.error().detail).isEmpty());
        CHECK((plan || planFor(Fix(i), {}).error().code == ErrorCode::NotFound ||
               planFor(Fix(i), {}).error().code == ErrorCode::Unsupported));
    }
}
