#include "platform/windows/firewall/allow_zoom.h"
#include "tests/catch.h"
#include "tests/platform/windows/fake_firewall.h"
#include "tests/support/setting_contract.h"
#include "tests/support/wait.h"

#include <QThread>

using namespace reconnect;
using namespace reconnect::test;

namespace {

Change allow(const char* product = "windows-firewall")
{
    return AllowZoom{words(product),
                     {QHostAddress(words("203.0.113.5")), QHostAddress(words("2001:db8::5"))}};
}

struct Computer {
    std::shared_ptr<FakeFirewall> fake = std::make_shared<FakeFirewall>();
    wf::AllowZoomSetting setting{fake, surroundings};
    Snapshot snapshot = [this] { return fake->snapshot(); };

    wf::FirewallRule& blockZoom(const char* name = "No Zoom")
    {
        wf::FirewallRule& rule = fake->block(name);
        rule.application = zoomPath();
        return rule;
    }
    State goal()
    {
        const State before = readOf(setting, allow(), words("id-1"));
        return goalOf(setting, allow(), words("id-1"), before);
    }
    QString refusal()
    {
        const State before = readOf(setting, allow(), words("id-1"));
        const auto goal = setting.goal(allow(), words("id-1"), before);
        REQUIRE_FALSE(goal);
        CHECK(goal.error().code == ErrorCode::Unsupported);
        return goal.error().detail;
    }
    void put(const State& from, const State& to)
    {
        putOf(setting, allow(), words("id-1"), from, to);
    }
    FirewallReading judged()
    {
        return wf::readingFrom(fake->policy, surroundings(),
                               {packet(), packet("2001:db8::5", 8801, Transport::Udp)});
    }
};

using SetUp = std::function<void(Computer&)>;

const QList<QPair<const char*, SetUp>>& setUps()
{
    static const QList<QPair<const char*, SetUp>> all{
        {"the list of allowed apps alone", [](Computer&) {}},
        {"a rule about Zoom's program", [](Computer& computer) { computer.blockZoom(); }},
        {"two like each other, and one that is off",
         [](Computer& computer) {
             computer.blockZoom();
             computer.blockZoom();
             computer.blockZoom("off").enabled = false;
         }},
        {"a wide rule",
         [](Computer& computer) {
             wf::FirewallRule& rule = computer.fake->block("No web");
             rule.protocol = wf::tcpProtocol;
             rule.remotePorts = words("443");
         }},
        {"a default that lets nothing out",
         [](Computer& computer) { computer.fake->closeProfiles(); }},
        {"all of them, in two networks",
         [](Computer& computer) {
             computer.fake->policy.active = wf::privateProfile | wf::domainProfile;
             computer.fake->closeProfiles();
             computer.blockZoom();
             computer.fake->block("No media").protocol = wf::udpProtocol;
             wf::FirewallRule& in = computer.blockZoom("Zoom may not listen");
             in.direction = wf::FirewallRule::Direction::In;
         }},
    };
    return all;
}

} // namespace

TEST_CASE("windows firewall: the contract of a setting, in several set-ups", "[windows-firewall]")
{
    for (const auto& [name, setUp] : setUps()) {
        INFO(name);
        Computer computer;
        setUp(computer);
        checkSettingContract(computer.setting, allow(), computer.snapshot);
        CHECK_FALSE(computer.setting.serves(allow("nftables")));
        CHECK(computer.setting.rightsFor(allow()) == Rights::Administrator);
    }
}

TEST_CASE("windows firewall: what was changed lets Zoom out", "[windows-firewall]")
{
    for (const auto& [name, setUp] : setUps()) {
        INFO(name);
        Computer computer;
        setUp(computer);
        const State before = readOf(computer.setting, allow(), words("id-1"));
        computer.put(before, computer.goal());
        const FirewallReading reading = computer.judged();
        CHECK(reading.rules.isEmpty());
        CHECK(reading.status == FirewallReading::Status::Allows);
        CHECK(computer.goal() == readOf(computer.setting, allow(), words("id-1")));
    }
}

namespace {

// Applied, or applied and undone, until the change `at` of them is refused or the program is
// killed before it; then found again and taken back. False where there are not that many changes.
bool isMendedAfter(int at, bool back, bool killed)
{
    Computer computer;
    setUps().last().second(computer);
    FakeFirewall& fake = *computer.fake;
    const QByteArray initial = computer.snapshot();
    QTemporaryDir folder;
    Journal journal(folder.path());
    Adapters adapters;
    adapters.settings.push_back(std::make_unique<LentSetting>(computer.setting));
    const auto cut = [&] {
        fake.changes = 0;
        (killed ? fake.cutAt : fake.failAt) = at;
    };
    bool wasCut = false;
    try {
        if (!back)
            cut();
        const auto entry =
            apply(allow(), Fix::AllowZoomInFirewall, newEntryId(QDateTime::currentDateTimeUtc()),
                  adapters, journal, {});
        wasCut = !entry;
        if (back) {
            REQUIRE(entry);
            cut();
            wasCut = !undo(**entry, adapters, journal);
        }
    } catch (const Cut&) {
        wasCut = true;
    }
    fake.cutAt = fake.failAt = -1;
    if (back || wasCut) {
        for (const Recovered& left : recover(adapters, journal)) {
            CHECK(left.standing == Standing::Undoable);
            REQUIRE(undo(left.entry, adapters, journal));
        }
        CHECK(computer.snapshot() == initial);
        CHECK(journal.contents()->entries.isEmpty());
    }
    return wasCut;
}

} // namespace

