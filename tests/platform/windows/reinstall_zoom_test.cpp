#include "platform/windows/zoom/reinstall_zoom.h"
#include "tests/catch.h"
#include "tests/fakes/fake_windows_zoom.h"
#include "tests/fakes/scripted_tools.h"

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

// Installers that do what Zoom's do, to a Windows in a folder.
class Computer : public FakeWindows {
public:
    Computer()
    {
        write(path("roaming/Zoom/data/zoomus.db"), "signed in");
        write(path("Documents/Zoom/meeting.mp4"), "precious");
        write(path("system32/msiexec.exe"), "good");
    }

    // As the client's own installer leaves it.
    void installForOne(const char* program, const char* shown)
    {
        addPerUser(program, shown);
        write(path("roaming/Zoom/uninstall/Installer.exe"), "good");
        const QByteArray line = path("roaming/Zoom/uninstall/Installer.exe").toUtf8();
        tools.answer(line.constData(), [this] {
            QDir(path("roaming/Zoom/bin")).removeRecursively();
            QDir(path("roaming/Zoom/uninstall")).removeRecursively();
            registry.keys.remove(uninstall("HKCU", text("ZoomUMX")));
            return CommandOutput{};
        });
    }
    void installForAll(const char* code, const char* registered, const char* program)
    {
        addMsi(code, registered);
        write(path("programs/Zoom/bin/Zoom.exe"), program);
        const QByteArray line =
            path("system32/msiexec.exe").toUtf8() + " /x " + code + " /qn /norestart";
        tools.answer(line.constData(), [this, code = text(code)] {
            QDir(path("programs/Zoom/bin")).removeRecursively();
            registry.keys.remove(uninstall("HKLM64", code));
            return CommandOutput{removalCode, {}, {}};
        });
    }
    // What the downloaded ones do when they run.
    void brings(const char* kind, const char* package, const char* program)
    {
        write(path("download"), package);
        const bool isMsi = qstrcmp(kind, "msi") == 0;
        const QByteArray start =
            (isMsi ? path("system32/msiexec.exe") + text(" /i ") : path("store/work-")).toUtf8();
        tools.answer(start.constData(), [this, isMsi, program] {
            // Only a copy that nobody else can touch runs.
            CHECK(tools.lines.last().contains(text("work-")));
            if (installCode == 0 && isMsi) {
                addMsi(otherCode, "6.7.200");
                write(path("programs/Zoom/bin/Zoom.exe"), program);
            } else if (installCode == 0) {
                addPerUser(program, "6.7.5 (200)");
            }
            return CommandOutput{installCode, {}, {}};
        });
    }
    Result<QString> reinstall(const char* kind, bool isElevated = false)
    {
        const ReinstallMeans means{tools,
                                   registry,
                                   files,
                                   installers,
                                   processes,
                                   folders(),
                                   text("x86_64"),
                                   path("store"),
                                   [this](const QString& folder) { return makeStore(folder); },
                                   {100, 100},
                                   300};
        const Change change = ReinstallZoom{text(kind), path("download")};
        ReinstallExe forOne(means, isElevated);
        ReinstallMsi forAll(means);
        CHECK(forOne.rightsFor(change) == Rights::Person);
        CHECK(forAll.rightsFor(change) == Rights::Administrator);
        Deed& deed = forAll.serves(change) ? static_cast<Deed&>(forAll) : forOne;
        REQUIRE(deed.serves(change));
        auto done = deed.carryOut(change, {});
        // Whatever happens.
        CHECK(FakeSignedFiles::word(path("Documents/Zoom/meeting.mp4"), 0) == text("precious"));
        CHECK(QFileInfo::exists(path("roaming/Zoom/data/zoomus.db")));
        CHECK(QFileInfo::exists(path("download")));
        CHECK(QDir(path("store")).entryList({text("work-*")}, QDir::Dirs).isEmpty());
        return done;
    }
    // Refused, and not so much as a program was run.
    void refuses(const char* kind, ErrorCode code)
    {
        const auto done = reinstall(kind);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == code);
        CHECK(tools.lines.isEmpty());
    }

    std::function<Result<void>(const QString&)> makeStore = [](const QString& folder) {
        return QDir().mkpath(folder) ? Result<void>() : failure(ErrorCode::Failed);
    };
    int removalCode = 0;
    int installCode = 0;
    ScriptedTools tools;
};

} // namespace

