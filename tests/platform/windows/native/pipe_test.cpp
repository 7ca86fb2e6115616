#include "platform/windows/native/pipe.h"

#include "platform/windows/helper/order_frame.h"
#include "platform/windows/native/wide.h"
#include "tests/catch.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace reconnect;
using namespace reconnect::windows_os;

namespace {

Handle connectTo(const QString& name)
{
    return Handle(::CreateFileW(wide(QStringLiteral("\\\\.\\pipe\\") + name),
                                GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, 0,
                                nullptr));
}

void write(const Handle& pipe, const QByteArray& bytes)
{
    DWORD count = 0;
    REQUIRE(::WriteFile(pipe.get(), bytes.constData(), DWORD(bytes.size()), &count, nullptr));
}

// Another program, that waits for a key.
struct Other {
    Other()
    {
        process.start(QStringLiteral("cmd.exe"), {QStringLiteral("/c"), QStringLiteral("pause")});
        REQUIRE(process.waitForStarted());
        handle = Handle(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE,
                                      DWORD(process.processId())));
        REQUIRE(handle.isOpen());
    }
    ~Other()
    {
        process.kill();
        process.waitForFinished();
    }
    QProcess process;
    Handle handle;
};

} // namespace

TEST_CASE("pipe: the process that is waited for is heard, and a second one not let in")
{
    const QString name = newPipeName();
    auto pipe = PipeServer::open(name);
    REQUIRE(pipe);
    CHECK(PipeServer::open(name).error().code == ErrorCode::Conflict);
    const HANDLE own = ::GetCurrentProcess();
    const Handle client = connectTo(name);
    REQUIRE(client.isOpen());
    REQUIRE(pipe->waitFor(own, 2000));
    CHECK_FALSE(connectTo(name).isOpen());
    REQUIRE(pipe->write("order", own, 2000));
    char bytes[5] = {};
    DWORD count = 0;
    REQUIRE(::ReadFile(client.get(), bytes, sizeof bytes, &count, nullptr));
    CHECK(QByteArray(bytes, qsizetype(count)) == "order");
    write(client, "an ");
    write(client, "answer\nmore");
    CHECK(pipe->readLine(100, own, 2000).value() == "an answer");
}

TEST_CASE("pipe: an impostor is sent away, and the wait ends in time or with the process")
{
    Other other;
    const QString name = newPipeName();
    auto pipe = PipeServer::open(name);
    REQUIRE(pipe);
    const Handle impostor = connectTo(name);
    REQUIRE(impostor.isOpen());
    QElapsedTimer timer;
    timer.start();
    CHECK(pipe->waitFor(other.handle.get(), 500).error().code == ErrorCode::TimedOut);
    CHECK(timer.elapsed() < 3000);
    char one = 0;
    DWORD count = 0;
    CHECK_FALSE(::ReadFile(impostor.get(), &one, 1, &count, nullptr));
    other.process.kill();
    other.process.waitForFinished();
    timer.start();
    CHECK(pipe->waitFor(other.handle.get(), 10000).error().code == ErrorCode::Unreachable);
    CHECK(timer.elapsed() < 5000);
}

TEST_CASE("pipe: silence, too much and a closed end are told apart")
{
    const HANDLE own = ::GetCurrentProcess();
    const QString name = newPipeName();
    auto pipe = PipeServer::open(name);
    REQUIRE(pipe);
    Handle client = connectTo(name);
    REQUIRE(pipe->waitFor(own, 2000));
    CHECK(pipe->readLine(100, own, 200).error().code == ErrorCode::TimedOut);
    write(client, QByteArray(5000, 'x'));
    CHECK(pipe->readLine(100, own, 2000).error().code == ErrorCode::TooLarge);
    client = Handle();
    CHECK(pipe->readLine(100000, own, 2000).error().code == ErrorCode::Unreachable);
}
