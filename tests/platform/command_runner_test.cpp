#include "platform/command_runner.h"

#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QTemporaryFile>

#include <memory>
#include <optional>

using namespace reconnect;
using namespace reconnect::test;

namespace {

Result<CommandOutput> run(const Command& command)
{
    ProcessRunner runner;
    QObject context;
    std::optional<Result<CommandOutput>> result;
    runner.run(command, &context,
               [&](Result<CommandOutput> answer) { result = std::move(answer); });
    CHECK_FALSE(result); // never from within run()
    REQUIRE(waitFor([&] { return result.has_value(); }));
    return *result;
}

Command command(const char* program, const QStringList& arguments = {})
{
    Command made;
    made.program = QString::fromLatin1(program);
    made.arguments = arguments;
    return made;
}

} // namespace

TEST_CASE("commands: input goes in, output and exit code come back")
{
    Command cat = command("cat");
    cat.input = "hello";
    const auto result = run(cat);
    REQUIRE(result);
    CHECK(result->out == "hello");
    CHECK(result->exitCode == 0);
    CHECK(run(command("false"))->exitCode == 1);
}

TEST_CASE("commands: words are in the C locale")
{
    const auto result = run(command("ls", {QStringLiteral("/nowhere-at-all")}));
    REQUIRE(result);
    CHECK(result->err.contains("No such file"));
}

TEST_CASE("commands: arguments reach the program as they are, not through a shell")
{
    const auto result =
        run(command("printf", {QStringLiteral("%s"), QStringLiteral("$HOME; `id`")}));
    REQUIRE(result);
    CHECK(result->out == "$HOME; `id`");
}

TEST_CASE("commands: a missing program is told from a forbidden one")
{
    CHECK(run(command("/nowhere/program")).error().code == ErrorCode::NotFound);
    QTemporaryFile file;
    REQUIRE(file.open());
    CHECK(run(command(file.fileName().toLatin1().constData())).error().code ==
          ErrorCode::NotPermitted);
}

TEST_CASE("commands: a program that hangs is ended within its time")
{
    Command sleep = command("sleep", {QStringLiteral("30")});
    sleep.timeoutMs = 100;
    QElapsedTimer clock;
    clock.start();
    CHECK(run(sleep).error().code == ErrorCode::TimedOut);
    CHECK(clock.elapsed() < 1000);
}

TEST_CASE("commands: a program that talks without end is ended at the bound of size")
{
    Command yes = command("yes");
    yes.maxOutput = 1 << 16;
    CHECK(run(yes).error().code == ErrorCode::TooLarge);
}

TEST_CASE("commands: a program that crashes is an error, not an output")
{
    CHECK(
        run(command("sh", {QStringLiteral("-c"), QStringLiteral("kill -SEGV $$")})).error().code ==
        ErrorCode::Failed);
}

TEST_CASE("commands: no answer comes after the context is gone, and nothing waits for the program")
{
    ProcessRunner runner;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    runner.run(command("sleep", {QStringLiteral("30")}), context.get(),
               [&](const Result<CommandOutput>&) { answered = true; });
    waitFor([] { return false; }, 50);
    QElapsedTimer clock;
    clock.start();
    context.reset();
    CHECK(clock.elapsed() < 100);
    waitFor([] { return false; }, 50);
    CHECK_FALSE(answered);
}
