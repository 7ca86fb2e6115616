#include "core/fix/package_fetch.h"
#include "core/net/download.h"
#include "core/net/download_head.h"
#include "tests/catch.h"
#include "tests/support/servers.h"

#include <QDir>
#include <QTemporaryDir>
#include <QThread>

using namespace reconnect;
using namespace reconnect::test;

namespace {

const QByteArray content = QByteArray("reconnect ").repeated(30000); // 300 kB

QSslConfiguration trustingLoopback()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(certificates("loopback"));
    return configuration;
}

QByteArray sumOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray ok(const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           headers + "\r\n" + body;
}

// Downloads from a server of its own, which answers with what `reply` makes of a request's head.
class Scene {
public:
    explicit Scene(std::function<QByteArray(const QByteArray&)> reply, bool closes = true)
        : server("loopback", afterRequest([this, reply = std::move(reply),
                                           closes](QTcpSocket* socket, const QByteArray& head) {
                     heads.append(head);
                     socket->write(reply(head));
                     if (closes)
                         socket->disconnectFromHost();
                 }))
    {
        REQUIRE(server.listening);
        request.url = at("/zoom.deb");
        request.file = folder.path() + QStringLiteral("/private/zoom.deb");
        request.hosts = {QStringLiteral("127.0.0.1")};
        request.tls = trustingLoopback();
        request.stallMs = 2000;
    }

    QUrl at(const char* path) const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1%2")
                        .arg(server.port())
                        .arg(QString::fromLatin1(path)));
    }
    Result<Downloaded> run()
    {
        Download download(request);
        std::optional<Result<Downloaded>> result;
        QObject::connect(&download, &Download::done, &download, [&] {
            CHECK_FALSE(result);
            result = download.result();
        });
        QObject::connect(&download, &Download::progressed, &download,
                         [&](qint64 received, qint64 total) {
                             CHECK(received >= seen);
                             seen = received;
                             promised = total;
                         });
        download.start();
        CHECK_FALSE(result); // never from within the call
        REQUIRE(waitFor([&] { return result.has_value(); }, 10000));
        return *result;
    }
    ErrorCode fails()
    {
        seen = 0;
        const auto result = run();
        REQUIRE_FALSE(result);
        CHECK_FALSE(QFile::exists(request.file));
        return result.error().code;
    }
    QString beside(const char* ending) const { return request.file + QLatin1String(ending); }

    QList<QByteArray> heads;
    TlsServer server;
    QTemporaryDir folder;
    DownloadRequest request;
    qint64 seen = 0;
    qint64 promised = 0;
};

QByteArray rangeOf(const QByteArray& head)
{
    const qsizetype at = head.indexOf("\r\nRange: ");
    return at < 0 ? QByteArray() : head.mid(at + 9, head.indexOf("\r\n", at + 9) - at - 9);
}

// Knows the file by a tag, and serves the rest to who names it.
QByteArray resumable(const QByteArray& head, const QByteArray& tag = "\"one\"")
{
    const QByteArray range = rangeOf(head);
    if (range.isEmpty() || !head.contains(QByteArray("\r\nIf-Range: " + tag + "\r\n")))
        return ok(content, "ETag: " + tag + "\r\n");
    const qint64 from = range.mid(6).chopped(1).toLongLong();
    const QByteArray size = QByteArray::number(content.size());
    return "HTTP/1.1 206 Partial Content\r\nContent-Length: " +
           QByteArray::number(content.size() - from) + "\r\nContent-Range: bytes " +
           QByteArray::number(from) + '-' + QByteArray::number(content.size() - 1) + '/' + size +
           "\r\n\r\n" + content.mid(from);
}

} // namespace

TEST_CASE("download: a file comes whole, private, with its checksum beside it")
{
    Scene scene([](const QByteArray&) { return ok(content); });
    const auto result = scene.run();
    REQUIRE(result);
    CHECK(result->sha256 == sumOf(content));
    CHECK(result->size == content.size());
    CHECK(bytesOf(scene.request.file) == content);
    CHECK(bytesOf(scene.beside(".sha256")) == sumOf(content) + "  zoom.deb\n");
    CHECK(scene.seen == content.size());
    CHECK(scene.promised == content.size());
    CHECK_FALSE(QFile::exists(scene.beside(".part")));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
    CHECK_FALSE(QFile::permissions(QFileInfo(scene.request.file).path()) & others);
    CHECK_FALSE(QFile::permissions(scene.request.file) & others);
}