TEST_CASE("windows firewall: killed or refused at each step, there and back", "[windows-firewall]")
{
    for (const bool back : {false, true}) {
        for (const bool killed : {false, true}) {
            int at = 0;
            while (at < 100 && isMendedAfter(at, back, killed))
                ++at;
            INFO("back " << back << " killed " << killed);
            CHECK(at == 8); // the note, three turned off, two out, two in
        }
    }
}

TEST_CASE("windows firewall: what others change in between stays", "[windows-firewall]")
{
    const auto ours = [](FakeFirewall& fake) -> wf::FirewallRule& {
        return *std::find_if(
            fake.policy.rules.begin(), fake.policy.rules.end(), [](const wf::FirewallRule& rule) {
                return rule.enabled && rule.description.startsWith(words("reconnect2026:"));
            });
    };
    const QList<QPair<const char*, std::function<void(FakeFirewall&)>>> rows{
        {"our rule is made wider",
         [&](FakeFirewall& fake) { ours(fake).profiles = wf::allProfiles; }},
        {"our rule is turned off", [&](FakeFirewall& fake) { ours(fake).enabled = false; }},
        {"the rule that was turned off is another now",
         [](FakeFirewall& fake) { fake.rule("No Zoom").remotePorts = words("443"); }},
        {"it is gone",
         [](FakeFirewall& fake) { fake.policy.rules.removeAll(fake.rule("No Zoom")); }},
    };
    for (const auto& [name, disturb] : rows) {
        INFO(name);
        Computer computer;
        computer.fake->closeProfiles();
        wf::FirewallRule& rule = computer.blockZoom();
        rule.protocol = wf::tcpProtocol;
        checkSettingYields(computer.setting, allow(), computer.snapshot,
                           [&, change = disturb] { change(*computer.fake); });
    }
    // Their own rules are theirs.
    Computer computer;
    computer.blockZoom();
    const State before = readOf(computer.setting, allow(), words("id-1"));
    const State after = computer.goal();
    computer.put(before, after);
    computer.fake->block("of somebody else").profiles = wf::publicProfile;
    computer.put(after, before);
    CHECK(computer.fake->policy.rules.size() == 2);
    CHECK(computer.fake->rule("No Zoom").enabled);
}

TEST_CASE("windows firewall: what an organisation has set is not touched", "[windows-firewall]")
{
    Computer policy;
    policy.blockZoom("Company rule").origin = wf::FirewallRule::Origin::Policy;
    CHECK(policy.refusal().contains(words("\"Company rule\" was set by your organisation")));
    Computer managed;
    managed.blockZoom();
    managed.fake->policy.changes = wf::FirewallPolicy::Changes::PolicyOverrides;
    CHECK(managed.refusal().contains(words("Only its IT department")));
    Computer closed;
    closed.fake->closeProfiles();
    closed.fake->policy.profiles[1].heedsLocalRules = false;
    CHECK(closed.refusal().contains(words("Only its IT department")));
}

TEST_CASE("windows firewall: with shields up only what goes out is opened", "[windows-firewall]")
{
    Computer computer;
    computer.fake->policy.changes = wf::FirewallPolicy::Changes::InboundBlocked;
    CHECK(computer.goal() == readOf(computer.setting, allow(), words("id-1")));
    computer.blockZoom();
    const auto parts = wf::partsOf(computer.goal());
    REQUIRE(parts);
    CHECK(parts->held.size() == 1);
    CHECK(parts->own.size() == 1); // the note
}

TEST_CASE("windows firewall: rules that can't be told apart are left alone", "[windows-firewall]")
{
    Computer computer;
    computer.blockZoom();
    computer.blockZoom().enabled = false;
    CHECK(computer.refusal().contains(words("No Zoom")));
    Computer many;
    for (int at = 0; at <= wf::AllowZoomSetting::maxTurnedOff; ++at)
        many.blockZoom().name = QString::number(at);
    CHECK(many.refusal().contains(words("Too many")));
}

TEST_CASE("windows firewall: a wide rule for what isn't asked about is left alone",
          "[windows-firewall]")
{
    Computer computer;
    computer.fake->block("No plain web").remotePorts = words("80");
    computer.fake->rule("No plain web").protocol = wf::tcpProtocol;
    const auto parts = wf::partsOf(computer.goal());
    REQUIRE(parts);
    CHECK(parts->held.isEmpty());
    // About Zoom alone, it is.
    computer.fake->rule("No plain web").application = zoomPath();
    CHECK(wf::partsOf(computer.goal())->held.size() == 1);
}

