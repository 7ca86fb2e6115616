// What Windows itself says: registry, names of files, processes, versions. Signatures and packages
// need tools that make them: tests/windows/zoom_msi.py.
#include "core/error_tokens.h"
#include "platform/windows/native/file_names.h"
#include "platform/windows/native/installer_files.h"
#include "platform/windows/native/registry.h"
#include "platform/windows/native/signed_files.h"
#include "platform/windows/native/zoom_parts.h"
#include "platform/windows/native/zoom_processes.h"
#include "platform/windows/zoom/data_places.h"
#include "platform/zoom/restart_zoom.h"
#include "tests/support/setting_contract.h"
#include "tests/support/wait.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QProcess>

#include <windows.h>

using namespace reconnect;
using namespace reconnect::windows_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

const wchar_t* wide(const QString& words)
{
    return reinterpret_cast<const wchar_t*>(words.utf16());
}

// A key of this test's own, gone with it.
class TestKey {
public:
    TestKey()
    {
        REQUIRE(RegCreateKeyExW(HKEY_CURRENT_USER, wide(path), 0, nullptr, 0, KEY_ALL_ACCESS,
                                nullptr, &m_key, nullptr) == ERROR_SUCCESS);
    }
    ~TestKey()
    {
        RegCloseKey(m_key);
        RegDeleteTreeW(HKEY_CURRENT_USER, wide(path));
        RegDeleteKeyW(HKEY_CURRENT_USER, wide(path));
    }
    void set(const char* name, DWORD type, const void* value, DWORD bytes) const
    {
        const QString called = text(name);
        REQUIRE(RegSetValueExW(m_key, wide(called), 0, type, static_cast<const BYTE*>(value),
                               bytes) == ERROR_SUCCESS);
    }
    void addBelow(const char* name) const
    {
        HKEY below = nullptr;
        const QString called = text(name);
        REQUIRE(RegCreateKeyExW(m_key, wide(called), 0, nullptr, 0, KEY_ALL_ACCESS, nullptr, &below,
                                nullptr) == ERROR_SUCCESS);
        RegCloseKey(below);
    }
    RegistryKey key() const { return {RegistryKey::Hive::User, false, path}; }

    const QString path =
        text("Software\\Reconnect2026-test-") + QString::number(QCoreApplication::applicationPid());

private:
    HKEY m_key = nullptr;
};

