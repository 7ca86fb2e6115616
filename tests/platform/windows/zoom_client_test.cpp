#include "platform/windows/zoom/windows_zoom_client.h"
#include "tests/catch.h"
#include "tests/fakes/fake_windows_zoom.h"
#include "tests/support/wait.h"

#include <QThread>

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

// Takes as long as a large file on a slow disk.
class SlowFiles : public FakeSignedFiles {
public:
    explicit SlowFiles(int delayMs)
        : m_delayMs(delayMs)
    {
    }
    Signature signature(const QString& path) const override
    {
        QThread::msleep(m_delayMs);
        return FakeSignedFiles::signature(path);
    }

private:
    int m_delayMs;
};

class SlowRegistry : public FakeRegistry {
public:
    QStringList keysBelow(const RegistryKey&) const override
    {
        QThread::msleep(300);
        return {};
    }
};

ZoomLook lookAt(const FakeWindows& windows)
{
    ZoomLook look;
    look.registry = std::make_shared<FakeRegistry>(windows.registry);
    look.files = std::make_shared<FakeSignedFiles>();
    look.processes = std::make_shared<FakeProcesses>(windows.processes);
    look.folders = windows.folders();
    return look;
}

std::optional<Result<ZoomClientState>> inspect(const ZoomLook& look, int limitMs = 3000)
{
    WindowsZoomClient client(look, limitMs);
    std::optional<Result<ZoomClientState>> answer;
    int answers = 0;
    QObject context;
    client.inspect(&context, [&](const Result<ZoomClientState>& state) {
        answer = state;
        ++answers;
    });
    CHECK_FALSE(answer); // from the event loop
    CHECK(waitFor([&] { return answer.has_value(); }));
    CHECK(answers == 1);
    return answer;
}

} // namespace

TEST_CASE("windows zoom client: installs, whether one runs, and what is damaged")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
    windows.addMsi(oneCode, "6.7.2");
    windows.write(windows.path("programs/Zoom/bin/Zoom.exe"), "altered 6.7.5.2");
    windows.processes.all = {{7, windows.path("roaming/Zoom/bin/Zoom.exe")}};
    const auto answer = inspect(lookAt(windows));
    REQUIRE(answer);
    REQUIRE(*answer);
    const ZoomClientState& state = **answer;
    REQUIRE(state.installs.size() == 2);
    CHECK(state.running);
    CHECK(state.kindHere == QStringLiteral("exe"));
    CHECK(state.installs[0].kind == QStringLiteral("exe"));
    CHECK(state.installs[0].version == QStringLiteral("6.7.5.1"));
    CHECK(state.installs[0].integrityChecked);
    CHECK(state.installs[0].damagedFiles.isEmpty());
    CHECK(state.installs[1].kind == QStringLiteral("msi"));
    CHECK(state.installs[1].damagedFiles.size() == 1);
}

TEST_CASE("windows zoom client: where there is none, its package for one person fits")
{
    const FakeWindows windows;
    const auto answer = inspect(lookAt(windows));
    REQUIRE(*answer);
    CHECK((*answer)->installs.isEmpty());
    CHECK_FALSE((*answer)->running);
    CHECK((*answer)->kindHere == QStringLiteral("exe"));
}

TEST_CASE("windows zoom client: whose own can't be seen is not said to have none")
{
    FakeWindows windows;
    ZoomLook look = lookAt(windows);
    look.arePersons = false;
    const auto none = inspect(look);
    REQUIRE(none);
    REQUIRE_FALSE(*none);
    CHECK(none->error().code == ErrorCode::NotPermitted);

    windows.addMsi(oneCode, "6.7.2");
    look = lookAt(windows);
    look.arePersons = false;
    const auto computers = inspect(look);
    REQUIRE(*computers);
    CHECK((*computers)->installs.size() == 1);
}

TEST_CASE("windows zoom client: a check that takes too long is left unmade")
{
    FakeWindows windows;
    windows.addPerUser("good 6.7.5.1", "6.7.5 (1)");
    ZoomLook look = lookAt(windows);
    look.files = std::make_shared<SlowFiles>(500);
    const auto answer = inspect(look, 100);
    REQUIRE(*answer);
    REQUIRE((*answer)->installs.size() == 1);
    CHECK_FALSE((*answer)->installs[0].integrityChecked);
    QThread::msleep(600); // what was left behind ends before this program may
}

TEST_CASE("windows zoom client: a computer that does not answer is not waited for")
{
    const FakeWindows windows;
    ZoomLook look = lookAt(windows);
    look.registry = std::make_shared<SlowRegistry>();
    const auto answer = inspect(look, 60);
    REQUIRE_FALSE(*answer);
    CHECK(answer->error().code == ErrorCode::TimedOut);
    QThread::msleep(700); // what was left behind ends before this program may
}

TEST_CASE("windows zoom client: who is gone is not answered")
{
    const FakeWindows windows;
    WindowsZoomClient client(lookAt(windows));
    bool answered = false;
    {
        QObject context;
        client.inspect(&context, [&](const Result<ZoomClientState>&) { answered = true; });
    }
    QThread::msleep(50);
    CHECK_FALSE(waitFor([&] { return answered; }, 100));
}