TEST_CASE("reinstall zoom: for one person, removed in its own way and installed from the copy")
{
    Computer computer;
    computer.installForOne("altered 6.7.0.100", "6.7.0 (100)");
    computer.brings("exe", "good 6.7.5.200", "good 6.7.5.200");
    computer.processes.all = {{7, computer.path("roaming/Zoom/bin/Zoom.exe")}};
    computer.processes.stubborn = true;
    const auto done = computer.reinstall("exe");
    REQUIRE(done);
    CHECK(*done == text("Zoom 6.7.5.200 took the place of Zoom 6.7.0.100."));
    CHECK(computer.processes.all.isEmpty());
    REQUIRE(computer.tools.lines.size() == 2);
    CHECK(computer.tools.lines[0] ==
          computer.path("roaming/Zoom/uninstall/Installer.exe") + text(" /uninstall /silent"));
    CHECK(computer.tools.lines[1].endsWith(text("/ZoomInstallerFull.exe /silent")));
}

TEST_CASE("reinstall zoom: for the first time")
{
    Computer computer;
    computer.brings("exe", "good 6.7.5.200", "good 6.7.5.200");
    CHECK(computer.reinstall("exe").value_or(QString()) == text("Zoom 6.7.5.200 is installed."));
}

TEST_CASE("reinstall zoom: an uninstaller that is not Zoom's is not run")
{
    Computer computer;
    computer.installForOne("altered 6.7.0.100", "6.7.0 (100)");
    computer.write(computer.path("roaming/Zoom/uninstall/Installer.exe"), "altered");
    computer.brings("exe", "good 6.7.5.200", "good 6.7.5.200");
    REQUIRE(computer.reinstall("exe"));
    CHECK(computer.tools.lines.size() == 1);
}

TEST_CASE("reinstall zoom: for the computer, each product by its code and without a window")
{
    Computer computer;
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    computer.brings("msi", "good 6.7.200 Zoom x64", "good 6.7.5.200");
    const auto done = computer.reinstall("msi");
    REQUIRE(done);
    CHECK(*done == text("Zoom 6.7.5.200 took the place of Zoom 6.7.0.100."));
    REQUIRE(computer.tools.lines.size() == 2);
    CHECK(computer.tools.lines[0].endsWith(text("/msiexec.exe /x ") + text(oneCode) +
                                           text(" /qn /norestart")));
    CHECK(computer.tools.lines[1].endsWith(text("ZoomInstallerFull.msi /qn /norestart")));
}

TEST_CASE("reinstall zoom: a restart that is needed is told of")
{
    Computer computer;
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    computer.brings("msi", "good 6.7.200 Zoom x64", "good 6.7.5.200");
    computer.removalCode = 3010;
    CHECK(computer.reinstall("msi")->endsWith(text("Restart the computer to finish it.")));
}

TEST_CASE("reinstall zoom: a product that is gone already is no hindrance")
{
    Computer computer;
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    computer.brings("msi", "good 6.7.200 Zoom x64", "good 6.7.5.200");
    computer.removalCode = 1605;
    CHECK(computer.reinstall("msi"));
}

TEST_CASE("reinstall zoom: what Zoom has not signed is refused before anything is removed")
{
    Computer computer;
    computer.installForOne("good 6.7.0.100", "6.7.0 (100)");
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    const char* package =
        GENERATE("altered 6.7.5.200", "unsigned 6.7.5.200", "other 6.7.5.200", "expired 6.7.5.200");
    const char* kind = GENERATE("exe", "msi");
    computer.brings(kind, package, "good 6.7.5.200");
    computer.refuses(kind, ErrorCode::NotTrusted);
}

