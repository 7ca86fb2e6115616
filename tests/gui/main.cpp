// The main of the test program with windows. They are drawn off the screen unless the environment
// asks for another platform.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include "platform/leave.h"

#include <QApplication>

namespace {

int runTests(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    return Catch::Session().run(argc, argv);
}

} // namespace

int main(int argc, char** argv)
{
    return reconnect::leave(runTests(argc, argv));
}
