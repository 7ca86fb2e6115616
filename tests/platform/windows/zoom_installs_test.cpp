#include "platform/windows/zoom/msi_end.h"
#include "platform/windows/zoom/zoom_integrity.h"
#include "tests/catch.h"
#include "tests/fakes/fake_windows_zoom.h"

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QList<InstalledZoom> found(const FakeWindows& windows)
{
    return installedZooms(windows.registry, windows.files, windows.folders());
}

ZoomInstall checked(const FakeWindows& windows, int patienceMs = 10000)
{
    ZoomInstall into;
    checkIntegrity(found(windows).value(0), windows.files, QDeadlineTimer(patienceMs), into);
    return into;
}

} // namespace

TEST_CASE("zoom installs: none where there is none")
{
    FakeWindows windows;
    CHECK(found(windows).isEmpty());
    CHECK(startCommand({}, {}).isEmpty());
}

TEST_CASE("zoom installs: the one of the person, with the version of its program")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.6891", "6.7.5 (6891)");
    const auto all = found(windows);
    REQUIRE(all.size() == 1);
    CHECK(all[0].kind == text("exe"));
    CHECK(all[0].version == text("6.7.5.6891"));
    CHECK(all[0].shown == text("%APPDATA%\\Zoom\\bin"));
    CHECK(startCommand({}, all) == QStringList{windows.path("roaming/Zoom/bin/Zoom.exe")});
}

TEST_CASE("zoom installs: a program that is gone has the version that was registered")
{
    FakeWindows windows;
    windows.addPerUser("", "6.1.11 (45504)");
    CHECK(found(windows).value(0).version == text("6.1.11.45504"));
    CHECK(startCommand({}, found(windows)).isEmpty());
}

TEST_CASE("zoom installs: one that nothing registers is found by its program")
{
    FakeWindows windows;
    windows.write(windows.path("roaming/Zoom/bin/Zoom.exe"), "good 6.0.0.1");
    windows.write(windows.path("programs86/Zoom/bin/Zoom.exe"), "good 5.0.0.1");
    const auto all = found(windows);
    REQUIRE(all.size() == 2);
    CHECK(all[1].kind == text("msi"));
    CHECK(all[1].productCode.isEmpty());
}

TEST_CASE("zoom installs: MSI products of both parts of the registry, once each")
{
    FakeWindows windows;
    windows.addMsi(oneCode, "6.7.30439");
    windows.addMsi(otherCode, "5.17.29988", "HKLM32", "Zoom(32bit)");
    windows.addMsi(oneCode, "6.7.30439", "HKLM32"); // as 32-bit Windows shows it
    windows.write(windows.path("programs/Zoom/bin/Zoom.exe"), "good 6.7.5.30439");
    windows.write(windows.path("programs86/Zoom/bin/Zoom.exe"), "good 5.17.2.29988");
    const auto all = found(windows);
    REQUIRE(all.size() == 2);
    CHECK(all[0].productCode == text(oneCode));
    CHECK(all[0].version == text("6.7.5.30439"));
    CHECK(all[0].registered == text("6.7.30439"));
    CHECK(all[1].folder == windows.path("programs86/Zoom/bin"));
    CHECK(all[1].version == text("5.17.2.29988"));
}

TEST_CASE("zoom installs: a product lies where it says, if its program is there")
{
    FakeWindows windows;
    windows.addMsi(oneCode, "6.7.30439");
    auto& key = windows.registry.keys[FakeWindows::uninstall("HKLM64", text(oneCode))];
    key.texts[text("InstallLocation")] = windows.path("elsewhere/");
    CHECK(found(windows).value(0).folder == windows.path("programs/Zoom/bin"));
    windows.write(windows.path("elsewhere/bin/Zoom.exe"), "good 6.7.5.1");
    CHECK(found(windows).value(0).folder == windows.path("elsewhere/bin"));
    CHECK(clientFolders(found(windows), windows.folders()).contains(windows.path("elsewhere/bin")));
}

TEST_CASE("zoom installs: what is not the client's MSI product is left alone")
{
    FakeWindows windows;
    windows.addMsi(oneCode, "6.7.1");
    REQUIRE(found(windows).size() == 1);
    const QString name = FakeWindows::uninstall("HKLM64", text(oneCode));
    auto& key = windows.registry.keys[name];
    SECTION("another of Zoom's products")
    {
        key.texts[text("DisplayName")] = text("Zoom Rooms");
    }
    SECTION("somebody else's")
    {
        key.texts[text("Publisher")] = text("Acme");
    }
    SECTION("not by Windows Installer")
    {
        key.numbers.clear();
    }
    SECTION("without a code that is one")
    {
        key.texts[text("UninstallString")] = text("MsiExec.exe /I{1} & calc.exe");
        const auto values = windows.registry.keys.take(name);
        windows.registry.keys[FakeWindows::uninstall("HKLM64", text("Zoom"))] = values;
    }
    CHECK(found(windows).isEmpty());
}

TEST_CASE("zoom installs: names of the client and of others")
{
    for (const char* name : {"Zoom", "Zoom(32bit)", "Zoom (64-bit)", "Zoom Meetings",
                             "Zoom Workplace", "Zoom Workplace (64-bit)", "Zoom Workplace (ARM64)"})
        CHECK(isClientName(text(name)));
    for (const char* name : {"", "Zoom Rooms", "Zoom Outlook Plugin", "Zoom Workplace VDI (64-bit)",
                             "ZoomIt", "OpenZoom", "Zoom Workplace (64-bit) Helper"})
        CHECK_FALSE(isClientName(text(name)));
}

