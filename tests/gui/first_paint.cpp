// Linked into a program with a wizard: ends it once its first picture is on the way to the screen,
// and prints the milliseconds since STARTED_NS of the monotonic clock. start_up.py sets that.
#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWizard>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

void tellAndEnd()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const qint64 ns = std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
    std::printf("%.2f\n", double(ns - qgetenv("STARTED_NS").toLongLong()) / 1e6);
    std::fflush(stdout);
    std::_Exit(0);
}

class FirstPaint : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* object, QEvent* event) override
    {
        // The wizard is painted first, its parts in the same turn; the timer fires after all that.
        if (event->type() == QEvent::Paint && qobject_cast<QWizard*>(object))
            QTimer::singleShot(0, this, tellAndEnd);
        return false;
    }
};

void watch()
{
    qApp->installEventFilter(new FirstPaint(qApp));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