TEST_CASE("download: what was cut off goes on where it stopped")
{
    int asked = 0;
    Scene scene([&](const QByteArray& head) {
        const QByteArray answer = resumable(head);
        return ++asked == 1 ? answer.chopped(100000) : answer;
    });
    CHECK(scene.fails() == ErrorCode::Malformed);
    CHECK(bytesOf(scene.beside(".part")).size() == content.size() - 100000);
    scene.seen = 0;
    const auto result = scene.run();
    REQUIRE(result);
    CHECK(rangeOf(scene.heads.last()) == "bytes=200000-");
    CHECK(result->sha256 == sumOf(content));
    CHECK(bytesOf(scene.request.file) == content);
    CHECK_FALSE(QFile::exists(scene.beside(".resume")));
}

TEST_CASE("download: a file that has changed meanwhile begins anew")
{
    int asked = 0;
    Scene scene([&](const QByteArray& head) {
        return ++asked == 1 ? resumable(head).chopped(100000) : resumable(head, "\"two\"");
    });
    CHECK(scene.fails() == ErrorCode::Malformed);
    scene.seen = 0;
    REQUIRE(scene.run());
    CHECK(bytesOf(scene.request.file) == content);
}

TEST_CASE("download: a part of another address, or without a sure tag, is not gone on from")
{
    Scene scene([](const QByteArray& head) { return resumable(head); });
    QDir().mkpath(QFileInfo(scene.request.file).path());
    put(scene.beside(".part"), "something else");
    SECTION("of another address")
    {
        put(scene.beside(".resume"),
            R"({"url":"https://127.0.0.1/other","validator":"\"one\"","total":300000})");
    }
    SECTION("nothing known") {}
    SECTION("nonsense")
    {
        put(scene.beside(".resume"), "\0{{");
    }
    REQUIRE(scene.run());
    CHECK(rangeOf(scene.heads.last()).isEmpty());
    CHECK(bytesOf(scene.request.file) == content);
}

TEST_CASE("download: a rest that is not the one asked for is refused")
{
    int asked = 0;
    Scene scene([&](const QByteArray& head) {
        if (++asked == 1)
            return resumable(head).chopped(100000);
        QByteArray answer = resumable(head);
        return answer.replace("bytes 200000-", "bytes 100000-");
    });
    CHECK(scene.fails() == ErrorCode::Malformed);
    CHECK(scene.fails() == ErrorCode::Malformed);
    // and the next time all of it is asked for
    scene.seen = 0;
    REQUIRE(scene.run());
    CHECK(rangeOf(scene.heads.last()).isEmpty());
}

TEST_CASE("download: a link in place of the part is not written through")
{
    Scene scene([](const QByteArray&) { return ok(content); });
    QDir().mkpath(QFileInfo(scene.request.file).path());
    const QString victim = scene.folder.path() + QStringLiteral("/victim");
    put(victim, "mine");
    QFile::link(victim, scene.beside(".part"));
    REQUIRE(scene.run());
    CHECK(bytesOf(victim) == "mine");
}

TEST_CASE("download: answers that can't be trusted to be whole leave no file")
{
    const auto fails = [](const QByteArray& answer) {
        return Scene([&](const QByteArray&) { return answer; }).fails();
    };
    CHECK(fails(ok(content).chopped(1)) == ErrorCode::Malformed);
    CHECK(fails("HTTP/1.1 200 OK\r\n\r\n" + content) == ErrorCode::Malformed);
    CHECK(fails("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n") ==
          ErrorCode::Malformed);
    CHECK(fails("HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n"
                "Content-Range: bytes 0-0/1\r\n\r\nx") == ErrorCode::Malformed);
    CHECK(fails(ok("x", "Content-Encoding: br\r\n")) == ErrorCode::Malformed);
    CHECK(fails("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") == ErrorCode::NotFound);
    CHECK(fails("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") == ErrorCode::Unreachable);
}

TEST_CASE("download: chunks that end properly are whole")
{
    Scene scene([](const QByteArray&) {
        return QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "5\r\nhello\r\n0\r\n\r\n");
    });
    REQUIRE(scene.run());
    CHECK(bytesOf(scene.request.file) == "hello");
    CHECK(scene.promised == -1);
}