TEST_CASE("zoom installs: the code of a product, and nothing that only looks like one")
{
    const QString code = text(oneCode);
    CHECK(productCodeFrom(text("MsiExec.exe /I") + code) == code);
    CHECK(productCodeFrom(text("MsiExec.exe /X") + code.toLower()) == code);
    CHECK(productCodeFrom(text("\"C:\\Windows\\System32\\MsiExec.exe\" /x ") + code) == code);
    QStringList odds{QString(), code, text("MsiExec.exe /I{11111111-2222-4333-8444-55555555555G}")};
    odds.append(text("MsiExec.exe /I") + code.chopped(1));
    odds.append(text("MsiExec.exe /I") + code + text(" TRANSFORMS=\\\\far\\x.mst"));
    odds.append(text("MsiExec.exe /I") + QString(600, u' ') + code);
    for (const QString& odd : odds)
        CHECK(productCodeFrom(odd).isEmpty());
}

TEST_CASE("zoom installs: versions as they are shown")
{
    CHECK(plainVersion(text("6.1.11 (45504)")) == text("6.1.11.45504"));
    CHECK(plainVersion(text("6.7.30439")) == text("6.7.30439"));
    CHECK(plainVersion(text("new")).isEmpty());
    CHECK(plainVersion({}).isEmpty());
}

TEST_CASE("zoom installs: what ran is what is started again, by its own program")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
    windows.addMsi(oneCode, "6.7.1");
    windows.write(windows.path("programs/Zoom/bin/Zoom.exe"), "good 6.7.5.1");
    const auto all = found(windows);
    const QString ofAll = windows.path("programs/Zoom/bin/Zoom.exe");
    CHECK(startCommand(ofAll, all) == QStringList{ofAll});
    CHECK(startCommand(windows.path("PROGRAMS/Zoom/bin/aomhost/aomhost64.exe"), all) ==
          QStringList{ofAll});
    CHECK(startCommand(text("C:/gone/Zoom.exe"), all) ==
          QStringList{windows.path("roaming/Zoom/bin/Zoom.exe")});
}

TEST_CASE("zoom integrity: a whole client is whole")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
    windows.write(windows.path("roaming/Zoom/bin/tp.dll"), "good");
    windows.write(windows.path("roaming/Zoom/bin/util.dll"), "other"); // made for Zoom
    const ZoomInstall install = checked(windows);
    CHECK(install.integrityChecked);
    CHECK(install.damagedFiles.isEmpty());
}

TEST_CASE("zoom integrity: what was changed, or is gone, is damage")
{
    FakeWindows windows;
    const char* damaged = GENERATE("", "altered 6.7.5.1", "unsigned 6.7.5.1", "other 6.7.5.1");
    windows.addPerUser(damaged, "6.7.5 (1)");
    const ZoomInstall install = checked(windows);
    INFO(damaged);
    CHECK(install.integrityChecked);
    CHECK(install.damagedFiles == QStringList{text("%APPDATA%\\Zoom\\bin\\Zoom.exe")});
}

TEST_CASE("zoom integrity: a changed library is damage")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
    windows.write(windows.path("roaming/Zoom/bin/tp.dll"), "altered");
    CHECK(checked(windows).damagedFiles == QStringList{text("%APPDATA%\\Zoom\\bin\\tp.dll")});
}

TEST_CASE("zoom integrity: what can't be decided is no damage, and not called whole")
{
    FakeWindows windows;
    SECTION("this computer does not know who vouches for it")
    {
        windows.addPerUser("expired 6.7.5.1", "6.7.5 (1)");
        CHECK_FALSE(checked(windows).integrityChecked);
    }
    SECTION("a file that can't be read")
    {
        windows.addPerUser("? 6.7.5.1", "6.7.5 (1)");
        CHECK_FALSE(checked(windows).integrityChecked);
    }
    SECTION("the time is over")
    {
        windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
        windows.write(windows.path("roaming/Zoom/bin/tp.dll"), "altered");
        CHECK_FALSE(checked(windows, 0).integrityChecked);
    }
    CHECK(checked(windows, 0).damagedFiles.isEmpty());
}

TEST_CASE("msiexec: how it ends")
{
    CHECK_FALSE(msiEnd(0)->needsRestart);
    CHECK(msiEnd(1641)->needsRestart);
    CHECK(msiEnd(3010)->needsRestart);
    const QList<std::pair<int, ErrorCode>> table{
        {1605, ErrorCode::NotFound},    {1618, ErrorCode::Busy},
        {1602, ErrorCode::Cancelled},   {1625, ErrorCode::NotPermitted},
        {112, ErrorCode::NoSpace},      {1619, ErrorCode::Malformed},
        {1620, ErrorCode::Malformed},   {1633, ErrorCode::Unsupported},
        {1601, ErrorCode::Unreachable}, {1603, ErrorCode::Failed},
        {-1, ErrorCode::Failed},
    };
    for (const auto& [exitCode, code] : table) {
        INFO(exitCode);
        CHECK(msiEnd(exitCode).error().code == code);
    }
}
