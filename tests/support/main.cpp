// The main of every test program without windows.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include "platform/leave.h"
#include "tests/support/wait.h"

#include <QCoreApplication>
#include <QFile>

namespace {

// Programs that a test had killed are let go, and deleted once the system tells of their end:
// waited for here, so that the leak checker does not take them for lost.
bool childrenEnded()
{
    QFile children(
        QStringLiteral("/proc/self/task/%1/children").arg(QCoreApplication::applicationPid()));
    return !children.open(QIODevice::ReadOnly) || children.readAll().isEmpty();
}

int runTests(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const int failed = Catch::Session().run(argc, argv);
    reconnect::test::waitFor(childrenEnded);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return failed;
}

} // namespace

int main(int argc, char** argv)
{
    return reconnect::leave(runTests(argc, argv));
}
