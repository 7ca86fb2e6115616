#include "platform/macos/firewall/allow_incoming.h"
#include "platform/macos/firewall/pf_opening.h"
#include "tests/fakes/fake_mac_firewall.h"
#include "tests/support/setting_contract.h"
#include "tests/support/transcripts.h"

using namespace reconnect;
using namespace reconnect::macos::firewall;
using namespace reconnect::test;

namespace {

const QString app = QStringLiteral("/Applications/zoom.us.app");
const Change incoming =
    AllowZoom{QStringLiteral("macos-firewall"), {QHostAddress(QStringLiteral("203.0.113.5"))}};
const Change opening = AllowZoom{
    QStringLiteral("pf"),
    {QHostAddress(QStringLiteral("203.0.113.5")), QHostAddress(QStringLiteral("2001:db8::5"))}};
const QString id = newEntryId(QDateTime::currentDateTimeUtc());

struct Mac {
    FakeMacFirewall firewall;
    QString found = app;
    AllowIncomingSetting allow{firewall, [this] { return found; }};
    PfOpening pf{firewall, 501};
    Snapshot snapshot = [this] { return firewall.all(); };

    void lists(const QString& name, bool allowed) { firewall.programs.append({name, allowed}); }
    void pfHas(const QString& anchor, const char* rule)
    {
        firewall.anchors[anchor].append(QString::fromLatin1(rule));
    }
};

// Applies with a journal, killed before each change in turn, and takes back what a start finds.
void checkKills(Mac& mac, Setting& setting, const Change& change)
{
    const QByteArray initial = mac.snapshot();
    for (int at = 0;; ++at) {
        INFO("killed before change " << at);
        QTemporaryDir folder;
        Journal journal(folder.path());
        Adapters adapters;
        adapters.settings.push_back(std::make_unique<LentSetting>(setting));
        mac.firewall.changes = 0;
        mac.firewall.cutAt = at;
        bool isCut = false;
        try {
            const auto done = apply(change, Fix::AllowZoomInFirewall, id, adapters, journal, {});
            REQUIRE(done);
        } catch (const Cut&) {
            isCut = true;
        }
        mac.firewall.cutAt = -1;
        for (const Recovered& left : recover(adapters, journal)) {
            CHECK(left.standing == Standing::Undoable);
            REQUIRE(undo(left.entry, adapters, journal));
        }
        CHECK(mac.snapshot() == initial);
        CHECK(journal.contents()->entries.isEmpty());
        if (!isCut)
            return;
    }
}

ErrorCode codeOf(const Result<State>& state)
{
    return state ? ErrorCode::Failed : state.error().code;
}

} // namespace

TEST_CASE("allow incoming: added where it is missing, and removed again", "[macos]")
{
    Mac mac;
    checkSettingContract(mac.allow, incoming, mac.snapshot);
    checkKills(mac, mac.allow, incoming);
    checkSettingYields(mac.allow, incoming, mac.snapshot,
                       [&mac] { mac.firewall.programs.last().second = false; });
}

TEST_CASE("allow incoming: unblocked, and blocked again", "[macos]")
{
    Mac mac;
    SECTION("by its folder")
    {
        mac.lists(app, false);
    }
    SECTION("by its id, as macOS 15 lists it")
    {
        mac.firewall.listsById = true;
        mac.lists(QStringLiteral("us.zoom.xos"), false);
    }
    checkSettingContract(mac.allow, incoming, mac.snapshot);
    checkKills(mac, mac.allow, incoming);
    checkSettingYields(mac.allow, incoming, mac.snapshot,
                       [&mac] { mac.firewall.programs.removeLast(); });
}

TEST_CASE("allow incoming: a program inside Zoom that is allowed does not make Zoom so", "[macos]")
{
    Mac mac;
    mac.lists(app + QStringLiteral("/Contents/Frameworks/caphost.app"), true);
    checkSettingContract(mac.allow, incoming, mac.snapshot);
}

TEST_CASE("allow incoming: nothing to do where it is allowed", "[macos]")
{
    Mac mac;
    mac.lists(app + QLatin1Char('/'), true);
    const State now = readOf(mac.allow, incoming, id);
    CHECK(goalOf(mac.allow, incoming, id, now) == now);
}

