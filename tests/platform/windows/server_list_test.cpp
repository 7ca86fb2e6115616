#include "platform/windows/proxy/server_list.h"

#include "core/net/proxy_bypass.h"
#include "tests/catch.h"

using namespace reconnect;
using namespace reconnect::windows_os;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

TEST_CASE("windows server list: the one for HTTPS counts, then one for all, then SOCKS")
{
    struct Row {
        const char* list;
        const char* host;
        int port;
        ProxyScheme scheme = ProxyScheme::Http;
    };
    for (const Row& row : {
             Row{"a:1", "a", 1},
             Row{"a", "a", 80},
             Row{"http=a:1;https=b:2;socks=c:3", "b", 2},
             Row{"http=a:1 https=b:2", "b", 2},
             Row{"HTTPS=B:2", "b", 2},
             Row{"http=a:1;c:3", "c", 3},
             Row{"http=a:1;socks=c:3", "c", 3, ProxyScheme::Socks4},
             Row{"socks=c", "c", 1080, ProxyScheme::Socks4},
             Row{"socks=socks5://c:3", "c", 3, ProxyScheme::Socks5},
             Row{"https://a:1", "a", 1, ProxyScheme::Https},
             Row{"https=https://a:1", "a", 1, ProxyScheme::Https},
             Row{"http://a:1/?b=c", "a", 1},
             Row{"https=;a:1", "a", 1},
             Row{"b:2;a:1", "b", 2},
             Row{"[2001:db8::1]:3128", "2001:db8::1", 3128},
             Row{" ;; a:1 ", "a", 1},
             Row{"https=not a host", "not", 80},
             Row{"a:99999", "a", 0},
         }) {
        CAPTURE(row.list);
        const auto proxy = readServerList(text(row.list));
        REQUIRE(proxy);
        CHECK(proxy->host == text(row.host));
        CHECK(proxy->port == row.port);
        CHECK(proxy->scheme == row.scheme);
        CHECK(proxy->kind == ProxyKind::Manual);
    }
}

TEST_CASE("windows server list: what is not for HTTPS names nothing")
{
    for (const char* list : {"", ";", "http=a:1", "ftp=a:1;http=b:2", "https=", "gopher=a"}) {
        CAPTURE(list);
        CHECK_FALSE(readServerList(text(list)));
    }
}

TEST_CASE("windows server list: user names are not kept, and long lists end")
{
    const auto proxy = readServerList(text("https=me:secret@a:1"));
    REQUIRE(proxy);
    CHECK(proxy->hasCredentials);
    CHECK(proxy->raw == text("a:1"));
    CHECK_FALSE(readServerList(QString(100000, u';') + text("a:1")));
    CHECK_FALSE(readServerList(QString(60, u'x').prepend(text("http=")).append(u';').repeated(60) +
                               text("a:1")));
}

TEST_CASE("windows exceptions: as core understands them, without those of other schemes")
{
    const auto list =
        readExceptions(text("<local>;*.zoom.us; 10.*;http://plain.example;https://*.example.com"));
    CHECK(list == QStringList{text("<local>"), text("*.zoom.us"), text("10.*"),
                              text("https://*.example.com")});
    CHECK(bypassesProxy(list, text("us05web.zoom.us"), 443));
    CHECK_FALSE(bypassesProxy(list, text("zoom.us"), 443));
    CHECK(bypassesProxy(list, text("printer"), 443));
    CHECK(bypassesProxy(list, text("10.1.2.3"), 443));
    CHECK(bypassesProxy(list, text("a.example.com"), 443));
    CHECK_FALSE(bypassesProxy(list, text("plain.example"), 443));
    CHECK(readExceptions({}).isEmpty());
}
