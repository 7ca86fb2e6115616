#include "core/net/http_date.h"
#include "core/net/status_page.h"
#include "tests/catch.h"

#include <QFile>

using namespace reconnect;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

QString complaint(const QByteArray& json)
{
    const auto page = parseStatusPage(json);
    return page ? QString() : page.error().detail;
}

} // namespace

TEST_CASE("status page: an outage is read with its incidents, parts and works under way")
{
    QFile file(QStringLiteral(TEST_DATA "/fuzz/status_page/outage.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const auto page = parseStatusPage(file.readAll());
    REQUIRE(page);
    CHECK(page->indicator == text("major"));
    REQUIRE(page->incidents.size() == 1);
    CHECK(page->incidents[0].name == text("Users can't join meetings"));
    CHECK(page->incidents[0].impact == text("major"));
    CHECK(page->incidents[0].status == text("identified"));
    CHECK(page->incidents[0].since == text("2026-01-05T08:00:00.000Z"));
    REQUIRE(page->components.size() == 1);
    CHECK(page->components[0].status == text("major_outage"));
    REQUIRE(page->maintenance.size() == 1);
    CHECK(page->maintenance[0].until == text("2026-01-05T12:00:00.000Z"));
}

TEST_CASE("status page: what is no status page is told apart")
{
    CHECK(complaint("") == text("not-json"));
    CHECK(complaint("<html>") == text("not-json"));
    CHECK(complaint(QByteArray(100000, '[')) == text("not-json"));
    CHECK(complaint("[]") == text("wrong-shape"));
    CHECK(complaint("{}") == text("wrong-shape"));
    CHECK(complaint(R"({"status": "none"})") == text("wrong-shape"));
    CHECK(complaint(R"({"status": {"indicator": 1}})") == text("wrong-shape"));
    CHECK(complaint(R"({"status": {"indicator": "fine"}})") == text("wrong-shape"));
}

TEST_CASE("status page: hostile lists and texts are bounded, odd entries left out")
{
    QByteArray many;
    for (int i = 0; i < 50; ++i)
        many += R"({"name": ")" + QByteArray(5000, 'x') + R"(", "status": "in_progress"},)";
    const QByteArray list =
        "[1, null, {}, {\"name\": 5}, {\"name\": \"a\", \"status\": \"resolved\"}," + many + "[]]";
    const auto page = parseStatusPage(R"({"status": {"indicator": "none"}, "incidents": )" + list +
                                      R"(, "components": )" + list +
                                      R"(, "scheduled_maintenances": )" + list + "}");
    REQUIRE(page);
    CHECK(page->incidents.size() == 5);
    CHECK(page->components.size() == 10);
    CHECK(page->maintenance.size() == 5);
    CHECK(page->incidents[0].name.size() == 200);
}

TEST_CASE("http date: the one valid form is read, in UTC")
{
    const auto date = parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT");
    REQUIRE(date);
    CHECK(*date == QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC));
    CHECK(parseHttpDate("Sat, 31 Dec 2016 23:59:60 GMT"));
}

TEST_CASE("http date: anything else is no date")
{
    const char* wrong =
        GENERATE("", "now", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
                 "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
                 "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ",
                 "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                 "Sun, 06 Nov -994 08:49:37 GMT", "Xxx, 00 Nov 1994 08:49:37 GMT");
    INFO(wrong);
    CHECK_FALSE(parseHttpDate(wrong));
}
