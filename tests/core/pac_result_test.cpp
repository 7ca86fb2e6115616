#include "core/net/pac_result.h"
#include "core/net/script_source.h"
#include "tests/catch.h"

#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;

namespace {

// "DIRECT" or "scheme host port" for each, so that a whole list can be compared.
QString ways(const char* result)
{
    QStringList shown;
    for (const PacChoice& choice : readPacResult(QString::fromLatin1(result)))
        shown.append(choice.direct ? QStringLiteral("DIRECT")
                                   : QStringLiteral("%1 %2 %3")
                                         .arg(int(choice.scheme))
                                         .arg(choice.host)
                                         .arg(choice.port));
    return shown.join(QStringLiteral("; "));
}

QUrl url(const char* text)
{
    return QUrl(QString::fromLatin1(text));
}

} // namespace

TEST_CASE("pac result: a chain keeps its order, with the ports that are usual")
{
    CHECK(ways("PROXY A.example:8080; SOCKS5 b:1; DIRECT") ==
          QStringLiteral("0 a.example 8080; 3 b 1; DIRECT"));
    CHECK(ways("proxy a;http b;https c;socks d;socks4 e;socks5 f") ==
          QStringLiteral("0 a 80; 0 b 80; 1 c 443; 2 d 1080; 2 e 1080; 3 f 1080"));
    CHECK(ways("PROXY [2001:db8::1]:3128;PROXY [2001:db8::2];PROXY 192.0.2.1:1") ==
          QStringLiteral("0 2001:db8::1 3128; 0 2001:db8::2 80; 0 192.0.2.1 1"));
}

TEST_CASE("pac result: what names no usable way is passed over")
{
    CHECK(ways("").isEmpty());
    CHECK(ways(";; ;").isEmpty());
    CHECK(ways("PROXY; PROXY :1; PROXY a:0; PROXY a:99999; PROXY a b; QUIC c:1; PROXY -:1")
              .isEmpty());
    CHECK(ways("nonsense; DIRECT; direct") == QStringLiteral("DIRECT"));
}

TEST_CASE("pac result: absurd answers are cut")
{
    QString many;
    for (int i = 0; i < 1000; ++i)
        many += QStringLiteral("PROXY h%1:1;").arg(i);
    CHECK(readPacResult(many).size() == 10);
    CHECK(readPacResult(QString(5000, u' ') + QStringLiteral("DIRECT")).isEmpty());
}

TEST_CASE("script source: data addresses, plain and in base64")
{
    CHECK(readScriptAt(url("data:text/plain,function%20F()%7B%7D")).value() ==
          QByteArray("function F(){}"));
    CHECK(readScriptAt(url("data:;base64,ZnVuYw==")).value() == QByteArray("func"));
    CHECK(readScriptAt(url("data:;base64,!!")).error().code == ErrorCode::Malformed);
    CHECK(readScriptAt(url("data:nothing")).error().code == ErrorCode::Malformed);
    CHECK(readScriptAt(url("ftp://a.example/p.pac")).error().code == ErrorCode::Unsupported);
    CHECK(readScriptAt(QUrl()).error().code == ErrorCode::Unsupported);
}

TEST_CASE("script source: a file, a missing one, a folder, a device and one too large")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p.pac"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("script");
    file.flush();
    CHECK(readScriptAt(QUrl::fromLocalFile(path)).value() == QByteArray("script"));
    file.resize(maxScriptBytes + 1);
    CHECK(readScriptAt(QUrl::fromLocalFile(path)).error().code == ErrorCode::TooLarge);
    CHECK(readScriptAt(QUrl::fromLocalFile(folder.path())).error().code == ErrorCode::Unsupported);
    CHECK(readScriptAt(url("file:///dev/zero")).error().code == ErrorCode::Unsupported);
    CHECK(readScriptAt(url("file:///nowhere/p.pac")).error().code == ErrorCode::NotFound);
}