TEST_CASE("windows firewall: Zoom Meetings is added where it is missing", "[windows-firewall]")
{
    Computer computer;
    wf::FirewallRule& listed = computer.fake->block("Zoom Meetings");
    listed.action = wf::FirewallRule::Action::Allow;
    listed.direction = wf::FirewallRule::Direction::In;
    listed.application = zoomPath();
    listed.profiles = wf::privateProfile | wf::publicProfile;
    auto parts = wf::partsOf(computer.goal());
    REQUIRE(parts);
    REQUIRE(parts->own.size() == 1); // for the other person's Zoom
    CHECK(parts->own[0].application == surroundings().installedZoom[1]);
    CHECK(parts->own[0].direction == wf::FirewallRule::Direction::In);
    CHECK(parts->own[0].name.startsWith(words("Zoom Meetings")));
    CHECK(parts->own[0].profiles == (wf::privateProfile | wf::publicProfile));
    computer.fake->rule("Zoom Meetings").profiles = wf::privateProfile;
    CHECK(wf::partsOf(computer.goal())->own.size() == 2);
}

TEST_CASE("windows firewall: only what the change allows is ever made", "[windows-firewall]")
{
    Computer computer;
    computer.fake->closeProfiles();
    const State before = readOf(computer.setting, allow(), words("id-1"));
    const State after = computer.goal();
    const QByteArray initial = computer.snapshot();
    const QJsonArray rules = after.value(words("rules")).toArray();
    const QList<QPair<const char*, QJsonValue>> wider{
        {"remotePorts", words("*")},
        {"remoteAddresses", words("*")},
        {"protocol", wf::anyProtocol},
        {"application", words("C:\\other.exe")},
        {"inbound", true},
        {"description", words("reconnect2026:another")},
    };
    for (const auto& [field, value] : wider) {
        for (qsizetype at = 0; at < rules.size(); ++at) {
            QJsonObject rule = rules[at].toObject();
            if (rule[words(field)] == value)
                continue;
            INFO(field << " of " << rule[words("name")].toString().toStdString());
            rule.insert(words(field), value);
            // In the order of a state.
            const State wide{{words("rules"), QJsonArray{rule}}, {words("held"), QJsonArray()}};
            const auto done = computer.setting.put(allow(), words("id-1"), before, wide);
            REQUIRE_FALSE(done);
            CHECK(done.error().code == ErrorCode::Malformed);
            CHECK(computer.snapshot() == initial);
        }
    }
}

TEST_CASE("windows firewall: errors of the firewall stay what they are", "[windows-firewall]")
{
    Computer computer;
    for (const ErrorCode code : {ErrorCode::NotPermitted, ErrorCode::Unsupported}) {
        computer.fake->error = Error{code, words("0x80004001")};
        const auto state = computer.setting.read(allow(), words("id-1"));
        CHECK(state.error().code == code);
        CHECK(state.error().detail.contains(words("isn't running")) ==
              (code == ErrorCode::Unsupported));
    }
}

namespace {

class FakeDrops : public wf::DropLog {
public:
    Result<QList<wf::DropEvent>> recent(const QDateTime& since) override
    {
        asked = since;
        return failure(ErrorCode::NotPermitted);
    }
    QDateTime asked;
};

// One that takes its time, as a service that hangs.
class SlowFirewall : public FakeFirewall {
public:
    Result<wf::FirewallPolicy> read() override
    {
        QThread::msleep(100);
        return FakeFirewall::read();
    }
};

} // namespace

TEST_CASE("windows firewall: it is read beside the thread that asks", "[windows-firewall]")
{
    const auto drops = std::make_shared<FakeDrops>();
    const QDateTime begun = QDateTime::currentDateTimeUtc();
    wf::WindowsFirewall firewall(std::make_shared<SlowFirewall>(), drops, surroundings,
                                 [] { return wf::Networks(); });
    QObject context;
    QList<FirewallReading> readings;
    bool answered = false;
    {
        // Gone before the answer: nobody is told.
        QObject gone;
        firewall.judge({packet()}, &gone, [](const auto&) { FAIL("told nobody"); });
    }
    firewall.judge({packet()}, &context, [&](const QList<FirewallReading>& all) {
        answered = true;
        readings = all;
        CHECK(QThread::currentThread() == context.thread());
    });
    CHECK_FALSE(answered);
    REQUIRE(waitFor([&] { return answered; }));
    CHECK(drops->asked >= begun);
    CHECK(drops->asked < begun.addMSecs(100)); // before the rules were read
    REQUIRE(readings.size() == 2);
    CHECK(readings[0].product == words("windows-firewall"));
    CHECK(readings[0].status == FirewallReading::Status::Allows);
    CHECK(readings[1].product == words("windows-filtering-platform"));
    CHECK(readings[1].problem == words("needs-root"));
}