TEST_CASE("download: too much is refused before and while it comes")
{
    Scene told([](const QByteArray&) { return ok(content); });
    told.request.maxBytes = content.size() - 1;
    CHECK(told.fails() == ErrorCode::TooLarge);
    CHECK(told.seen == 0);
    Scene untold([](const QByteArray&) -> QByteArray {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
               QByteArray("1000\r\n" + QByteArray(0x1000, 'x') + "\r\n").repeated(100);
    });
    untold.request.maxBytes = 100000;
    CHECK(untold.fails() == ErrorCode::TooLarge);
}

TEST_CASE("download: a disk that can't hold it is told before a byte is written")
{
    Scene scene([](const QByteArray&) {
        return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900000000000000\r\n\r\n");
    });
    scene.request.maxBytes = 1LL << 62;
    CHECK(scene.fails() == ErrorCode::NoSpace);
}

TEST_CASE("download: silence and slowness have an end")
{
    Scene silent([](const QByteArray&) { return QByteArray(); }, false);
    silent.request.stallMs = 200;
    CHECK(silent.fails() == ErrorCode::TimedOut);
    Scene stalled([](const QByteArray&) { return ok(content).chopped(10); }, false);
    stalled.request.stallMs = 200;
    CHECK(stalled.fails() == ErrorCode::TimedOut);
    Scene slow([](const QByteArray&) { return ok(content).chopped(10); }, false);
    slow.request.timeoutMs = 300;
    CHECK(slow.fails() == ErrorCode::TimedOut);
}

TEST_CASE("download: only a certificate that is trusted will do")
{
    Scene scene([](const QByteArray&) { return ok(content); });
    scene.request.tls = trustingTestRoot();
    CHECK(scene.fails() == ErrorCode::NotTrusted);
    CHECK(scene.heads.isEmpty());
}

TEST_CASE("download: nobody there is unreachable")
{
    Scene scene([](const QByteArray&) { return QByteArray(); });
    scene.request.url.setPort(deadPort());
    CHECK(scene.fails() == ErrorCode::Unreachable);
}

TEST_CASE("download: redirects are followed within the hosts, and counted")
{
    QByteArray to;
    Scene scene([&](const QByteArray& head) -> QByteArray {
        return head.startsWith("GET /zoom.deb ")
                   ? "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + to + "\r\n\r\n"
                   : ok(content);
    });
    to = "/prod/6.7.5/zoom.deb";
    REQUIRE(scene.run());
    QFile::remove(scene.request.file);
    to = scene.at("/elsewhere")
             .toString()
             .replace(QLatin1String("127.0.0.1"), QLatin1String("localhost"))
             .toLatin1();
    CHECK(scene.fails() == ErrorCode::NotTrusted);
    to = scene.at("/elsewhere")
             .toString()
             .replace(QLatin1String("https"), QLatin1String("http"))
             .toLatin1();
    CHECK(scene.fails() == ErrorCode::NotTrusted);
    to = "/zoom.deb";
    scene.heads.clear();
    CHECK(scene.fails() == ErrorCode::Malformed);
    CHECK(scene.heads.size() == Download::maxRedirects + 1);
}

TEST_CASE("download: which addresses may be asked")
{
    const QStringList hosts{QStringLiteral("zoom.us")};
    const auto may = [&](const char* url) { return mayAsk(QUrl(QString::fromLatin1(url)), hosts); };
    CHECK(may("https://zoom.us/client"));
    CHECK(may("https://CDN.zoom.us/prod"));
    CHECK_FALSE(may("http://zoom.us/client"));
    CHECK_FALSE(may("https://notzoom.us/"));
    CHECK_FALSE(may("https://zoom.us.example/"));
    CHECK_FALSE(may("https://zoom.us@example.com/"));
    CHECK_FALSE(may("https://me@zoom.us/"));
    CHECK_FALSE(may("https:///zoom.us"));
    CHECK_FALSE(may("file:///zoom.us"));
}

TEST_CASE("download: which tags promise equal bytes")
{
    CHECK(strongTag("\"abc-1\"") == "\"abc-1\"");
    for (const char* weak : {"", "W/\"abc\"", "abc", "\"a\"b\"", "\"a b\"", "\"a\r\nX: y\""})
        CHECK(strongTag(weak).isEmpty());
    CHECK(strongTag('"' + QByteArray(500, 'x') + '"').isEmpty());
}

