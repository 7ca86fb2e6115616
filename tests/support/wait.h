#pragma once

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

namespace reconnect::test {

// Lets the event loop turn until `ready` holds or timeoutMs have passed; says whether it holds.
template<class Ready>
bool waitFor(Ready ready, int timeoutMs = 5000)
{
    QElapsedTimer clock;
    clock.start();
    while (!ready()) {
        if (clock.elapsed() > timeoutMs)
            return false;
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

} // namespace reconnect::test
