#include "platform/pac_engine.h"

#include "platform/command_runner.h"
#include "tests/catch.h"
#include "tests/support/wait.h"

#include <QCoreApplication>

#include <optional>

using namespace reconnect;
using namespace reconnect::test;

namespace {

Result<QString> evaluate(const QByteArray& script, int timeoutMs = 2000)
{
    ProcessRunner runner;
    ProcessPacEngine engine(runner, QCoreApplication::applicationDirPath() +
                                        QStringLiteral("/reconnect2026-pac"));
    QObject context;
    std::optional<Result<QString>> result;
    engine.evaluate(script, QUrl(QStringLiteral("https://user:secret@zoom.us/j/1?pwd=2")),
                    timeoutMs, &context,
                    [&](Result<QString> answer) { result = std::move(answer); });
    REQUIRE(waitFor([&] { return result.has_value(); }, 8000));
    return *result;
}

// Evaluates one expression of the functions that scripts may call.
QString value(const QByteArray& expression)
{
    const auto result =
        evaluate("function FindProxyForURL(url, host) { return String(" + expression + "); }");
    return result ? *result : QStringLiteral("error: ") + result.error().detail;
}

} // namespace

TEST_CASE("pac: what the script returns comes back")
{
    const auto result = evaluate("function FindProxyForURL(url, host) {"
                                 " return 'PROXY ' + host + ':8080; DIRECT'; }");
    REQUIRE(result);
    CHECK(*result == QStringLiteral("PROXY zoom.us:8080; DIRECT"));
}

TEST_CASE("pac: the script sees neither path nor credentials")
{
    CHECK(value("url") == QStringLiteral("https://zoom.us/"));
}

TEST_CASE("pac: a broken script is malformed, and says why")
{
    const QByteArray broken =
        GENERATE(QByteArray("function FindProxyForURL(url, host) {"), QByteArray("var x = 1;"),
                 QByteArray("<html>Not found</html>"),
                 QByteArray("function FindProxyForURL() { throw new Error('no'); }"),
                 QByteArray("function FindProxyForURL() { return 7; }"), QByteArray(""),
                 QByteArray("\x00\xff\xfe", 3));
    const auto result = evaluate(broken);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::Malformed);
    CHECK_FALSE(result.error().detail.isEmpty());
}

TEST_CASE("pac: a script that loops for ever is ended in time")
{
    QElapsedTimer clock;
    clock.start();
    const auto result = evaluate("function FindProxyForURL() { for (;;) ; }", 300);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::TimedOut);
    CHECK(clock.elapsed() < 1500);
}

TEST_CASE("pac: a script that eats memory is stopped at its bound")
{
    const QByteArray hungry =
        GENERATE(QByteArray("var s = 'x'; function FindProxyForURL() { for (;;) s += s; }"),
                 QByteArray("var a = []; function FindProxyForURL() { for (;;) a.push({}); }"),
                 QByteArray("function FindProxyForURL() { return new ArrayBuffer(1 << 30); }"));
    const auto result = evaluate(hungry, 6000);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::TooLarge);
}

TEST_CASE("pac: a script that calls itself for ever is an error, not a crash")
{
    const auto result =
        evaluate("function f() { return f() + 1; } function FindProxyForURL() { return f(); }");
    REQUIRE_FALSE(result);
    CHECK((result.error().code == ErrorCode::Malformed ||
           result.error().code == ErrorCode::TooLarge));
}

TEST_CASE("pac: a script or an answer that is too large is refused")
{
    CHECK(evaluate(QByteArray(2 << 20, ' ')).error().code == ErrorCode::TooLarge);
    CHECK(evaluate("function FindProxyForURL() { return Array(9000).join('x'); }").error().code ==
          ErrorCode::TooLarge);
}

