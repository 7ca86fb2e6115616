#include "core/net/proxy_bypass.h"
#include "platform/linux/proxy/proxy_environment.h"
#include "platform/linux/proxy/proxy_gnome.h"
#include "platform/linux/proxy/proxy_kde.h"
#include "tests/catch.h"

using namespace reconnect;
using namespace reconnect::linux_os;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

ConfiguredProxy gnome(const QByteArray& lines)
{
    const auto proxies = readGnomeProxy(lines);
    REQUIRE(proxies);
    REQUIRE(proxies->size() == 1);
    return proxies->first();
}

ConfiguredProxy kde(const QByteArray& settings, const Variables& environment = {})
{
    const auto proxies = readKdeProxy({"[Proxy Settings]\n" + settings}, environment);
    REQUIRE(proxies.size() == 1);
    return proxies.first();
}

const QByteArray manual = "org.gnome.system.proxy mode 'manual'\n";

} // namespace

TEST_CASE("environment: the https one counts before all, all before http; small letters first")
{
    const auto proxies = proxiesOf({{text("http_proxy"), text("http://a:1")},
                                    {text("ALL_PROXY"), text("socks5://b:2")},
                                    {text("HTTPS_PROXY"), text("http://me:secret@c:3")},
                                    {text("https_proxy"), text(" d:4 ")},
                                    {text("all_proxy"), QString()},
                                    {text("no_proxy"), text("localhost,.example.com")}},
                                   text("environment"));
    REQUIRE(proxies.size() == 4);
    CHECK(proxies[0].place == text("https_proxy"));
    CHECK(proxies[0].host == text("d"));
    CHECK(proxies[1].place == text("HTTPS_PROXY"));
    CHECK(proxies[1].hasCredentials);
    CHECK(proxies[2].scheme == ProxyScheme::Socks5);
    CHECK(proxies[3].host == text("a"));
    CHECK(proxies[3].bypass == QStringList{text("localhost"), text(".example.com")});
    CHECK(proxies[3].source == text("environment"));
    CHECK(proxiesOf({{text("NO_PROXY"), text("*")}}, text("environment")).isEmpty());
}

TEST_CASE("files: assignments are read as a shell would, as far as that is certain")
{
    const auto variables =
        readAssignments("# export ALL_PROXY=http://commented:1\n"
                        "PATH=/bin\n"
                        "http_proxy=\"http://p.example:3128\" # why\n"
                        "export https_proxy=$http_proxy; export x=1\n"
                        "declare -x HTTPS_PROXY='http://$literal:1'\n"
                        "export HTTP_PROXY=${http_proxy}\n"
                        "if true; then\n    export all_proxy=http://conditional:1\nfi\n"
                        "ALL_PROXY=http://$(hostname):1\n"
                        "NO_PROXY=$UNKNOWN,a\n"
                        "no_proxy=a,b\n");
    CHECK(variables == Variables{{text("http_proxy"), text("http://p.example:3128")},
                                 {text("https_proxy"), text("http://p.example:3128")},
                                 {text("HTTPS_PROXY"), text("http://$literal:1")},
                                 {text("HTTP_PROXY"), text("http://p.example:3128")},
                                 {text("no_proxy"), text("a,b")}});
}

TEST_CASE("files: hostile ones end: no line end, unclosed quotes, variables that grow")
{
    CHECK(readAssignments("https_proxy=\"http://p:1").value(text("https_proxy")) ==
          text("http://p:1"));
    CHECK(readAssignments("https_proxy=" + QByteArray(100000, 'x')).isEmpty());
    QByteArray doubling = "no_proxy=aaaaaaaaaa\n";
    for (int i = 0; i < 100; ++i)
        doubling += "no_proxy=$no_proxy$no_proxy\n";
    CHECK(readAssignments(doubling).value(text("no_proxy")).size() <= 10000);
    CHECK(readAssignments(QByteArray(1000, '\0')).isEmpty());
}

TEST_CASE("files: pam_environment has a form of its own")
{
    const auto variables = readPamEnvironment("https_proxy DEFAULT=http://p.example:1\n"
                                              "http_proxy  OVERRIDE=\"http://q.example:2\"\n"
                                              "all_proxy=socks5://r.example:3\n"
                                              "ALL_PROXY http://none:1\n");
    CHECK(variables == Variables{{text("https_proxy"), text("http://p.example:1")},
                                 {text("http_proxy"), text("http://q.example:2")},
                                 {text("all_proxy"), text("socks5://r.example:3")}});
}

TEST_CASE("gnome: a manual https proxy and its exceptions")
{
    const auto proxy =
        gnome("org.gnome.system.proxy autoconfig-url 'http://wpad/x.pac'\n"
              "org.gnome.system.proxy ignore-hosts ['localhost', \"o'x\", 'a\\'b']\n" +
              manual +
              "org.gnome.system.proxy use-same-proxy true\n"
              "org.gnome.system.proxy.http enabled false\n"
              "org.gnome.system.proxy.http host 'h.example'\n"
              "org.gnome.system.proxy.https host 'p.example'\n"
              "org.gnome.system.proxy.https port 8443\n"
              "org.gnome.system.proxy.socks host 's.example'\n");
    CHECK(proxy.kind == ProxyKind::Manual);
    CHECK(proxy.host == text("p.example"));
    CHECK(proxy.port == 8443);
    CHECK(proxy.source == text("gnome"));
    CHECK(proxy.bypass == QStringList{text("localhost"), text("o'x"), text("a'b")});
    CHECK_FALSE(proxy.effective);
}

