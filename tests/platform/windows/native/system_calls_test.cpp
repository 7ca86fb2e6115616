#include "platform/windows/native/system_calls.h"

#include "platform/panels.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <optional>
#include <windows.h>

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString runOnceValue()
{
    wchar_t text[300] = {};
    DWORD bytes = sizeof text;
    if (::RegGetValueW(HKEY_CURRENT_USER, L"Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce",
                       L"Reconnect2026", RRF_RT_REG_SZ, nullptr, text, &bytes) != ERROR_SUCCESS)
        return {};
    return QString::fromWCharArray(text);
}

} // namespace

TEST_CASE("windows calls: word for the wizard is written to RunOnce and taken away")
{
    WindowsRestart calls;
    REQUIRE(calls.leaveWord({QStringLiteral("C:/a b/x.exe"), QStringLiteral("checks")}) == true);
    CHECK(runOnceValue() == QStringLiteral("\"C:\\a b\\x.exe\" --resume checks"));
    calls.takeWordBack();
    CHECK(runOnceValue().isEmpty());
    calls.takeWordBack();
    CHECK(calls.leaveWord({QString(260, u'x'), QStringLiteral("checks")}) == false);
    CHECK(runOnceValue().isEmpty());
}

TEST_CASE("windows calls: the call that forgets names is there")
{
    // Under Wine it does nothing and answers whatever, so only that it is found is proven here.
    const auto done = forgetNames();
    CHECK((done || done.error().code != ErrorCode::Unsupported));
}

TEST_CASE("windows calls: a computer without a time service says so")
{
    NativeClockCalls calls; // Wine has none; setting the clock itself is not for a test
    const auto started = calls.startTimeService();
    CHECK((started || started.error().code == ErrorCode::NotFound));
}

TEST_CASE("windows panels: the answer comes later, once, and never to who is gone")
{
    const auto panels = makeSettingsPanels();
    std::optional<bool> opened;
    int answers = 0;
    {
        QObject gone;
        panels->open(Panel::Clock, &gone, [&](bool) { ++answers; });
    }
    QObject context;
    panels->open(Panel::Clock, &context, [&](bool one) {
        opened = one;
        ++answers;
    });
    CHECK_FALSE(opened); // never from within the call
    REQUIRE(waitFor([&] { return opened.has_value(); }, 15000));
    CHECK(*opened); // Wine has no Settings app, and a control.exe
    waitFor([] { return false; }, 200);
    CHECK(answers == 1);
}
