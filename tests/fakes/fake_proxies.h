#pragma once

#include "core/ports/pac_engine.h"
#include "core/ports/proxy_settings.h"

#include <QTimer>

namespace reconnect::test {

// Settings as the test wants them; never answers when silent.
class FakeProxySettings : public ProxySettings {
public:
    ProxyReading reading;
    bool silent = false;

    void read(QObject* context, Done done) override
    {
        if (!silent)
            QTimer::singleShot(0, context,
                               [reading = reading, done = std::move(done)] { done(reading); });
    }
};

// Gives one answer for every script, after delayMs, and keeps what it was asked.
class FakePacEngine : public PacEngine {
public:
    Result<QString> answer = QStringLiteral("DIRECT");
    int delayMs = 0;
    QByteArray script;
    QUrl url;

    void evaluate(const QByteArray& asked, const QUrl& target, int, QObject* context,
                  Done done) override
    {
        script = asked;
        url = target;
        QTimer::singleShot(delayMs, context,
                           [answer = answer, done = std::move(done)] { done(answer); });
    }
};

} // namespace reconnect::test
