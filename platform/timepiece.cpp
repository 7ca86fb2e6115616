#include "platform/timepiece.h"

#include <QThread>
#include <chrono>

namespace reconnect {
namespace {

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

ComputerTimepiece::ComputerTimepiece()
    : m_start(steadyMs())
{
}

QDateTime ComputerTimepiece::now() const
{
    return QDateTime::currentDateTimeUtc();
}

qint64 ComputerTimepiece::elapsedMs() const
{
    return steadyMs() - m_start;
}

void ComputerTimepiece::rest(int ms)
{
    QThread::msleep(static_cast<unsigned long>(ms));
}

} // namespace reconnect
