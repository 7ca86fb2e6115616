#include "core/net/download.h"

#include "core/net/download_head.h"
#include "core/whole_file.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStorageInfo>

namespace reconnect {
namespace {

constexpr qint64 chunk = 1 << 20;
constexpr qint64 spareBytes = 16 << 20; // for what else this computer writes meanwhile
constexpr qint64 maxResumeBytes = 16 << 10;

Error errorOf(const QNetworkReply& reply)
{
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::NotTrusted, reply.errorString()};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
        return {ErrorCode::TimedOut, reply.errorString()};
    default:
        return {ErrorCode::Unreachable, reply.errorString()};
    }
}

} // namespace

// By what the server knows the very file of which a part is here. Empty: nothing to go on from.
struct Download::Resume {
    QString url;       // that was asked for first
    QString validator; // a strong ETag
    qint64 total = -1;

    static Resume read(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const auto json = QJsonDocument::fromJson(file.read(maxResumeBytes)).object();
        return {json.value(QLatin1String("url")).toString(),
                json.value(QLatin1String("validator")).toString(),
                static_cast<qint64>(json.value(QLatin1String("total")).toDouble(-1))};
    }
    QByteArray json() const
    {
        const QJsonObject json{{QStringLiteral("url"), url},
                               {QStringLiteral("validator"), validator},
                               {QStringLiteral("total"), static_cast<double>(total)}};
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }
};

Download::Download(DownloadRequest request, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_manager(new QNetworkAccessManager(this))
    , m_part(beside(".part"))
    , m_resume(std::make_unique<Resume>())
{
    m_manager->setProxy(m_request.proxy);
    m_stall.setSingleShot(true);
    m_limit.setSingleShot(true);
    for (QTimer* timer : {&m_stall, &m_limit})
        connect(timer, &QTimer::timeout, this, [this] {
            fail({ErrorCode::TimedOut, m_request.url.toDisplayString()});
        });
}

Download::~Download() = default;

QString Download::beside(const char* ending) const
{
    return m_request.file + QLatin1String(ending);
}

QByteArray Download::header(const char* name) const
{
    return m_reply->rawHeader(name);
}

void Download::start()
{
    m_limit.start(m_request.timeoutMs);
    QTimer::singleShot(0, this, [this] {
        if (const auto ready = prepare(); !ready)
            return fail(ready.error());
        readPart();
    });
}

Result<void> Download::prepare()
{
    if (!mayAsk(m_request.url, m_request.hosts))
        return failure(ErrorCode::NotTrusted, m_request.url.toDisplayString());
    const QString folder = QFileInfo(m_request.file).path();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return failure(ErrorCode::NotPermitted, folder);
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                          QFileDevice::ExeOwner);
    }
    // A link would make us write somewhere else.
    if (QFileInfo(m_part).isSymLink())
        m_part.remove();
    *m_resume = Resume::read(beside(".resume"));
    if (!m_part.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failure(ErrorCode::NotPermitted, m_part.errorString());
    m_part.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (m_resume->url != m_request.url.toString() || m_resume->validator.isEmpty() ||
        m_part.size() >= m_resume->total || m_part.size() > m_request.maxBytes)
        m_part.resize(0);
    return {};
}

// In turns, so that the thread stays awake for others.
void Download::readPart()
{
    const QByteArray bytes = m_part.read(4 * chunk);
    m_hash.addData(bytes);
    m_have += bytes.size();
    if (m_over)
        return;
    if (bytes.isEmpty())
        ask(m_request.url);
    else
        QTimer::singleShot(0, this, &Download::readPart);
}

void Download::ask(const QUrl& url)
{
    QNetworkRequest request(url);
    request.setSslConfiguration(m_request.tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept-Encoding", "identity"); // else lengths mean nothing
    if (m_have > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_have) + '-');
        request.setRawHeader("If-Range", m_resume->validator.toLatin1());
    }
    m_headSeen = false;
    m_reply = m_manager->get(request);
    m_reply->setReadBufferSize(4 * chunk);
    connect(m_reply, &QNetworkReply::readyRead, this, &Download::onBytes);
    connect(m_reply, &QNetworkReply::finished, this, &Download::onEnd);
    m_stall.start(m_request.stallMs);
}

void Download::onHead()
{
    m_headSeen = true;
    if (const auto judged = judgeHead(); !judged)
        return fail(judged.error());
    emit progressed(m_have, m_total);
}

Result<void> Download::judgeHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 404 || status == 410)
        return failure(ErrorCode::NotFound, m_reply->url().toDisplayString());
    if (status == 416) // next time from the beginning
        QFile::remove(beside(".resume"));
    if (status != 200 && status != 206)
        return failure(ErrorCode::Unreachable, QStringLiteral("HTTP %1").arg(status));
    const QByteArray coding = header("Content-Encoding").trimmed().toLower();
    if (!coding.isEmpty() && coding != "identity")
        return failure(ErrorCode::Malformed, QString::fromLatin1(coding.left(40)));
    const auto length = contentLength(header("Content-Length"));
    if (!length)
        return tl::unexpected(length.error());
    // Without a length only the end of a chunked answer tells that it is whole.
    if (*length < 0 && header("Transfer-Encoding").trimmed().toLower() != "chunked")
        return failure(ErrorCode::Malformed, QStringLiteral("no length"));
    const auto judged = status == 206 ? judgeRest(*length) : startAnew(*length);
    return judged ? keepRoom() : judged;
}