TEST_CASE("package fetch: the key and the package, waited for, with words on the way")
{
    Scene scene([](const QByteArray& head) {
        return ok(head.startsWith("GET /pubkey") ? QByteArray("key") : content);
    });
    PackageSource source{scene.at("/zoom.deb"), scene.at("/pubkey"), scene.request.hosts};
    FetchPlace place;
    place.folder = scene.folder.path() + QStringLiteral("/fetched");
    place.tls = scene.request.tls;
    std::optional<Result<QString>> result;
    const auto fetch = [&](bool cancelled) {
        std::atomic<bool> ready{false};
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            result = fetchPackage(source, place, {}, [&] { return cancelled; });
            ready = true;
        }));
        thread->start();
        REQUIRE(waitFor([&] { return ready.load(); }, 10000));
        thread->wait();
    };
    fetch(false);
    REQUIRE(*result);
    CHECK(bytesOf(**result) == content);
    CHECK(bytesOf(**result + keySuffix) == "key");
    source.key = scene.at("/pubkey?x");
    source.hosts = {QStringLiteral("zoom.us")};
    fetch(false);
    CHECK(result->error().code == ErrorCode::NotTrusted);
}

TEST_CASE("package fetch: the person's no ends it at once")
{
    Scene scene([](const QByteArray&) { return QByteArray(); }, false);
    const PackageSource source{scene.at("/zoom.deb"), scene.at("/pubkey"), scene.request.hosts};
    FetchPlace place;
    place.folder = scene.folder.path();
    place.tls = scene.request.tls;
    QElapsedTimer clock;
    clock.start();
    const auto result = fetchPackage(source, place, {}, [] { return true; });
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::Cancelled);
    CHECK(clock.elapsed() < 2000);
}

TEST_CASE("package fetch: Zoom's addresses by kind")
{
    const QString cpu = QStringLiteral("x86_64");
    CHECK(zoomPackageFor(QStringLiteral("deb"), cpu)->package.fileName() ==
          QStringLiteral("zoom_amd64.deb"));
    CHECK(zoomPackageFor(QStringLiteral("rpm-suse"), cpu)->package.fileName() ==
          QStringLiteral("zoom_openSUSE_x86_64.rpm"));
    for (const char* kind : {"deb", "rpm"}) {
        const auto source = zoomPackageFor(QString::fromLatin1(kind), cpu);
        REQUIRE(source);
        CHECK(mayAsk(source->package, source->hosts));
        CHECK(mayAsk(source->key, source->hosts));
    }
    CHECK_FALSE(zoomPackageFor(QStringLiteral("snap"), cpu));
    CHECK_FALSE(zoomPackageFor(QStringLiteral("deb"), QStringLiteral("arm64")));
    for (const char* kind : {"exe", "msi"}) {
        const QString windows = QString::fromLatin1(kind);
        const auto source = zoomPackageFor(windows, cpu);
        REQUIRE(source);
        CHECK(source->package ==
              QUrl(QStringLiteral("https://zoom.us/client/latest/ZoomInstallerFull.") + windows +
                   QStringLiteral("?archType=x64")));
        CHECK(source->package.fileName() == QStringLiteral("ZoomInstallerFull.") + windows);
        CHECK(source->key.isEmpty());
        CHECK(mayAsk(source->package, source->hosts));
        CHECK(zoomPackageFor(windows, QStringLiteral("arm64"))->package.query() ==
              QStringLiteral("archType=winarm64"));
        CHECK_FALSE(zoomPackageFor(windows, QStringLiteral("i386")));
    }
    const QString pkg = QStringLiteral("pkg");
    for (const char* here : {"x86_64", "arm64"}) {
        const auto source = zoomPackageFor(pkg, QString::fromLatin1(here));
        REQUIRE(source);
        CHECK(source->package.fileName() == QStringLiteral("zoomusInstallerFull.pkg"));
        CHECK(source->key.isEmpty());
        CHECK(mayAsk(source->package, source->hosts));
    }
    CHECK(zoomPackageFor(pkg, QStringLiteral("arm64"))->package.query() ==
          QStringLiteral("archType=arm64"));
}
