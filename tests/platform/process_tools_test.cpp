#include "platform/process_tools.h"

#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>

using namespace reconnect;
using namespace reconnect::test;

namespace {

Command shell(const char* script, int timeoutMs = 5000)
{
    Command command;
    command.program = QStringLiteral("sh");
    command.arguments = {QStringLiteral("-c"), QString::fromLatin1(script)};
    command.timeoutMs = timeoutMs;
    return command;
}

} // namespace

TEST_CASE("process tools: output, errors and exit code come back, in the C locale")
{
    auto command = shell("cat; echo $LC_ALL; echo no >&2; exit 3");
    command.input = "in ";
    const auto output = ProcessTools().run(command);
    REQUIRE(output);
    CHECK(output->out == "in C\n");
    CHECK(output->err == "no\n");
    CHECK(output->exitCode == 3);
}

TEST_CASE("process tools: what is missing, forbidden, crashed, endless or too much is typed")
{
    Command command;
    command.program = QStringLiteral("no-such-program-here");
    CHECK(ProcessTools().run(command).error().code == ErrorCode::NotFound);
    command.program = QStringLiteral("/etc/passwd");
    CHECK(ProcessTools().run(command).error().code == ErrorCode::NotPermitted);
    CHECK(ProcessTools().run(shell("kill -9 $$")).error().code == ErrorCode::Failed);
    QElapsedTimer clock;
    clock.start();
    CHECK(ProcessTools().run(shell("sleep 60", 200)).error().code == ErrorCode::TimedOut);
    CHECK(clock.elapsed() < 3000);
    auto endless = shell("yes", 20000);
    endless.maxOutput = 100000;
    CHECK(ProcessTools().run(endless).error().code == ErrorCode::TooLarge);
    CHECK(clock.elapsed() < 6000);
}

TEST_CASE("process tools: large input and output at once do not lock each other up")
{
    auto command = shell("cat");
    command.input = QByteArray(3 << 20, 'x');
    const auto output = ProcessTools().run(command);
    REQUIRE(output);
    CHECK(output->out == command.input);
}

TEST_CASE("process tools: whoever is told to stop does, and starts nothing more")
{
    QElapsedTimer clock;
    clock.start();
    ProcessTools tools([&clock] { return clock.elapsed() > 200; });
    CHECK(tools.run(shell("sleep 60", 60000)).error().code == ErrorCode::Cancelled);
    CHECK(clock.elapsed() < 3000);
    CHECK(tools.run(shell("true")).error().code == ErrorCode::Cancelled);
}

TEST_CASE("process tools: what has to come to its end outlives the time that it is given")
{
    QTemporaryDir folder;
    const QString mark = folder.filePath(QStringLiteral("mark"));
    const QByteArray script = "echo said; sleep 0.6; echo more; touch " + mark.toUtf8();
    auto command = shell(script.constData(), 200);
    command.toTheEnd = true;
    CHECK(ProcessTools().run(command).error().code == ErrorCode::TimedOut);
    CHECK_FALSE(QFile::exists(mark));
    QElapsedTimer clock;
    clock.start();
    while (!QFile::exists(mark) && clock.elapsed() < 5000)
        QThread::msleep(20);
    CHECK(QFile::exists(mark));
    waitFor([] { return false; }, 300); // what was left is let go where events are heard

    command.timeoutMs = 5000;
    command.stopped = [] { return true; };
    const auto output = ProcessTools().run(command);
    REQUIRE(output);
    CHECK(output->out == "said\nmore\n");
}

TEST_CASE("process tools: what a program says is heard while it runs")
{
    QByteArray heard;
    auto command = shell("echo one; sleep 30");
    command.hear = [&heard](const QByteArray& bytes) { heard += bytes; };
    command.stopped = [&heard] { return heard.contains('\n'); };
    CHECK(ProcessTools().run(command).error().code == ErrorCode::Cancelled);
    CHECK(heard == "one\n");
}
