#pragma once

#include "core/result.h"

#include <QCryptographicHash>
#include <QFile>
#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QStringList>
#include <QTimer>
#include <QUrl>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace reconnect {

// One file to get, and how far to go for it.
struct DownloadRequest {
    QUrl url;          // https
    QString file;      // absolute; its folder is made where it is missing, for the owner alone
    QStringList hosts; // only these names, and names below them, are asked
    qint64 maxBytes = 600LL << 20;
    int timeoutMs = 60 * 60 * 1000; // for all of it
    int stallMs = 20000;            // without a byte
    // Never the system's: whoever calls knows the way that works.
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
};

struct Downloaded {
    QString file;
    qint64 size = 0;
    QByteArray sha256; // hexadecimal; also in FILE.sha256, as sha256sum writes it
};

// Gets one file over HTTPS. What has come lies in FILE.part, and what is needed to go on from there
// in FILE.resume; a later Download of the same address asks for the rest alone. FILE itself is
// there only when all of it is. At most 5 redirects. Single use; lives on a thread with an event
// loop.
class Download : public QObject {
    Q_OBJECT

public:
    explicit Download(DownloadRequest request, QObject* parent = nullptr);
    ~Download() override;

    void start();
    // Once it is done. Errors: Unreachable, TimedOut, TooLarge, NoSpace, NotPermitted, NotTrusted
    // (the certificate, or a host that is not to be asked), NotFound, Malformed (what came is not
    // all, or not what was promised), Failed.
    const Result<Downloaded>& result() const { return m_result; }

    static constexpr int maxRedirects = 5;

signals:
    void progressed(qint64 received, qint64 total); // bytes; total is -1 where it is not known
    void done();                                    // once, from the event loop

private:
    struct Resume; // what FILE.resume holds

    Result<void> prepare();
    void readPart(); // some of what is there already, for the checksum
    void ask(const QUrl& url);
    void onHead();
    Result<void> judgeHead();
    Result<void> judgeRest(qint64 length); // of a 206
    Result<void> startAnew(qint64 length); // of a 200
    Result<void> keepRoom() const;
    void follow(const QUrl& to);
    void onBytes();
    void onEnd();
    Result<Downloaded> complete();
    void fail(const Error& error);
    void finish(Result<Downloaded> result);
    QByteArray header(const char* name) const;
    QString beside(const char* ending) const;

    DownloadRequest m_request;
    QNetworkAccessManager* m_manager;
    QNetworkReply* m_reply = nullptr;
    QTimer m_stall, m_limit;
    QFile m_part;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    std::unique_ptr<Resume> m_resume;
    qint64 m_have = 0;
    qint64 m_total = -1;
    int m_redirects = 0;
    bool m_headSeen = false;
    bool m_over = false;
    Result<Downloaded> m_result = failure(ErrorCode::Cancelled);
};

} // namespace reconnect
