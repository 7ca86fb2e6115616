#include "platform/windows/firewall/allow_zoom.h"
#include "platform/windows/native/firewall_drops.h"
#include "platform/windows/native/firewall_store.h"
#include "platform/windows/native/firewall_surroundings.h"
#include "tests/catch.h"
#include "tests/platform/windows/fake_firewall.h"
#include "tests/platform/windows/native/fake_policy.h"
#include "tests/support/setting_contract.h"
#include "tests/support/wait.h"

using namespace reconnect;
using namespace reconnect::test;

namespace {

// The store, over a policy in memory that lives through all of its calls.
struct Com {
    FakePolicy* policy = new FakePolicy;
    wf::SetByPolicy set;
    std::shared_ptr<wf::ComFirewallStore> store = std::make_shared<wf::ComFirewallStore>(
        [this](INetFwPolicy2** out) {
            policy->AddRef();
            *out = policy;
            return S_OK;
        },
        [](INetFwRule** out) {
            *out = new FakeRule;
            return S_OK;
        },
        [this] { return set; });

    ~Com() { policy->Release(); }
    FakeRule* block(const wchar_t* name)
    {
        auto* rule = new FakeRule;
        rule->m_Name = name;
        rule->m_Action = NET_FW_ACTION_BLOCK;
        rule->m_Direction = NET_FW_RULE_DIR_OUT;
        rule->m_Enabled = VARIANT_TRUE;
        policy->list->rules.push_back(rule);
        return rule;
    }
    QByteArray snapshot() const
    {
        QByteArray all;
        for (const FakeRule* rule : policy->list->rules)
            all += QString::fromStdWString(rule->m_Name + L"|" + rule->m_Description + L"|" +
                                           rule->m_RemotePorts + L"|" + rule->m_RemoteAddresses)
                       .toUtf8() +
                   (rule->m_Enabled ? " on\n" : " off\n");
        return all;
    }
};

} // namespace

TEST_CASE("windows firewall com: rules are read as they are", "[windows-firewall]")
{
    Com com;
    FakeRule* rule = com.block(L"No \x00fcml\x00e4ut");
    rule->m_ApplicationName = L"C:\\Zoom.exe";
    rule->m_Protocol = NET_FW_IP_PROTOCOL_TCP;
    rule->m_RemotePorts = L"443";
    rule->m_RemoteAddresses = L"203.0.113.5/255.255.255.255";
    rule->m_InterfaceTypes = L"All";
    rule->m_Profiles = NET_FW_PROFILE2_PUBLIC;
    com.block(L"on one interface")->m_someInterfaces = true;
    com.policy->outbound = NET_FW_ACTION_BLOCK;
    com.policy->state = NET_FW_MODIFY_STATE_GP_OVERRIDE;
    com.set.rules = {words("v2.30|Action=Block|Active=TRUE|Dir=Out|Name=theirs|")};
    const auto policy = com.store->read();
    REQUIRE(policy);
    CHECK(policy->active == wf::privateProfile);
    CHECK(policy->changes == wf::FirewallPolicy::Changes::PolicyOverrides);
    REQUIRE(policy->profiles.size() == 3);
    CHECK(policy->profiles[2].blocksOutbound);
    REQUIRE(policy->rules.size() == 3);
    const wf::FirewallRule& read = policy->rules[0];
    CHECK(read.name == QString::fromStdWString(L"No \x00fcml\x00e4ut"));
    CHECK(read.application == words("C:\\Zoom.exe"));
    CHECK(read.protocol == wf::tcpProtocol);
    CHECK(read.remotePorts == words("443"));
    CHECK(read.remoteAddresses == words("203.0.113.5/255.255.255.255"));
    CHECK(read.action == wf::FirewallRule::Action::Block);
    CHECK(read.direction == wf::FirewallRule::Direction::Out);
    CHECK(read.enabled);
    CHECK(read.profiles == wf::publicProfile);
    CHECK_FALSE(read.someInterfaces);
    CHECK(policy->rules[1].someInterfaces);
    CHECK(policy->rules[2].origin == wf::FirewallRule::Origin::Policy);
}

TEST_CASE("windows firewall com: more rules than a computer has are too many", "[windows-firewall]")
{
    Com com;
    for (qsizetype at = 0; at <= wf::maxRules; ++at)
        com.block(L"one");
    CHECK(com.store->read().error().code == ErrorCode::TooLarge);
}