TEST_CASE("allow incoming: what can't be put back, or is managed, is left alone", "[macos]")
{
    Mac mac;
    const auto goal = [&mac] {
        return mac.allow.goal(incoming, id, readOf(mac.allow, incoming, id));
    };
    SECTION("listed twice, with both answers")
    {
        mac.lists(app, true);
        mac.lists(QStringLiteral("us.zoom.xos"), false);
        CHECK(codeOf(goal()) == ErrorCode::Unsupported);
    }
    SECTION("listed twice, and blocked in both")
    {
        mac.lists(app, false);
        mac.lists(QStringLiteral("us.zoom.xos"), false);
        CHECK(codeOf(goal()) == ErrorCode::Unsupported);
    }
    SECTION("with a program inside it that is blocked as well")
    {
        mac.lists(app, false);
        mac.lists(app + QStringLiteral("/Contents/Frameworks/caphost.app"), false);
        CHECK(codeOf(goal()) == ErrorCode::Unsupported);
    }
    SECTION("managed")
    {
        mac.firewall.isManaged = true;
        const auto state = mac.allow.read(incoming, id);
        CHECK(codeOf(state) == ErrorCode::Unsupported);
        CHECK(state.error().detail.contains(QStringLiteral("organization")));
    }
    SECTION("no Zoom")
    {
        mac.found.clear();
        CHECK(codeOf(mac.allow.read(incoming, id)) == ErrorCode::Unsupported);
    }
    SECTION("another app of a name that begins alike is not Zoom")
    {
        mac.lists(app + QStringLiteral(".old"), false);
        CHECK(readOf(mac.allow, incoming, id)[QStringLiteral("access")] ==
              QStringLiteral("absent"));
    }
    CHECK_FALSE(mac.allow.serves(opening));
}

TEST_CASE("allow incoming: an exit code of 0 is not believed", "[macos]")
{
    Mac mac;
    mac.firewall.deaf = QStringLiteral("--unblockapp");
    mac.lists(app, false);
    const State before = readOf(mac.allow, incoming, id);
    const auto done = mac.allow.put(incoming, id, before, goalOf(mac.allow, incoming, id, before));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Failed);
}

TEST_CASE("allow incoming: lists as macOS prints them", "[macos]")
{
    const auto access = [](const char* path) {
        TranscriptTools tools;
        tools.add(path);
        AllowIncomingSetting setting(tools, [] { return app; });
        return readOf(setting, incoming, id)[QStringLiteral("access")].toString();
    };
    CHECK(access("macos/socketfilterfw/list-12") == QStringLiteral("blocked"));
    CHECK(access("macos/socketfilterfw/list-15") == QStringLiteral("absent"));
    CHECK(access("macos/socketfilterfw/list-15-by-id") == QStringLiteral("blocked"));
}

TEST_CASE("pf opening: lets Zoom out past rules that are not final, and is taken back", "[macos]")
{
    Mac mac;
    mac.pfHas({}, "block return out inet all");
    checkSettingContract(mac.pf, opening, mac.snapshot);
    checkKills(mac, mac.pf, opening);
    checkSettingYields(mac.pf, opening, mac.snapshot, [&mac] {
        for (auto anchor = mac.firewall.anchors.begin(); anchor != mac.firewall.anchors.end();
             ++anchor)
            if (anchor.key().contains(QStringLiteral("reconnect2026")))
                anchor->append(QStringLiteral("pass out quick all"));
    });
}

TEST_CASE("pf opening: nothing to do where pf is off, or stops nothing of Zoom's", "[macos]")
{
    Mac mac;
    SECTION("off")
    {
        mac.firewall.isPfOn = false;
        mac.pfHas({}, "block drop all");
    }
    SECTION("other rules")
    {
        mac.pfHas({}, "block drop out proto tcp from any to any port = ssh");
    }
    const State now = readOf(mac.pf, opening, id);
    CHECK(goalOf(mac.pf, opening, id, now) == now);
}

TEST_CASE("pf opening: a rule that comes first is named, not fought", "[macos]")
{
    Mac mac;
    mac.firewall.anchors[QString()].prepend(
        QStringLiteral("block drop out quick proto tcp from any to any port = https"));
    const auto goal = mac.pf.goal(opening, id, readOf(mac.pf, opening, id));
    REQUIRE_FALSE(goal);
    CHECK(goal.error().code == ErrorCode::Unsupported);
    CHECK(goal.error().detail.contains(QStringLiteral("block drop out quick")));
    // So where nobody calls the anchor.
    mac.firewall.anchors[QString()] = QStringList{QStringLiteral("block drop all")};
    CHECK(codeOf(mac.pf.goal(opening, id, readOf(mac.pf, opening, id))) == ErrorCode::Unsupported);
}

TEST_CASE("pf opening: makes nothing but its own rules, and believes no exit code", "[macos]")
{
    Mac mac;
    mac.pfHas({}, "block drop all");
    const State before = readOf(mac.pf, opening, id);
    const State after = goalOf(mac.pf, opening, id, before);
    const auto put = [&](const char* rule) {
        const State wild{{QStringLiteral("rules"), QJsonArray{QString::fromLatin1(rule)}}};
        const auto done = mac.pf.put(opening, id, before, wild);
        return done ? ErrorCode::Failed : done.error().code;
    };
    CHECK(put("tcp 203.0.113.5 1-65535") == ErrorCode::Malformed);
    CHECK(put("tcp 203.0.113.9 443-443") == ErrorCode::Malformed);
    CHECK(put("? pass out quick all") == ErrorCode::Malformed);
    CHECK(mac.firewall.changes == 0);
    mac.firewall.deaf = QStringLiteral("-f -");
    const auto done = mac.pf.put(opening, id, before, after);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Failed);
}