TEST_CASE("reinstall zoom: what can be known beforehand is known before anything is removed")
{
    Computer computer;
    computer.installForOne("good 6.7.0.100", "6.7.0 (100)");
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    SECTION("no package at all")
    {
        computer.brings("msi", "", "");
        computer.refuses("msi", ErrorCode::Malformed);
    }
    SECTION("the download is gone")
    {
        computer.installers.isBusy = true; // to be heard of first, were it asked
        const ReinstallMeans means{computer.tools,
                                   computer.registry,
                                   computer.files,
                                   computer.installers,
                                   computer.processes,
                                   computer.folders(),
                                   text("x86_64"),
                                   computer.path("store"),
                                   computer.makeStore,
                                   {100, 100},
                                   300};
        ReinstallMsi deed(means);
        const auto done = deed.carryOut(ReinstallZoom{text("msi"), computer.path("none")}, {});
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::NotFound);
    }
    SECTION("an older one for the person")
    {
        computer.brings("exe", "good 6.6.9.999", "good 6.6.9.999");
        computer.refuses("exe", ErrorCode::Unsupported);
    }
    SECTION("an older one for the computer, by Windows Installer's own count")
    {
        computer.brings("msi", "good 6.7.99 Zoom x64", "good 6.7.0.99");
        computer.refuses("msi", ErrorCode::Unsupported);
    }
    SECTION("another of Zoom's products")
    {
        computer.brings("msi", "good 6.7.200 ZoomRooms x64", "");
        computer.refuses("msi", ErrorCode::NotTrusted);
    }
    SECTION("for another processor")
    {
        computer.brings("msi", "good 6.7.200 Zoom Arm64", "");
        computer.refuses("msi", ErrorCode::Unsupported);
    }
    SECTION("Windows Installer is busy")
    {
        computer.brings("msi", "good 6.7.200 Zoom x64", "");
        computer.installers.isBusy = true;
        computer.refuses("msi", ErrorCode::Busy);
    }
    SECTION("others could write to the store")
    {
        computer.brings("msi", "good 6.7.200 Zoom x64", "");
        computer.makeStore = [](const QString& folder) {
            return failure(ErrorCode::NotTrusted, folder);
        };
        computer.refuses("msi", ErrorCode::NotTrusted);
    }
    SECTION("others could write to the folder of the copy")
    {
        computer.brings("msi", "good 6.7.200 Zoom x64", "");
        computer.makeStore = [](const QString& folder) {
            return folder.contains(text("work-")) ? failure(ErrorCode::NotTrusted, folder)
                   : QDir().mkpath(folder)        ? Result<void>()
                                                  : failure(ErrorCode::Failed);
        };
        computer.refuses("msi", ErrorCode::NotTrusted);
    }
    CHECK(computer.tools.lines.isEmpty());
    CHECK(QFileInfo::exists(computer.path("programs/Zoom/bin/Zoom.exe")));
    CHECK(QFileInfo::exists(computer.path("roaming/Zoom/bin/Zoom.exe")));
}

TEST_CASE("reinstall zoom: an administrator does not install for one person")
{
    Computer computer;
    computer.brings("exe", "good 6.7.5.200", "good 6.7.5.200");
    const auto done = computer.reinstall("exe", true);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Unsupported);
    CHECK(computer.tools.lines.isEmpty());
}

TEST_CASE("reinstall zoom: what was not removed stays, and says why")
{
    Computer computer;
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    computer.brings("msi", "good 6.7.200 Zoom x64", "good 6.7.5.200");
    const QByteArray removal = computer.path("system32/msiexec.exe").toUtf8() + " /x ";
    SECTION("Windows Installer became busy")
    {
        computer.tools.answer(removal.constData(), 1618);
        CHECK(computer.reinstall("msi").error().code == ErrorCode::Busy);
    }
    SECTION("it ends well and has removed nothing")
    {
        computer.tools.answer(removal.constData(), 0);
        CHECK(computer.reinstall("msi").error().code == ErrorCode::Failed);
    }
    CHECK(computer.tools.lines.size() == 1);
    CHECK(QFileInfo::exists(computer.path("programs/Zoom/bin/Zoom.exe")));
}

TEST_CASE("reinstall zoom: a client that is lost is told of, with the way to get it back")
{
    Computer computer;
    computer.installForAll(oneCode, "6.7.100", "good 6.7.0.100");
    SECTION("the installer says no")
    {
        computer.brings("msi", "good 6.7.200 Zoom x64", "good 6.7.5.200");
        computer.installCode = 1603;
    }
    SECTION("the installer says yes, and what it left is not Zoom's")
    {
        computer.brings("msi", "good 6.7.200 Zoom x64", "altered 6.7.5.200");
        computer.write(computer.path("programs/Zoom/bin/Zoom.exe"), "good 6.7.0.100");
    }
    const auto done = computer.reinstall("msi");
    REQUIRE_FALSE(done);
    INFO(done.error().detail.toStdString());
    if (computer.installCode != 0) {
        CHECK(done.error().code == ErrorCode::Unsupported);
        CHECK(done.error().detail.contains(QDir::toNativeSeparators(computer.path("download"))));
        CHECK(done.error().detail.contains(text("1603")));
    } else {
        CHECK(done.error().code == ErrorCode::Failed);
    }
}

TEST_CASE("reinstall zoom: what an earlier run left is cleared away")
{
    Computer computer;
    computer.write(computer.path("store/work-abc/ZoomInstallerFull.exe"), "half");
    computer.brings("exe", "good 6.7.5.200", "good 6.7.5.200");
    CHECK(computer.reinstall("exe"));
    CHECK_FALSE(QFileInfo::exists(computer.path("store/work-abc")));
}
