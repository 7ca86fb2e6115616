#include "core/net/hosts_file.h"
#include "tests/catch.h"

using namespace reconnect;

namespace {

QStringList pinned(const QByteArray& file)
{
    QStringList list;
    for (const HostsLine& line : hostsLines(file, [](const QString& name) {
             return name.compare(QLatin1String("zoom.us"), Qt::CaseInsensitive) == 0;
         }))
        list.append(
            QStringLiteral("%1 %2 %3")
                .arg(QString::number(line.number), line.address.toString(), line.names.join(u',')));
    return list;
}

} // namespace

TEST_CASE("hosts file: names are found wherever they stand on a line")
{
    struct Case {
        const char* file;
        const char* line;
    };
    const auto good = GENERATE(values<Case>({
        {"192.0.2.1 zoom.us", "1 192.0.2.1 zoom.us"},
        {"127.0.0.1 localhost\n0.0.0.0 a b zoom.us c\n", "2 0.0.0.0 zoom.us"},
        {"127.0.0.1 localhost\r\n192.0.2.1\tzoom.us\r\n", "2 192.0.2.1 zoom.us"},
        {"\xef\xbb\xbf"
         "192.0.2.1 zoom.us\n",
         "1 192.0.2.1 zoom.us"},
        {"  192.0.2.1 \t ZOOM.us# mine", "1 192.0.2.1 ZOOM.us"},
        {"\n\n::1 zoom.us\n", "3 ::1 zoom.us"},
        {"2001:db8::1 zoom.us", "1 2001:db8::1 zoom.us"},
        {"192.0.2.1 zoom.us Zoom.us", "1 192.0.2.1 zoom.us,Zoom.us"},
    }));
    CAPTURE(good.file);
    CHECK(pinned(good.file) == QStringList{QString::fromLatin1(good.line)});
}

TEST_CASE("hosts file: what the resolver passes over counts for nothing")
{
    const auto idle = GENERATE(values<const char*>({
        "",
        "\n",
        "#192.0.2.1 zoom.us",
        "192.0.2.1 other # zoom.us",
        "192.0.2.1 notzoom.us",
        "192.0.2.1 zoom.us.example",
        "192.0.2.1",
        "zoom.us",
        "zoom.us 192.0.2.1",
        "127.1 zoom.us",
        "300.1.1.1 zoom.us",
        "x:y zoom.us",
        "192.0.2.1zoom.us",
    }));
    CAPTURE(idle);
    CHECK(pinned(idle).isEmpty());
}

TEST_CASE("hosts file: hostile ones are bounded")
{
    CHECK(pinned(QByteArray("192.0.2.1 zoom.us\n").repeated(1000)).size() == 64);
    const auto lines = pinned("192.0.2.1" + QByteArray(" zoom.us").repeated(1000));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].count(QStringLiteral("zoom.us")) == 16);
    CHECK(pinned("192.0.2.1 " + QByteArray(100000, 'z')).isEmpty());
    CHECK(pinned(QByteArray("192.0.2.1 zoom.us\0", 18)).isEmpty());
}
