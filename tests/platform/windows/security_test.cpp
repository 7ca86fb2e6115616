#include "platform/windows/security/security_answers.h"
#include "platform/windows/security/windows_security.h"
#include "tests/catch.h"
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

// A Windows that says what a test says. Where it is slow, its Security Center hangs.
class FakeSources : public SecuritySources {
public:
    Result<QList<CenterEntry>> center = failure(ErrorCode::Unsupported, id("no Security Center"));
    Result<QList<CenterEntry>> management = failure(ErrorCode::Unsupported, id("no namespace"));
    Result<QList<InstalledEntry>> entries = QList<InstalledEntry>();
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
    Result<QList<InstalledEntry>> installed() override { return entries; }
};

Result<QList<SecurityProduct>> ask(const std::shared_ptr<FakeSources>& sources, int ms = 3000)
{
    WindowsSecuritySoftware software(sources, knownPrograms(), std::chrono::milliseconds(ms));
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
    sources->entries = QList<InstalledEntry>{{id("{1234}"), id("Zoom Workplace")},
                                             {id("WRUNINST"), id("Webroot SecureAnywhere")},
                                             {id("{77}"), id("McAfee WebAdvisor")},
                                             {id("Avast One"), QString()}};
    CHECK(named(ask(sources)) == id("Avast antivirus unknown + Avast firewall unknown + "
                                    "Webroot SecureAnywhere antivirus unknown + "
                                    "Webroot SecureAnywhere firewall unknown"));
}

TEST_CASE("security programs of Windows: what Windows tells of isn't told again as installed")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->center = QList<CenterEntry>{{Kind::Antivirus, id("Avast Antivirus"), 0}};
    sources->entries = QList<InstalledEntry>{{id("Avast Antivirus"), id("Avast Free Antivirus")},
                                             {id("{5}"), id("Malwarebytes version 5.1.2")}};
    CHECK(named(ask(sources)) == id("Avast Antivirus antivirus on + "
                                    "Malwarebytes version 5.1.2 antivirus unknown + "
                                    "Malwarebytes version 5.1.2 filter unknown"));
}

TEST_CASE("security programs of Windows: where nothing can be read, the first reason is told")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->entries = failure(ErrorCode::NotPermitted);
    const auto told = ask(sources);
    REQUIRE_FALSE(told);
    CHECK(told.error().code == ErrorCode::Unsupported);
    CHECK(told.error().detail == id("no Security Center"));
}

TEST_CASE(
    "security programs of Windows: a service that hangs is left behind, what is known is told")
{
    const auto sources = std::make_shared<FakeSources>();
    sources->hangs = true;
    const auto none = ask(sources, 60);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::TimedOut);
    sources->entries = QList<InstalledEntry>{{id("{5}"), id("ESET Security")}};
    CHECK(named(ask(sources, 60)).startsWith(id("ESET Security antivirus unknown")));
    // Its late answer finds nobody, and does no harm.
    sources->hangs = false;
    CHECK(waitFor([&] { return sources->left.load(); }));
    waitFor([] { return false; }, 30);
}

TEST_CASE("security programs of Windows: nobody is told once the asker is gone")
{
    const auto sources = std::make_shared<FakeSources>();
    WindowsSecuritySoftware software(sources, knownPrograms());
    bool told = false;
    {
        QObject context;
        software.look(&context, [&told](const auto&) { told = true; });
    }
    waitFor([] { return false; }, 60);
    CHECK_FALSE(told);
}