void write(const QString& path, const QByteArray& content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray snapshotOf(const QString& folder)
{
    QByteArrayList lines;
    QDirIterator all(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QByteArray line = QDir(folder).relativeFilePath(file.fileName()).toUtf8();
        if (QFileInfo(file).isFile() && file.open(QIODevice::ReadOnly))
            line += ": " + file.readAll();
        lines.append(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines.join('\n');
}

// Waits for a script on standard input, so it stays until it is ended, or for 15 s.
QString patientProgram()
{
    return QCoreApplication::applicationDirPath() + text("/reconnect2026-pac.exe");
}

} // namespace

TEST_CASE("windows registry: what is there is read, and nothing else")
{
    const TestKey test;
    const NativeRegistry registry;
    test.set("text", REG_SZ, L"Zoom", 10);
    test.set("unended", REG_SZ, L"Zoom", 8);
    test.set("expand", REG_EXPAND_SZ, L"%APPDATA%", 20);
    const DWORD one = 1;
    test.set("number", REG_DWORD, &one, sizeof(one));
    const QString tooLong(5000, u'x');
    test.set("long", REG_SZ, tooLong.utf16(), DWORD(tooLong.size() + 1) * 2);
    test.addBelow("first");
    test.addBelow("second");
    CHECK(registry.text(test.key(), text("text")) == text("Zoom"));
    CHECK(registry.text(test.key(), text("unended")) == text("Zoom"));
    CHECK(registry.text(test.key(), text("expand")) == text("%APPDATA%"));
    CHECK(registry.number(test.key(), text("number")) == 1U);
    CHECK_FALSE(registry.text(test.key(), text("long")));
    CHECK_FALSE(registry.text(test.key(), text("number")));
    CHECK_FALSE(registry.number(test.key(), text("text")));
    CHECK_FALSE(registry.text(test.key(), text("none")));
    CHECK_FALSE(registry.text(test.key().below(text("none")), text("text")));
    CHECK(registry.keysBelow(test.key()) == QStringList{text("first"), text("second")});
    CHECK(registry.keysBelow(test.key().below(text("none"))).isEmpty());
}

TEST_CASE("windows zoom data: what the client keeps is moved aside and back")
{
    const QTemporaryDir root;
    write(root.filePath(text("roaming/Zoom/data/zoomus.db")), "signed in");
    write(root.filePath(text("roaming/Zoom/logs/log.txt")), "2026");
    write(root.filePath(text("roaming/Zoom/bin/Zoom.exe")), "the program");
    write(root.filePath(text("local/Zoom/data/cache")), "more");
    write(root.filePath(text("Documents/Zoom/meeting.mp4")), "precious");
    const QByteArray before = snapshotOf(root.path());
    NativeFileNames names;
    ZoomFolders folders;
    folders.roaming = root.filePath(text("roaming"));
    folders.local = root.filePath(text("local"));
    ZoomDataSetting setting(names, zoomDataPlaces(folders));
    checkSettingContract(setting, MoveZoomDataAside{}, [&] { return snapshotOf(root.path()); });
    CHECK(snapshotOf(root.path()) == before);

    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State old = readOf(setting, MoveZoomDataAside{}, id);
    putOf(setting, MoveZoomDataAside{}, id, old, goalOf(setting, MoveZoomDataAside{}, id, old));
    const QByteArray aside = snapshotOf(root.path());
    CHECK_FALSE(aside.contains("roaming/Zoom/data/zoomus.db"));
    CHECK(aside.contains("roaming/Zoom/bin/Zoom.exe: the program"));
    CHECK(aside.contains("Documents/Zoom/meeting.mp4: precious"));
}

TEST_CASE("windows file names: nothing is replaced, and what is not there is said")
{
    const QTemporaryDir root;
    NativeFileNames names;
    write(root.filePath(text("a")), "a");
    write(root.filePath(text("b")), "b");
    const auto taken = names.rename(root.filePath(text("a")), root.filePath(text("b")));
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == ErrorCode::Conflict);
    const auto gone = names.rename(root.filePath(text("c")), root.filePath(text("d")));
    REQUIRE_FALSE(gone);
    CHECK(gone.error().code == ErrorCode::NotFound);
    const auto was = names.inode(root.filePath(text("a")));
    REQUIRE(was);
    CHECK(was != names.inode(root.filePath(text("b"))));
    REQUIRE(names.rename(root.filePath(text("a")), root.filePath(text("d"))));
    CHECK(names.inode(root.filePath(text("d"))) == was);
    CHECK_FALSE(names.inode(root.filePath(text("a"))));
}

TEST_CASE("windows installer files: a copy is of a plain file, and new")
{
    const QTemporaryDir root;
    const QString from = root.filePath(text("from.msi"));
    const QString to = root.filePath(text("to.msi"));
    write(from, QByteArray(3 << 20, 'z'));
    NativeInstallerFiles files;
    const auto codeOf = [&](const QString& source, const QString& target, qint64 most) {
        const auto done = files.copy(source, target, most);
        return done ? QString() : token(done.error().code);
    };
    CHECK(codeOf(from, to, 4 << 20) == QString());
    CHECK(QFileInfo(to).size() == 3 << 20);
    CHECK(codeOf(from, to, 4 << 20) == text("conflict"));
    const QString other = root.filePath(text("other.msi"));
    CHECK(codeOf(from, other, 1 << 20) == text("too-large"));
    CHECK(codeOf(root.path(), other, 4 << 20) != QString());
    CHECK(codeOf(root.filePath(text("none")), other, 4 << 20) == text("not-found"));
    for (const char* odd : {"from.msi", "//server/share/from.msi", "//./pipe/x", "//?/C:/x"})
        CHECK(codeOf(text(odd), other, 4 << 20) == text("not-permitted"));
    QFile held(from);
    REQUIRE(held.open(QIODevice::ReadWrite)); // somebody may still write to it
    CHECK(codeOf(from, other, 4 << 20) == text("busy"));
    held.close();
    CHECK_FALSE(QFileInfo::exists(other));
    CHECK_FALSE(files.msiFacts(from));
    CHECK_FALSE(files.isInstalling());
}

TEST_CASE("windows signed files: what has no signature, and no version, is told so")
{
    const QTemporaryDir root;
    const NativeSignedFiles files;
    CHECK(files.signature(patientProgram()) == Signature::Missing);
    CHECK(files.signature(root.filePath(text("none.exe"))) == Signature::Unreadable);
    write(root.filePath(text("text.exe")), "no program");
    CHECK(files.signature(root.filePath(text("text.exe"))) == Signature::Unreadable);
    CHECK(files.version(root.filePath(text("text.exe"))).isEmpty());
    CHECK_FALSE(files.version(zoomLook().folders.system + text("/kernel32.dll")).isEmpty());
}

TEST_CASE("windows zoom processes: the client is known by where it runs from, ended and started")
{
    const QTemporaryDir root;
    const QString folder = root.filePath(text("Zoom/bin"));
    const QString program = folder + text("/Zoom.exe");
    REQUIRE(QDir().mkpath(folder));
    REQUIRE(QFile::copy(patientProgram(), program));
    const QString other = root.filePath(text("Zoom.exe")); // of the same name, but not the client
    REQUIRE(QFile::copy(patientProgram(), other));
    NativeZoomProcesses processes([&] { return QStringList{folder}; });
    CHECK(processes.running().isEmpty());

    QProcess client;
    QProcess stranger;
    client.start(program, {text("http://zoom.us/"), text("zoom.us")}); // waits for a script
    stranger.start(other, {text("http://zoom.us/"), text("zoom.us")});
    REQUIRE(client.waitForStarted());
    REQUIRE(stranger.waitForStarted());
    REQUIRE(waitFor([&] { return processes.running().size() == 1; }));
    const ClientProcess found = processes.running().first();
    CHECK(found.pid == client.processId());
    CHECK(found.program.compare(QFileInfo(program).canonicalFilePath(), Qt::CaseInsensitive) == 0);

    processes.end({found.pid, other}, true); // its number is another's by now
    CHECK_FALSE(client.waitForFinished(200));

    QStringList asked;
    ZoomRestarter restarter(processes,
                            [&](const QString& ranAs) {
                                asked.append(ranAs);
                                return QStringList{program};
                            },
                            false, {200, 5000});
    const auto done = restarter.carryOut(RestartZoom{}, {}); // it has no window to close
    CHECK(done);
    CHECK(asked == QStringList{found.program});
    CHECK(client.waitForFinished(5000));
    CHECK(stranger.state() == QProcess::Running);
    // With nothing on its standard input the new one ends by itself.
    for (const ClientProcess& left : processes.running())
        processes.end(left, true);
    stranger.kill();
    stranger.waitForFinished();
}
