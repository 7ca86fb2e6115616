#include "platform/process_tools.h"

#include "tests/catch.h"

#include <QElapsedTimer>
#include <thread>

using namespace reconnect;

namespace {

Command command(const char* program, const QStringList& arguments = {})
{
    Command one;
    one.program = QString::fromLatin1(program);
    one.arguments = arguments;
    return one;
}

} // namespace

TEST_CASE("process tools: output, input, exit code, and the C locale")
{
    ProcessTools tools;
    auto cat = command("cat");
    cat.input = "given";
    CHECK(tools.run(cat)->out == "given");
    CHECK(tools.run(command("false"))->exitCode == 1);
    CHECK(tools.run(command("printenv", {QStringLiteral("LC_ALL")}))->out == "C\n");
    // An argument is one argument, whatever is in it.
    CHECK(tools.run(command("echo", {QStringLiteral("$(id); `id`")}))->out == "$(id); `id`\n");
}

TEST_CASE("process tools: missing, forbidden, endless, talkative, crashed and stopped programs")
{
    ProcessTools tools;
    CHECK(tools.run(command("no-such-program")).error().code == ErrorCode::NotFound);
    CHECK(tools.run(command("/etc/hostname")).error().code == ErrorCode::NotPermitted);
    auto endless = command("sleep", {QStringLiteral("30")});
    endless.timeoutMs = 100;
    QElapsedTimer clock;
    clock.start();
    CHECK(tools.run(endless).error().code == ErrorCode::TimedOut);
    CHECK(clock.elapsed() < 5000);
    auto talkative = command("yes");
    talkative.maxOutput = 1000;
    CHECK(tools.run(talkative).error().code == ErrorCode::TooLarge);
    CHECK(tools.run(command("sh", {QStringLiteral("-c"), QStringLiteral("kill -9 $$")}))
              .error()
              .code == ErrorCode::Failed);

    endless.timeoutMs = 20000;
    std::thread stopper([&tools] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        tools.stop();
    });
    clock.restart();
    CHECK(tools.run(endless).error().code == ErrorCode::Cancelled);
    CHECK(clock.elapsed() < 5000);
    stopper.join();
    CHECK(tools.run(command("true")).error().code == ErrorCode::Cancelled);
}