TEST_CASE("gnome: socks stands in where there is no https, http does not")
{
    const auto socks = gnome(manual + "org.gnome.system.proxy.https host ''\n"
                                      "org.gnome.system.proxy.socks host '127.0.0.1'\n"
                                      "org.gnome.system.proxy.socks port 9050\n");
    CHECK(socks.scheme == ProxyScheme::Socks5);
    CHECK(socks.port == 9050);
    CHECK(readGnomeProxy(manual + "org.gnome.system.proxy.http host 'h'\n")->isEmpty());
}

TEST_CASE("gnome: a script, its detection, none, and no answer at all")
{
    const QByteArray automatic = "org.gnome.system.proxy mode 'auto'\n";
    const auto script =
        gnome(automatic + "org.gnome.system.proxy autoconfig-url 'http://wpad.example/p.pac'\n");
    CHECK(script.kind == ProxyKind::Script);
    CHECK(script.script == QUrl(text("http://wpad.example/p.pac")));
    CHECK(gnome(automatic).kind == ProxyKind::Detect);
    CHECK(readGnomeProxy("org.gnome.system.proxy mode 'none'\n")->isEmpty());
    CHECK(readGnomeProxy("No such schema\n").error().code == ErrorCode::Malformed);
    CHECK(readGnomeProxy("org.gnome.system.proxy\norg.gnome.system.proxy x").error().code ==
          ErrorCode::Malformed);
    CHECK(gnome(manual + "org.gnome.system.proxy.https host 'unclosed\n").port == 0);
}

TEST_CASE("kde: both forms of a manual proxy")
{
    for (const char* form : {"httpsProxy=http://p.example 3128", "httpsProxy=http://p.example:3128",
                             "httpsProxy[$e]=p.example:3128"}) {
        CAPTURE(form);
        const auto proxy = kde(QByteArray("ProxyType=1\nNoProxyFor=localhost,.a.example\n") + form);
        CHECK(proxy.host == text("p.example"));
        CHECK(proxy.port == 3128);
        CHECK(proxy.bypass == QStringList{text("localhost"), text(".a.example")});
        CHECK(proxy.source == text("kde"));
    }
    const auto socks = kde("ProxyType=1\nsocksProxy=127.0.0.1 1080\nhttpProxy=http://h 1\n");
    CHECK(socks.scheme == ProxyScheme::Socks5);
    CHECK(readKdeProxy({"[Proxy Settings]\nProxyType=1\nhttpProxy=http://h 1\n"}, {}).isEmpty());
}

TEST_CASE("kde: a reversed list of exceptions is told")
{
    CHECK(kde("ProxyType=1\nhttpsProxy=p 1\nReversedException=true\nNoProxyFor=zoom.us").bypass ==
          QStringList{bypassReversed, text("zoom.us")});
}

TEST_CASE("kde: script, detection, environment and none")
{
    const auto script = kde("ProxyType=2\nProxy Config Script=http://wpad.example/p.pac\n");
    CHECK(script.kind == ProxyKind::Script);
    CHECK(script.script == QUrl(text("http://wpad.example/p.pac")));
    CHECK(kde("ProxyType=3\n").kind == ProxyKind::Detect);
    const auto named =
        kde("ProxyType=4\nhttpsProxy=MY_PROXY\nNoProxyFor=MY_NO\n",
            {{text("MY_PROXY"), text("http://e.example:7")}, {text("MY_NO"), text("b")}});
    CHECK(named.host == text("e.example"));
    CHECK(named.bypass == QStringList{text("b")});
    for (const char* type : {"ProxyType=0", "ProxyType=9", "ProxyType=x", "", "ProxyType=4"})
        CHECK(readKdeProxy({QByteArray("[Proxy Settings]\n") + type}, {}).isEmpty());
}

TEST_CASE("kde: the person's file hides the system's, but for what that makes immutable")
{
    const QByteArray own = "[Proxy Settings]\nProxyType=1\nhttpsProxy=own.example 1\n";
    const QByteArray system = "[Other]\nProxyType=3\n[Proxy Settings]\nhttpsProxy=sys.example 2\n"
                              "NoProxyFor=\\slocal\\\\host\n";
    const auto proxies = readKdeProxy({own, system}, {});
    REQUIRE(proxies.size() == 1);
    CHECK(proxies[0].host == text("own.example"));
    CHECK(proxies[0].bypass == QStringList{text("local\\host")});
    const QByteArray locked = "[Proxy Settings][$i]\nProxyType=0\n";
    CHECK(readKdeProxy({own, locked}, {}).isEmpty());
    CHECK(readKdeProxy({own, "[Proxy Settings]\nProxyType[$i]=0\n"}, {}).isEmpty());
    CHECK(readKdeProxy({"garbage\n[Proxy Settings\nProxyType=1"}, {}).isEmpty());
}
