#include "platform/windows/native/registry.h"
#include "platform/windows/native/security_sources.h"
#include "platform/windows/security/security_answers.h"
#include "platform/windows/security/windows_security.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QElapsedTimer>

#include <optional>
#include <windows.h>

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

// An entry of this person's own "Uninstall" key, taken away again. Only in a Wine prefix of the
// tests' own: on a real Windows it would stand in the list of apps while the test runs.
class Entry {
public:
    Entry(const wchar_t* key, const wchar_t* name)
        : m_path(std::wstring(L"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\") + key)
    {
        const auto bytes = DWORD((wcslen(name) + 1) * sizeof(wchar_t));
        REQUIRE(RegSetKeyValueW(HKEY_CURRENT_USER, m_path.c_str(), L"DisplayName", REG_SZ, name,
                                bytes) == ERROR_SUCCESS);
    }
    ~Entry() { RegDeleteTreeW(HKEY_CURRENT_USER, m_path.c_str()); }

private:
    std::wstring m_path;
};

bool isWine()
{
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

} // namespace

TEST_CASE("native security: Security Center answers, or says that it is not there")
{
    WindowsSecuritySources sources;
    const auto told = sources.securityCenter();
    if (isWine()) { // which lacks the class
        REQUIRE_FALSE(told);
        CHECK(told.error().code == ErrorCode::Unsupported);
        CHECK(told.error().detail == id("Security Center: 0x80040154"));
    }
}

TEST_CASE("native security: WMI connects, and tells a namespace that is missing from other trouble")
{
    WindowsSecuritySources sources;
    const auto told = sources.wmi();
    if (isWine()) { // whose WMI works, without SecurityCenter2
        REQUIRE_FALSE(told);
        CHECK(told.error().code == ErrorCode::Unsupported);
        CHECK(told.error().detail == id("no root\\SecurityCenter2"));
    }
}

TEST_CASE("native security: an installed program is read from the registry with its name")
{
    const Entry norton(L"ReconnectTest-1", L"Norton 360");
    const Entry webroot(L"WRUNINST", L"");
    const auto entries = installedEntries(NativeRegistry());
    const auto nameOf = [&entries](const char* key) {
        for (const InstalledEntry& entry : entries)
            if (entry.key == id(key))
                return entry.name;
        return id("absent");
    };
    CHECK(nameOf("ReconnectTest-1") == id("Norton 360"));
    CHECK(nameOf("WRUNINST").isEmpty());
    CHECK(nameOf("ReconnectTest-2") == id("absent"));
}

TEST_CASE("native security: a name that is too long is not read, its key is")
{
    const Entry endless(L"ReconnectTest-3", std::wstring(5000, L'x').c_str());
    const auto entries = installedEntries(NativeRegistry());
    const auto found = std::find_if(entries.begin(), entries.end(), [](const auto& entry) {
        return entry.key == id("ReconnectTest-3");
    });
    REQUIRE(found != entries.end());
    CHECK(found->name.isEmpty());
}

TEST_CASE("native security: without Security Center what is installed is told, within the bound")
{
    const Entry eset(L"ReconnectTest-4", L"ESET Security");
    WindowsSecuritySoftware software(std::make_shared<WindowsSecuritySources>(),
                                     std::make_shared<NativeRegistry>(), knownPrograms());
    QObject context;
    std::optional<Result<QList<SecurityProduct>>> told;
    QElapsedTimer clock;
    clock.start();
    software.look(&context, [&told](const auto& products) { told = products; });
    CHECK(clock.elapsed() < 500); // the asker isn't kept
    REQUIRE(waitFor([&told] { return told.has_value(); }));
    WARN("answered after " << clock.elapsed() << " ms");
    CHECK(clock.elapsed() < 3500);
    REQUIRE(told->has_value());
    const auto found = std::find_if((*told)->begin(), (*told)->end(), [](const auto& product) {
        return product.known == id("eset");
    });
    REQUIRE(found != (*told)->end());
    CHECK(found->name == id("ESET Security"));
    CHECK(found->state == SecurityProduct::State::Unknown);
}
