#pragma once

#include "core/net/http_fetch.h"
#include "core/net/pac_result.h"
#include "core/ports/pac_engine.h"
#include "core/probe/names.h"
#include "core/probe/observation.h"

#include <memory>

namespace reconnect {

// A script that some setting names, or, of kind Detect, the one that WPAD would find.
struct ProxyScriptSetting {
    QUrl url;
    ProxyKind kind = ProxyKind::Script;
    QString place;
    bool effective = false;
};

// Without user name and password, at most 200 characters; of a data: address only its type.
QString shownScript(const QUrl& url);

// Gets one proxy script and asks it the way to Zoom.
class ProxyScriptTrial : public QObject {
    Q_OBJECT

public:
    ProxyScriptTrial(ProxyScriptSetting setting, QString zoomHost, PacEngine& engine,
                     std::shared_ptr<Names> names, const QSslConfiguration& configuration,
                     QObject* parent = nullptr);

    void start();
    bool isOver() const { return m_over; }
    const ProxyScriptSetting& setting() const { return m_setting; }
    const QList<PacChoice>& choices() const
    {
        return m_choices;
    } // empty until done, and on failure
    // What is known by now, durationMs aside.
    Observation observation() const;

    static constexpr int fetchMs = 2000;
    static constexpr int evaluateMs = 1000;

signals:
    void done(); // once, from the event loop

private:
    void judgeReply(const HttpReply& reply);
    void evaluate(const QByteArray& script);
    void judgeResult(const Result<QString>& result);
    void finish(const QString& error);

    ProxyScriptSetting m_setting;
    QString m_zoomHost;
    PacEngine& m_engine;
    std::shared_ptr<Names> m_names;
    QSslConfiguration m_configuration;
    QString m_error = QStringLiteral("timed-out");
    QString m_reason;
    QString m_result;
    int m_status = 0;
    QList<PacChoice> m_choices;
    bool m_over = false;
};

} // namespace reconnect