TEST_CASE("pac: a missing program is an error of its own")
{
    ProcessRunner runner;
    ProcessPacEngine engine(runner, QStringLiteral("/nowhere/reconnect2026-pac"));
    QObject context;
    std::optional<Result<QString>> result;
    engine.evaluate("", QUrl(QStringLiteral("https://zoom.us/")), 500, &context,
                    [&](Result<QString> answer) { result = std::move(answer); });
    REQUIRE(waitFor([&] { return result.has_value(); }));
    CHECK(result->error().code == ErrorCode::NotFound);
}

TEST_CASE("pac: host functions")
{
    CHECK(value("isPlainHostName('www')") == QStringLiteral("true"));
    CHECK(value("isPlainHostName('www.zoom.us')") == QStringLiteral("false"));
    CHECK(value("dnsDomainIs('a.ZOOM.us', '.zoom.us')") == QStringLiteral("true"));
    CHECK(value("dnsDomainIs('zoom.us.example', 'zoom.us')") == QStringLiteral("false"));
    CHECK(value("localHostOrDomainIs('www', 'www.zoom.us')") == QStringLiteral("true"));
    CHECK(value("localHostOrDomainIs('www.zoom.com', 'www.zoom.us')") == QStringLiteral("false"));
    CHECK(value("dnsDomainLevels('us02web.zoom.us')") == QStringLiteral("2"));
    CHECK(value("shExpMatch('http://a.zoom.us/x', '*.zoom.us/?')") == QStringLiteral("true"));
    CHECK(value("shExpMatch('zoom.us', 'zoom.u')") == QStringLiteral("false"));
    CHECK(value("shExpMatch('a.b', 'a?b')") == QStringLiteral("true"));
    CHECK(value("shExpMatch('axb', 'a.b')") == QStringLiteral("false"));
}

TEST_CASE("pac: a pattern made to be slow is matched in time")
{
    CHECK(value("shExpMatch(Array(3000).join('a'), Array(30).join('a*') + 'b')") ==
          QStringLiteral("false"));
}

TEST_CASE("pac: address functions")
{
    CHECK(value("isInNet('192.0.2.7', '192.0.2.0', '255.255.255.0')") == QStringLiteral("true"));
    CHECK(value("isInNet('192.0.3.7', '192.0.2.0', '255.255.255.0')") == QStringLiteral("false"));
    CHECK(value("isInNetEx('192.0.2.7', '192.0.2.0/24')") == QStringLiteral("true"));
    CHECK(value("isInNetEx('2001:db8::1', '2001:db8::/32')") == QStringLiteral("true"));
    CHECK(value("isInNetEx('2001:db9::1', '2001:db8::/32')") == QStringLiteral("false"));
    CHECK(value("dnsResolve('192.0.2.7')") == QStringLiteral("192.0.2.7"));
    CHECK(value("isResolvable('localhost')") == QStringLiteral("true"));
    CHECK(value("/^\\d+\\.\\d+\\.\\d+\\.\\d+$/.test(myIpAddress())") == QStringLiteral("true"));
}

TEST_CASE("pac: time functions")
{
    CHECK(value("weekdayRange('SUN', 'SAT')") == QStringLiteral("true"));
    CHECK(value("weekdayRange('MON', 'SUN', 'GMT')") == QStringLiteral("true"));
    CHECK(value("weekdayRange('nonsense')") == QStringLiteral("false"));
    CHECK(value("timeRange(0, 23)") == QStringLiteral("true"));
    CHECK(value("timeRange(0, 0, 23, 59)") == QStringLiteral("true"));
    CHECK(value("timeRange(0, 0, 0, 23, 59, 59, 'GMT')") == QStringLiteral("true"));
    CHECK(value("timeRange(1, 2, 3)") == QStringLiteral("false"));
    CHECK(value("dateRange('JAN', 'DEC')") == QStringLiteral("true"));
    CHECK(value("dateRange(1, 31)") == QStringLiteral("true"));
    CHECK(value("dateRange(1, 'JAN', 1990, 31, 'DEC', 1991)") == QStringLiteral("false"));
    CHECK(value("dateRange(1, 'JAN', 2020, 31, 'DEC', 2999)") == QStringLiteral("true"));
    CHECK(value("dateRange(1990)") == QStringLiteral("false"));
}
