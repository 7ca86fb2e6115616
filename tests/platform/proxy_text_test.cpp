#include "platform/proxy/proxy_text.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

ConfiguredProxy read(const char* text)
{
    return readProxyText(QString::fromUtf8(text));
}

} // namespace

TEST_CASE("proxy text: every way in which settings write a proxy")
{
    struct Row {
        const char* text;
        ProxyScheme scheme;
        const char* host;
        int port;
    };
    const Row rows[] = {
        {"proxy.example:3128", ProxyScheme::Http, "proxy.example", 3128},
        {"  Proxy.Example.:3128/ ", ProxyScheme::Http, "proxy.example", 3128},
        {"http://proxy.example:3128/path?x#y", ProxyScheme::Http, "proxy.example", 3128},
        {"http://proxy.example 8080", ProxyScheme::Http, "proxy.example", 8080},
        {"HTTPS://proxy.example:8443", ProxyScheme::Https, "proxy.example", 8443},
        {"socks5h://127.0.0.1:9050", ProxyScheme::Socks5, "127.0.0.1", 9050},
        {"socks4a://127.0.0.1:9050", ProxyScheme::Socks4, "127.0.0.1", 9050},
        {"http://[2001:db8::1]:3128", ProxyScheme::Http, "2001:db8::1", 3128},
        {"2001:db8::1", ProxyScheme::Http, "2001:db8::1", 80},
        {"proxy.example", ProxyScheme::Http, "proxy.example", 80},
        {"https://proxy.example", ProxyScheme::Https, "proxy.example", 443},
        {"socks://proxy.example", ProxyScheme::Socks5, "proxy.example", 1080},
        {"proxy.example:0", ProxyScheme::Http, "proxy.example", 0},
        {"proxy.example:", ProxyScheme::Http, "proxy.example", 0},
        {"proxy.example:99999", ProxyScheme::Http, "proxy.example", 0},
        {"proxy.example:80a", ProxyScheme::Http, "proxy.example", 0},
        {"http://", ProxyScheme::Http, "", 80},
        {"http://:3128", ProxyScheme::Http, "", 3128},
        {"-bad-.example:3128", ProxyScheme::Http, "", 3128},
        {"gopher://proxy.example:70", ProxyScheme::Http, "", 0},
        {"[2001:db8::1:3128", ProxyScheme::Http, "", 0},
        {"a b c", ProxyScheme::Http, "", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const ConfiguredProxy proxy = read(row.text);
        CHECK(proxy.scheme == row.scheme);
        CHECK(proxy.host == QString::fromLatin1(row.host));
        CHECK(proxy.port == row.port);
        CHECK_FALSE(proxy.hasCredentials);
    }
}

TEST_CASE("proxy text: user names and passwords are not kept, whatever letters they hold")
{
    for (const char* text :
         {"http://anna:s3cret@proxy.example:3128", "anna:s3cret@proxy.example:3128",
          "http://anna:s3c/r@e#t?@proxy.example:3128/", "http://anna@proxy.example:3128"}) {
        CAPTURE(text);
        const ConfiguredProxy proxy = read(text);
        CHECK(proxy.host == QStringLiteral("proxy.example"));
        CHECK(proxy.port == 3128);
        CHECK(proxy.hasCredentials);
        CHECK_FALSE(proxy.raw.contains(QStringLiteral("s3c")));
        CHECK_FALSE(proxy.raw.contains(QStringLiteral("anna")));
    }
    CHECK(readScriptAddress(QStringLiteral("http://anna:s3cret@wpad.example/p.pac")).toString() ==
          QStringLiteral("http://wpad.example/p.pac"));
}

TEST_CASE("proxy text: absurdly long settings are cut")
{
    CHECK(readProxyText(QString(100000, u'x')).raw.size() == 200);
    CHECK(readProxyText(QString(100000, u'x')).host.isEmpty());
    CHECK(readBypassList(QString(100000, u',') + QStringLiteral("a")).isEmpty());
    CHECK(readBypassList(QStringLiteral("a,").repeated(5000)).size() == 500);
    CHECK(readScriptAddress(QString(70000, u'x')).isEmpty());
}

TEST_CASE("proxy text: host and port from two fields, one of them broken")
{
    CHECK(readProxyParts(QStringLiteral("p.example"), 8080, ProxyScheme::Http).port == 8080);
    CHECK(readProxyParts(QStringLiteral("p.example"), 0, ProxyScheme::Http).port == 0);
    CHECK(readProxyParts(QStringLiteral("p.example"), 70000, ProxyScheme::Http).port == 0);
    const auto pasted =
        readProxyParts(QStringLiteral("http://u:pw@p.example"), 1080, ProxyScheme::Socks5);
    CHECK(pasted.host == QStringLiteral("p.example"));
    CHECK(pasted.raw == QStringLiteral("http://p.example:1080"));
}

TEST_CASE("proxy text: where scripts lie, and lists of exceptions")
{
    CHECK(readScriptAddress(QStringLiteral("/etc/p.pac")) ==
          QUrl(QStringLiteral("file:///etc/p.pac")));
    CHECK(readScriptAddress(QStringLiteral("wpad.dat")).isEmpty());
    CHECK(readScriptAddress(QString()).isEmpty());
    CHECK(readBypassList(QStringLiteral("a, b;c  d\te")) ==
          QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                      QStringLiteral("d"), QStringLiteral("e")});
}