TEST_CASE("windows firewall com: a rule is removed only where its name is its alone",
          "[windows-firewall]")
{
    Com com;
    com.block(L"same");
    const wf::FirewallRule rule = com.store->read()->rules.first();
    CHECK(com.store->add(rule).error().code == ErrorCode::Conflict);
    com.block(L"Same");
    CHECK(com.store->remove(rule).error().code == ErrorCode::Conflict);
    CHECK(com.policy->list->rules.size() == 2);
    com.policy->list->rules.back()->m_Name = L"other";
    wf::FirewallRule changed = rule;
    changed.remotePorts = words("80");
    CHECK(com.store->setEnabled(changed, false).error().code == ErrorCode::Conflict);
    REQUIRE(com.store->setEnabled(rule, false));
    CHECK(com.store->remove(rule).error().code == ErrorCode::Conflict); // not as it was
    CHECK(com.store->remove(com.store->read()->rules.first()));
    CHECK(com.policy->list->rules.size() == 1);
}

TEST_CASE("windows firewall com: the contract of a setting", "[windows-firewall]")
{
    const Change change =
        AllowZoom{words("windows-firewall"),
                  {QHostAddress(words("203.0.113.5")), QHostAddress(words("2001:db8::5"))}};
    Com com;
    FakeRule* rule = com.block(L"No Zoom");
    rule->m_ApplicationName = zoomPath().toStdWString();
    com.block(L"of others")->m_ApplicationName = L"C:\\other.exe";
    com.policy->outbound = NET_FW_ACTION_BLOCK;
    wf::AllowZoomSetting setting(com.store, surroundings);
    checkSettingContract(setting, change, [&com] { return com.snapshot(); });
    checkSettingYields(
        setting, change, [&com] { return com.snapshot(); },
        [rule] { rule->m_RemoteAddresses = L"203.0.113.5"; });
}

TEST_CASE("windows firewall com: what a call answers becomes a typed error", "[windows-firewall]")
{
    const QList<QPair<HRESULT, ErrorCode>> rows{
        {E_ACCESSDENIED, ErrorCode::NotPermitted},
        {E_NOTIMPL, ErrorCode::Unsupported},
        {REGDB_E_CLASSNOTREG, ErrorCode::Unsupported},
        {HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE), ErrorCode::Unsupported},
        {HRESULT_FROM_WIN32(EPT_S_NOT_REGISTERED), ErrorCode::Unsupported},
        {HRESULT_FROM_WIN32(ERROR_DISK_FULL), ErrorCode::NoSpace},
        {E_FAIL, ErrorCode::Failed},
    };
    Com com;
    for (const auto& [result, code] : rows) {
        com.policy->answer = result;
        CHECK(com.store->read().error().code == code);
    }
    com.policy->answer = S_OK;
    com.policy->list->addResult = E_ACCESSDENIED;
    wf::FirewallRule rule;
    rule.name = words("new");
    CHECK(com.store->add(rule).error().code == ErrorCode::NotPermitted);
}

TEST_CASE("windows firewall com: this computer's own answers, or says why not",
          "[windows-firewall]")
{
    // Wine 8 has the objects, and most of their methods are not there (BENCH.md).
    wf::ComFirewallStore store;
    const auto policy = store.read();
    if (!policy)
        CHECK(policy.error().code == ErrorCode::Unsupported);
    else
        CHECK(policy->profiles.size() == 3);
    wf::WfpDropLog drops;
    const auto recent = drops.recent(QDateTime::currentDateTimeUtc());
    if (!recent) {
        INFO(recent.error().detail.toStdString());
        CHECK((recent.error().code == ErrorCode::Unsupported ||
               recent.error().code == ErrorCode::NotPermitted));
    }
    const wf::Surroundings here = wf::lookAround();
    CHECK(here.self.endsWith(words("\\tests_platform.exe")));
    CHECK(here.variables.contains(words("systemroot")));
    REQUIRE_FALSE(here.zoom.isEmpty());
    CHECK(here.zoom.first().endsWith(words("\\Zoom\\bin\\Zoom.exe")));
    // Another person's are none of this one's.
    const wf::Surroundings others = wf::lookAround(words("S-1-5-21-1-2-3-1001"));
    REQUIRE_FALSE(others.zoom.isEmpty());
    for (const QString& path : others.zoom)
        CHECK_FALSE(path.startsWith(qEnvironmentVariable("APPDATA"), Qt::CaseInsensitive));
}

TEST_CASE("windows firewall com: this computer is asked beside the thread that asks",
          "[windows-firewall]")
{
    wf::WindowsFirewall firewall(
        std::make_shared<wf::ComFirewallStore>(), std::make_shared<wf::WfpDropLog>(),
        [] { return wf::lookAround(); }, wf::nearNetworks);
    QObject context;
    for (int time = 0; time < 3; ++time) {
        QList<FirewallReading> readings;
        firewall.judge({packet()}, &context,
                       [&](const QList<FirewallReading>& all) { readings = all; });
        REQUIRE(waitFor([&] { return !readings.isEmpty(); }));
        CHECK(readings[0].product == words("windows-firewall"));
        INFO(readings[0].problem.toStdString());
        // Wine's has no rules to read; a computer that runs this has.
        CHECK((readings[0].status == FirewallReading::Status::NotInstalled ||
               readings[0].status == FirewallReading::Status::Allows));
    }
}
