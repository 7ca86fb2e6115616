#include "core/journal/journal.h"
#include "platform/adapters.h"
#include "platform/helper/guard.h"
#include "platform/helper/helper.h"
#include "platform/helper/order.h"
#include "platform/windows/helper/order_frame.h"
#include "platform/windows/native/environment.h"
#include "platform/windows/native/folders.h"
#include "platform/windows/native/helper_line.h"
#include "platform/windows/native/security.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <tlhelp32.h>

// The real helper, started by the real "runas" (which asks nobody under Wine), with Wine's own
// hosts file and %ProgramData%. Not on a real Windows, whose settings a test leaves alone.

using namespace reconnect;
using namespace reconnect::test;
using namespace reconnect::windows_os;

namespace {

bool isWine()
{
    return ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

const char* const helperName = "helper_for_tests.exe";

// The programs in a folder that nobody else can write to.
struct Installed {
    Installed()
    {
        const QString from = QCoreApplication::applicationDirPath();
        for (const char* name : {"tests_platform.exe", helperName})
            REQUIRE(QFile::copy(from + u'/' + id(name), folder.filePath(id(name))));
    }
    // What a hidden test case below does as a program of its own.
    int run(const char* program, const char* test) const
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(folder.filePath(id(program)), {id(test)});
        const bool ended = process.waitForFinished(60000);
        INFO(process.readAll().toStdString());
        REQUIRE(ended);
        CHECK(process.exitCode() == 0);
        return process.exitCode();
    }
    QTemporaryDir folder;
};

QString helper()
{
    return QCoreApplication::applicationDirPath() + u'/' + id(helperName);
}

QByteArray hosts()
{
    QFile file(windowsHostsPath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<none>");
}

void writeHosts(const QByteArray& content)
{
    QFile file(windowsHostsPath());
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

int helpersRunning()
{
    const Handle all(::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    PROCESSENTRY32W entry = {};
    entry.dwSize = sizeof entry;
    int count = 0;
    for (BOOL more = ::Process32FirstW(all.get(), &entry); more;
         more = ::Process32NextW(all.get(), &entry))
        count += QString::fromWCharArray(entry.szExeFile) == id(helperName) ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("windows environment: what the caller has set is gone for Qt too")
{
    const QProcessEnvironment before = QProcessEnvironment::systemEnvironment();
    qputenv("QT_PLUGIN_PATH", "C:\\person");
    qputenv("APPDATA", "C:\\person");
    resetEnvironment();
    const QString plugins = qEnvironmentVariable("QT_PLUGIN_PATH");
    const QString roaming = qEnvironmentVariable("APPDATA");
    const QString path = qEnvironmentVariable("PATH");
    const QStringList left = QProcessEnvironment::systemEnvironment().keys();
    for (const QString& name : before.keys())
        qputenv(name.toUtf8(), before.value(name).toUtf8());
    CHECK(plugins.isEmpty());
    CHECK_FALSE(roaming.startsWith(QStringLiteral("C:\\person")));
    CHECK(path.endsWith(QStringLiteral("\\system32;C:\\windows"), Qt::CaseInsensitive));
    CHECK_FALSE(left.contains(QStringLiteral("QT_PLUGIN_PATH")));
}

TEST_CASE("helper inside: changes and takes back", "[.helper-changes]")
{
    const QByteArray before = hosts();
    const QByteArray pinned = before + "0.0.0.0 zoom.us\r\n";
    writeHosts(pinned);
    NativeHelperLine line;
    WindowsElevator elevator(line, helper(), guard::isSafe);
    const QString entry = newEntryId(QDateTime::currentDateTimeUtc());
    const Change change = RemoveHostsPins{{id("zoom.us")}};

    const auto applied = elevator.apply(change, entry, {}, {});
    INFO((applied ? std::string() : applied.error().detail.toStdString()));
    CHECK(applied);
    CHECK(hosts() == before);
    const Caller own{userOf(::GetCurrentProcess()).value(), true};
    const Journal journal(Helper::journalFolder(helperJournals(), own).value());
    CHECK(journal.entry(entry).has_value());
    CHECK(elevator.apply(change, entry, {}, {}).error().code == ErrorCode::Conflict);
    // One that needs no administrator, and one that there isn't.
    CHECK(elevator.apply(FlushDns{}, newEntryId(QDateTime::currentDateTimeUtc()), {}, {})
              .error()
              .code == ErrorCode::NotPermitted);
    CHECK(elevator.undo({newEntryId(QDateTime::currentDateTimeUtc())}).error().code ==
          ErrorCode::NotFound);

    CHECK(elevator.undo({entry}));
    CHECK(hosts() == pinned);
    CHECK(journal.entry(entry).error().code == ErrorCode::NotFound);
    writeHosts(before);
}

TEST_CASE("helper inside: refuses what is no order", "[.helper-garbage]")
{
    NativeHelperLine line;
    const QByteArray before = hosts();
    for (const QByteArray& garbage :
         {QByteArray("\x08\0\0\0garbage\0", 12), QByteArray("\xff\xff\xff\xff"),
          frameOf({id("apply"), id("..\\x"), id("flush-dns")}).value(),
          frameOf({id("run"), id("cmd.exe")}).value(), frameOf({}).value()}) {
        const auto answer = line.ask(helper(), garbage, {});
        REQUIRE(answer);
        const auto read = readAnswer(*answer);
        REQUIRE_FALSE(read);
        CHECK((read.error().code == ErrorCode::Malformed ||
               read.error().code == ErrorCode::TooLarge));
    }
    CHECK(hosts() == before);
}

TEST_CASE("helper inside: is not heard by a stranger", "[.helper-stranger]")
{
    NativeHelperLine line;
    const auto answer = line.ask(helper(), frameOf({id("list")}).value(), {});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::Unreachable);
}

TEST_CASE("helper inside: waits for the rest of an order", "[.helper-waits]")
{
    NativeHelperLine line;
    line.ask(helper(), QByteArray("\x08\0", 2), {});
}

TEST_CASE("windows helper: a hosts pin goes and comes back through it")
{
    if (!isWine())
        return;
    REQUIRE(Installed().run("tests_platform.exe", "[.helper-changes]") == 0);
}

TEST_CASE("windows helper: garbage is refused, and so is a program that is not ours")
{
    if (!isWine())
        return;
    const Installed installed;
    CHECK(installed.run("tests_platform.exe", "[.helper-garbage]") == 0);
    REQUIRE(QFile::rename(installed.folder.filePath(id("tests_platform.exe")),
                          installed.folder.filePath(id("stranger.exe"))));
    CHECK(installed.run("stranger.exe", "[.helper-stranger]") == 0);
}

TEST_CASE("windows helper: it starts for no one but a pipe of ours, and from no open folder")
{
    if (!isWine())
        return;
    const Installed installed;
    const QString program = installed.folder.filePath(id(helperName));
    for (const QStringList& words :
         {QStringList(), {id("list")}, {newPipeName(), id("list")}, {id("\\\\.\\pipe\\x")}})
        CHECK(QProcess::execute(program, words) == 2);
    CHECK(guard::isSafe(program));
    // In a folder where everybody may write.
    const QTemporaryDir open(id("Z:/tmp/reconnect-XXXXXX"));
    const QString copy = open.filePath(id(helperName));
    REQUIRE(QFile::copy(helper(), copy));
    CHECK(guard::isSafe(copy).error().code == ErrorCode::NotTrusted);
    CHECK(guard::isSafe(installed.folder.filePath(id("none.exe"))).error().code ==
          ErrorCode::NotFound);
}

TEST_CASE("windows helper: it ends with its caller")
{
    if (!isWine())
        return;
    const Installed installed;
    QProcess caller;
    caller.start(installed.folder.filePath(id("tests_platform.exe")), {id("[.helper-waits]")});
    REQUIRE(waitFor([] { return helpersRunning() == 1; }, 20000));
    waitFor([] { return false; }, 500); // until it has come so far
    REQUIRE(helpersRunning() == 1);
    caller.kill();
    REQUIRE(caller.waitForFinished());
    CHECK(waitFor([] { return helpersRunning() == 0; }, 3000));
}