Result<void> Download::judgeRest(qint64 length)
{
    const auto range = contentRange(header("Content-Range"));
    if (!range || m_have == 0 || range->first != m_have || range->total != m_resume->total ||
        range->last != range->total - 1 || (length >= 0 && length != range->total - m_have)) {
        QFile::remove(beside(".resume"));
        return failure(ErrorCode::Malformed, QString::fromLatin1(header("Content-Range").left(80)));
    }
    m_total = range->total;
    return {};
}

Result<void> Download::startAnew(qint64 length)
{
    if (!m_part.resize(0) || !m_part.seek(0))
        return failure(ErrorCode::Failed, m_part.errorString());
    m_hash.reset();
    m_have = 0;
    m_total = length;
    *m_resume = {m_request.url.toString(), QString::fromLatin1(strongTag(header("ETag"))), length};
    if (m_resume->validator.isEmpty() || length < 0) {
        QFile::remove(beside(".resume"));
        return {};
    }
    return writeWholeFile(beside(".resume"), m_resume->json());
}

Result<void> Download::keepRoom() const
{
    if (m_total > m_request.maxBytes)
        return failure(ErrorCode::TooLarge, QString::number(m_total));
    const QStorageInfo disk(QFileInfo(m_request.file).path());
    if (disk.isValid() && disk.bytesAvailable() < qMax<qint64>(0, m_total - m_have) + spareBytes)
        return failure(ErrorCode::NoSpace, disk.rootPath());
    return {};
}

void Download::follow(const QUrl& to)
{
    if (++m_redirects > maxRedirects)
        return fail({ErrorCode::Malformed, QStringLiteral("too many redirects")});
    if (!mayAsk(to, m_request.hosts))
        return fail({ErrorCode::NotTrusted, to.toDisplayString().left(300)});
    m_reply->disconnect(this);
    m_reply->deleteLater();
    ask(to);
}

void Download::onBytes()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400)
        return; // the page beside a redirect; it is followed at its end, or ends by the stall
    if (!m_headSeen)
        onHead();
    while (!m_over && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(chunk);
        m_stall.start(m_request.stallMs);
        if (m_have + bytes.size() > m_request.maxBytes)
            return fail({ErrorCode::TooLarge, QString::number(m_request.maxBytes)});
        if (m_part.write(bytes) != bytes.size()) {
            const QStorageInfo disk(QFileInfo(m_request.file).path());
            const bool full = disk.isValid() && disk.bytesAvailable() < chunk;
            return fail({full ? ErrorCode::NoSpace : ErrorCode::Failed, m_part.errorString()});
        }
        m_hash.addData(bytes);
        m_have += bytes.size();
        emit progressed(m_have, m_total);
    }
}

void Download::onEnd()
{
    const QUrl to = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400 && to.isValid())
        return follow(m_reply->url().resolved(to));
    if (status != 0)
        onBytes();
    if (m_over)
        return;
    if (status != 0 && !m_headSeen)
        onHead(); // an answer without a body
    if (m_over)
        return;
    if (m_total >= 0 ? m_have != m_total : m_reply->error() == QNetworkReply::RemoteHostClosedError)
        return fail(
            {ErrorCode::Malformed, QStringLiteral("%1 of %2 bytes").arg(m_have).arg(m_total)});
    if (m_reply->error() != QNetworkReply::NoError)
        return fail(errorOf(*m_reply));
    finish(complete());
}

Result<Downloaded> Download::complete()
{
    const QByteArray sum = m_hash.result().toHex();
    m_part.close();
    if (m_part.error() != QFileDevice::NoError)
        return failure(ErrorCode::Failed, m_part.errorString());
    // rename() of Qt does not replace.
    QFile::remove(m_request.file);
    QFile::remove(beside(".resume"));
    if (!QFile::rename(beside(".part"), m_request.file))
        return failure(ErrorCode::Failed, m_request.file);
    const QByteArray name = QFileInfo(m_request.file).fileName().toUtf8();
    if (const auto kept = writeWholeFile(beside(".sha256"), sum + "  " + name + '\n'); !kept)
        return tl::unexpected(kept.error());
    return Downloaded{m_request.file, m_have, sum};
}

void Download::fail(const Error& error)
{
    finish(tl::unexpected(error));
}

void Download::finish(Result<Downloaded> result)
{
    if (m_over)
        return;
    m_over = true;
    m_stall.stop();
    m_limit.stop();
    m_part.close();
    if (m_reply) {
        m_reply->disconnect(this);
        if (m_reply->isRunning())
            m_reply->abort();
        m_reply->deleteLater();
    }
    m_result = std::move(result);
    emit done();
}

} // namespace reconnect
