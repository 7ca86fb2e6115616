#include "platform/command_runner.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <memory>
#include <optional>

using namespace reconnect;
using reconnect::test::waitFor;

namespace {

struct Ran {
    Result<CommandOutput> result = failure(ErrorCode::Cancelled);
    int answers = 0;
    qint64 ms = 0;
};

Command command(const char* program, const QStringList& arguments = {})
{
    Command made;
    made.program = QString::fromLatin1(program);
    made.arguments = arguments;
    return made;
}

Ran ran(const Command& command)
{
    ProcessCommandRunner runner;
    QObject context;
    Ran seen;
    QElapsedTimer clock;
    clock.start();
    runner.run(command, &context, [&](const Result<CommandOutput>& result) {
        seen.result = result;
        ++seen.answers;
    });
    CHECK(seen.answers == 0);
    waitFor([&] { return seen.answers > 0; });
    seen.ms = clock.elapsed();
    return seen;
}

// Whether a process of this computer whose last argument is this still lives.
bool lives(const QByteArray& lastArgument)
{
    const QByteArray ending = QByteArray(1, '\0') + lastArgument + '\0';
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString& process : processes) {
        QFile file(QStringLiteral("/proc/") + process + QStringLiteral("/cmdline"));
        if (file.open(QIODevice::ReadOnly) && file.readAll().endsWith(ending))
            return true;
    }
    return false;
}

} // namespace

TEST_CASE("commands: output, errors and the exit code come apart, and a code is no error")
{
    const Ran seen = ran(
        command("sh", {QStringLiteral("-c"), QStringLiteral("echo out; echo err >&2; exit 3")}));
    REQUIRE(seen.result);
    CHECK(seen.result->exitCode == 3);
    CHECK(seen.result->out == QByteArray("out\n"));
    CHECK(seen.result->err == QByteArray("err\n"));
    CHECK(seen.answers == 1);
}

TEST_CASE("commands: a program speaks in known words whatever the person's language")
{
    qputenv("LC_ALL", "de_DE.UTF-8");
    const Ran seen =
        ran(command("sh", {QStringLiteral("-c"), QStringLiteral("printf %s $LC_ALL")}));
    qunsetenv("LC_ALL");
    REQUIRE(seen.result);
    CHECK(seen.result->out == QByteArray("C"));
}

TEST_CASE("commands: arguments reach the program as they are, no shell in between")
{
    const Ran seen = ran(command("printf", {QStringLiteral("%s|"), QStringLiteral("a b; $(id)"),
                                            QString(), QStringLiteral("*")}));
    REQUIRE(seen.result);
    CHECK(seen.result->out == QByteArray("a b; $(id)||*|"));
}

TEST_CASE("commands: input larger than any pipe is given whole, then closed")
{
    Command cat = command("cat");
    cat.input = QByteArray(1 << 20, 'x');
    const Ran seen = ran(cat);
    REQUIRE(seen.result);
    CHECK(seen.result->out == cat.input);
}

TEST_CASE("commands: a program that does not read its input still answers")
{
    Command ignores = command("true");
    ignores.input = QByteArray(1 << 20, 'x');
    const Ran seen = ran(ignores);
    REQUIRE(seen.result);
    CHECK(seen.result->exitCode == 0);
}

TEST_CASE("commands: a program that never ends is killed at its time")
{
    Command sleeps = command("sleep", {QStringLiteral("98761")});
    sleeps.timeoutMs = 100;
    const Ran seen = ran(sleeps);
    REQUIRE_FALSE(seen.result);
    CHECK(seen.result.error().code == ErrorCode::TimedOut);
    CHECK(seen.ms >= 95);
    CHECK(seen.ms < 2000);
    CHECK(waitFor([] { return !lives("98761"); }));
}

TEST_CASE("commands: endless output is cut and its program killed")
{
    Command endless = command("yes", {QStringLiteral("endless-98762")});
    endless.maxOutput = 100000;
    const Ran seen = ran(endless);
    REQUIRE_FALSE(seen.result);
    CHECK(seen.result.error().code == ErrorCode::TooLarge);
    CHECK(waitFor([] { return !lives("endless-98762"); }));
}

TEST_CASE("commands: a missing program and one that may not be run are told apart")
{
    CHECK(ran(command("no-such-program-98763")).result.error().code == ErrorCode::NotFound);
    CHECK(ran(command("/nonexistent/program")).result.error().code == ErrorCode::NotFound);
    CHECK(ran(command("/etc/passwd")).result.error().code == ErrorCode::NotPermitted);
    CHECK(ran(command("/etc")).result.error().code == ErrorCode::NotPermitted);
}

TEST_CASE("commands: a file that is no program, and one that crashes, have failed")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("broken"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("#!/nonexistent/interpreter\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    Command broken;
    broken.program = path;
    CHECK(ran(broken).result.error().code == ErrorCode::Failed);
    const Ran crashed = ran(command("sh", {QStringLiteral("-c"), QStringLiteral("kill -SEGV $$")}));
    CHECK(crashed.result.error().code == ErrorCode::Failed);
    CHECK(crashed.answers == 1);
}

TEST_CASE("commands: the end of the context ends the program and no answer comes")
{
    const QByteArray mark = "98764";
    ProcessCommandRunner runner;
    auto context = std::make_unique<QObject>();
    int answers = 0;
    runner.run(command("sleep", {QStringLiteral("98764")}), context.get(),
               [&](const Result<CommandOutput>&) { ++answers; });
    REQUIRE(waitFor([&] { return lives(mark); }));
    QElapsedTimer clock;
    clock.start();
    context.reset();
    CHECK(clock.elapsed() < 50);
    CHECK(waitFor([&] { return !lives(mark); }));
    CHECK(answers == 0);
}

TEST_CASE("commands: the end of the thread ends the program too")
{
    const QByteArray mark = "98765";
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    ProcessCommandRunner runner;
    QMetaObject::invokeMethod(&context, [&] {
        runner.run(command("sleep", {QStringLiteral("98765")}), &context,
                   [](const Result<CommandOutput>&) {});
    });
    CHECK(waitFor([&] { return lives(mark); }));
    thread.quit();
    thread.wait();
    CHECK(waitFor([&] { return !lives(mark); }));
}
