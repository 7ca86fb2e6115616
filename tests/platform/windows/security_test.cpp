#include "platform/windows/security/security_answers.h"
#include "platform/windows/security/windows_security.h"
#include "tests/catch.h"
#include "tests/fakes/fake_windows_zoom.h"
#include "tests/support/wait.h"

#include <atomic>
#include <optional>
#include <thread>

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

using Kind = SecurityProduct::Kind;
using State = SecurityProduct::State;

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// A Windows that says what a test says; its Security Center may hang.
class FakeSources : public SecuritySources {
public:
    Result<QList<CenterEntry>> center = failure(ErrorCode::Unsupported, id("no Security Center"));
    Result<QList<CenterEntry>> management = failure(ErrorCode::Unsupported, id("no namespace"));
    std::atomic<int> wmiAsked = 0;
    std::atomic<bool> hangs = false;
    std::atomic<bool> left = false; // the Security Center, after it hung

    Result<QList<CenterEntry>> securityCenter() override
    {
        while (hangs)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        left = true;
        return center;
    }
    Result<QList<CenterEntry>> wmi() override
    {
        ++wmiAsked;
        return management;
    }
};

using Entries = QList<InstalledEntry>;

std::shared_ptr<const FakeRegistry> registryOf(const Entries& entries, const char* hive = "HKLM64")
{
    auto registry = std::make_shared<FakeRegistry>();
    for (const auto& [key, name] : entries) {
        auto& values =
            registry->keys[id(hive) +
                           id("\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\") + key];
        if (!name.isEmpty())
            values.texts.insert(id("DisplayName"), name);
    }
    return registry;
}

Result<QList<SecurityProduct>> ask(const std::shared_ptr<FakeSources>& sources,
                                   const Entries& entries = {}, int ms = 3000)
{
    WindowsSecuritySoftware software(sources, registryOf(entries), knownPrograms(),
                                     std::chrono::milliseconds(ms));
    QObject context;
    std::optional<Result<QList<SecurityProduct>>> told;
    software.look(&context, [&told](const auto& products) { told = products; });
    REQUIRE_FALSE(told);
    REQUIRE(waitFor([&told] { return told.has_value(); }));
    return *told;
}

QString named(const Result<QList<SecurityProduct>>& products)
{
    REQUIRE(products);
    QStringList list;
    for (const SecurityProduct& product : *products)
        list.append(product.name + u' ' + token(product.kind) + u' ' + token(product.state));
    return list.join(id(" + "));
}

} // namespace

TEST_CASE("Security Center: each state that Microsoft documents, and one that it doesn't")
{
    CHECK(stateOfCenter(0) == State::On);
    CHECK(stateOfCenter(1) == State::Off);
    CHECK(stateOfCenter(2) == State::Snoozed);
    CHECK(stateOfCenter(3) == State::Expired);
    CHECK(stateOfCenter(4) == State::Unknown);
}

TEST_CASE("productState: values seen on real computers, whatever their other bits")
{
    CHECK(stateOfWmi(0x041000) == State::On); // 266240, up to date
    CHECK(stateOfWmi(0x041010) == State::On); // out of date, which is another bit
    CHECK(stateOfWmi(0x061100) == State::On); // 397568, Windows' own
    CHECK(stateOfWmi(0x060100) == State::Off);
    CHECK(stateOfWmi(0x042000) == State::Snoozed);
    CHECK(stateOfWmi(0x053000) == State::Expired);
    CHECK(stateOfWmi(0x054000) == State::Unknown); // 344064, seen and not understood
}

TEST_CASE("security programs of Windows: as Security Center tells; WMI isn't asked then")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->center = QList<CenterEntry>{{Kind::Antivirus, id("Norton 360"), 0},
                                         {Kind::Antivirus, id("Windows Defender"), 1},
                                         {Kind::Antivirus, id("  "), 0},
                                         {Kind::Firewall, id("Norton 360"), 2}};
    CHECK(named(ask(sources)) == id("Norton 360 antivirus on + Windows Defender antivirus off + "
                                    "Norton 360 firewall snoozed"));
    CHECK(sources->wmiAsked == 0);
}

TEST_CASE("security programs of Windows: without Security Center WMI tells, and its bits are read")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->management = QList<CenterEntry>{{Kind::Antivirus, id("ESET Security"), 0x041010}};
    CHECK(named(ask(sources)) == id("ESET Security antivirus on"));
}

TEST_CASE("security programs of Windows: without both, what is installed tells, its state unknown")
{
    const auto sources = std::make_shared<FakeSources>();
    const Entries entries{{id("{1234}"), id("Zoom Workplace")},
                          {id("WRUNINST"), id("Webroot SecureAnywhere")},
                          {id("{77}"), id("McAfee WebAdvisor")},
                          {id("Avast One"), QString()}};
    CHECK(named(ask(sources, entries)) == id("Avast antivirus unknown + Avast firewall unknown + "
                                             "Webroot SecureAnywhere antivirus unknown + "
                                             "Webroot SecureAnywhere firewall unknown"));
}

TEST_CASE("security programs of Windows: what Windows tells of isn't told again as installed")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->center = QList<CenterEntry>{{Kind::Antivirus, id("Avast Antivirus"), 0}};
    const Entries entries{{id("Avast Antivirus"), id("Avast Free Antivirus")},
                          {id("{5}"), id("Malwarebytes version 5.1.2")}};
    CHECK(named(ask(sources, entries)) == id("Avast Antivirus antivirus on + "
                                             "Malwarebytes version 5.1.2 antivirus unknown + "
                                             "Malwarebytes version 5.1.2 filter unknown"));
}

TEST_CASE("installed programs: both widths and the person's own are read, within bounds")
{
    for (const char* hive : {"HKLM64", "HKLM32", "HKCU"}) {
        const auto entries = installedEntries(*registryOf({{id("{5}"), QString(900, u'x')}}, hive));
        REQUIRE(entries.size() == 1);
        CHECK(entries[0].key == id("{5}"));
        CHECK(entries[0].name.size() == 256);
    }
    Entries many;
    for (int i = 0; i < 5000; ++i)
        many.append({QString::number(i), {}});
    CHECK(installedEntries(*registryOf(many)).size() == 4096);
}

TEST_CASE("security programs of Windows: where nothing tells, the first reason is told, for one "
          "that isn't known may be there")
{
    const auto told = ask(std::make_shared<FakeSources>(), {{id("{1234}"), id("Zoom Workplace")}});
    REQUIRE_FALSE(told);
    CHECK(told.error().code == ErrorCode::Unsupported);
    CHECK(told.error().detail == id("no Security Center"));
}

TEST_CASE(
    "security programs of Windows: a service that hangs is left behind, what is known is told")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->hangs = true;
    const auto none = ask(sources, {}, 60);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::TimedOut);
    CHECK(named(ask(sources, {{id("{5}"), id("ESET Security")}}, 60))
              .startsWith(id("ESET Security antivirus unknown")));
    // Its late answer finds nobody, and does no harm.
    sources->hangs = false;
    CHECK(waitFor([&] { return sources->left.load(); }));
    waitFor([] { return false; }, 30);
}

TEST_CASE("security programs of Windows: nobody is told once the asker is gone")
{
    const auto sources = std::make_shared<FakeSources>();
    WindowsSecuritySoftware software(sources, registryOf({}), knownPrograms());
    bool told = false;
    {
        QObject context;
        software.look(&context, [&told](const auto&) { told = true; });
    }
    waitFor([] { return false; }, 60);
    CHECK_FALSE(told);
}
