#include "core/fix/words.h"
#include "tests/catch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace reconnect;

namespace {

const QList<Change> oneOfEach{
    TurnOffProxy{QStringLiteral("etc-environment"), QStringLiteral("/etc/environment"), false},
    RemoveHostsPins{{QStringLiteral("zoom.us"), QStringLiteral("us02web.zoom.us")}},
    AllowZoom{
        QStringLiteral("ufw"),
        {QHostAddress(QStringLiteral("203.0.113.5")), QHostAddress(QStringLiteral("2001:db8::5"))}},
    MoveZoomDataAside{},
    FlushDns{},
    SetClock{-7200},
    RestartZoom{},
    ReinstallZoom{QStringLiteral("deb"), QStringLiteral("/var/tmp/zoom amd64.deb")},
    RestartComputer{},
};

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char('|'));
}

QStringList with(QStringList list, qsizetype at, const QString& word)
{
    list[at] = word;
    return list;
}

} // namespace

TEST_CASE("change: one of each kind survives the journal and the command line")
{
    REQUIRE(oneOfEach.size() == qsizetype(std::variant_size_v<Change>));
    QSet<QString> tokens;
    for (const Change& change : oneOfEach) {
        INFO(token(change).toStdString());
        CHECK(size_t(tokens.size()) == change.index());
        tokens.insert(token(change));
        const QByteArray disk = QJsonDocument(toJson(change)).toJson();
        const auto read = changeFromJson(QJsonDocument::fromJson(disk).object());
        REQUIRE(read);
        CHECK(*read == change);
        const auto argued = changeFromArguments(toArguments(change));
        REQUIRE(argued);
        CHECK(*argued == change);
        CHECK(toArguments(change).first() == token(change));
        CHECK(sentenceFor(change).endsWith(QLatin1Char('.')));
    }
}

TEST_CASE("change: its words on a command line stay what they are")
{
    CHECK(toArguments(oneOfEach[0]) ==
          words("turn-off-proxy|source=etc-environment|place=/etc/environment|script=no"));
    CHECK(toArguments(oneOfEach[1]) == words("remove-hosts-pins|names=zoom.us,us02web.zoom.us"));
    CHECK(toArguments(oneOfEach[2]) ==
          words("allow-zoom|product=ufw|addresses=203.0.113.5,2001:db8::5"));
    CHECK(toArguments(oneOfEach[5]) == words("set-clock|offset-seconds=-7200"));
    CHECK(toArguments(oneOfEach[7]) ==
          words("reinstall-zoom|kind=deb|package=/var/tmp/zoom amd64.deb"));
    // A place may hold whatever a file's name does.
    const auto odd = changeFromArguments(
        words("turn-off-proxy|source=profile|place=/etc/profile.d/a=b,\xc3\xa4 .sh|script=yes"));
    REQUIRE(odd);
    CHECK(std::get<TurnOffProxy>(*odd).place == QStringLiteral("/etc/profile.d/a=b,ä .sh"));
    CHECK(std::get<TurnOffProxy>(*odd).script);
}

TEST_CASE("change: hostile words are refused")
{
    const char* rows[] = {
        "",
        "shell",
        "FLUSH-DNS",
        "flush-dns ",
        "flush-dns|",
        "flush-dns|x=1",
        "--help",
        "turn-off-proxy",
        "turn-off-proxy|source=gnome|place=GNOME",
        "turn-off-proxy|place=GNOME|source=gnome|script=no",
        "turn-off-proxy|source=gnome|source=gnome|script=no",
        "turn-off-proxy|source=gnome|place=GNOME|script=no|more=1",
        "turn-off-proxy|source=gnome|place=GNOME|script=maybe",
        "turn-off-proxy|source=gnome|place=GNOME|script=",
        "turn-off-proxy|source=|place=GNOME|script=no",
        "turn-off-proxy|source=../x|place=GNOME|script=no",
        "turn-off-proxy|source=-gnome|place=GNOME|script=no",
        "turn-off-proxy|source=gnome|place=|script=no",
        "turn-off-proxy|source=gnome|place=a\nb|script=no",
        "turn-off-proxy|source=gnome|place=a\x7f|script=no",
        "turn-off-proxy|source=gnome|place=a\xe2\x80\xa8|script=no", // a line separator
        "remove-hosts-pins|names=",
        "remove-hosts-pins|names=,",
        "remove-hosts-pins|names=zoom.us,",
        "remove-hosts-pins|names=Zoom.us",
        "remove-hosts-pins|names=zoom.us.",
        "remove-hosts-pins|names=localhost",
        "remove-hosts-pins|names=zoom.us.evil.example",
        "remove-hosts-pins|names=notzoom.us",
        "remove-hosts-pins|names=zoom.us,bank.example",
        "remove-hosts-pins|names=zoom.us bank.example",
        "remove-hosts-pins|names=*.zoom.us",
        "allow-zoom|product=ufw|addresses=",
        "allow-zoom|product=ufw|addresses=0.0.0.0",
        "allow-zoom|product=ufw|addresses=0.0.0.0/0",
        "allow-zoom|product=ufw|addresses=203.0.113.0/24",
        "allow-zoom|product=ufw|addresses=203.0.113.5,",
        "allow-zoom|product=ufw|addresses=1",
        "allow-zoom|product=ufw|addresses=0x7f.1",
        "allow-zoom|product=ufw|addresses=127.0.0.1",
        "allow-zoom|product=ufw|addresses=::",
        "allow-zoom|product=ufw|addresses=::1",
        "allow-zoom|product=ufw|addresses=fe80::1%eth0",
        "allow-zoom|product=ufw|addresses=fe80::1",
        "allow-zoom|product=ufw|addresses=2001:DB8::5",
        "allow-zoom|product=ufw|addresses=224.0.0.1",
        "allow-zoom|product=ufw|addresses=255.255.255.255",
        "allow-zoom|product=ufw|addresses=zoom.us",
        "allow-zoom|product=ufw; reboot|addresses=203.0.113.5",
        "set-clock|offset-seconds=",
        "set-clock|offset-seconds=0",
        "set-clock|offset-seconds=+5",
        "set-clock|offset-seconds=05",
        "set-clock|offset-seconds=5.0",
        "set-clock|offset-seconds=1e3",
        "set-clock|offset-seconds=99999999999",
        "set-clock|offset-seconds=99999999999999999999999",
        "set-clock|offset-seconds=-9223372036854775808",
        "reinstall-zoom|kind=deb|package=zoom.deb",
        "reinstall-zoom|kind=deb|package=/",
        "reinstall-zoom|kind=deb|package=/tmp/../etc/passwd",
        "reinstall-zoom|kind=deb|package=/tmp//zoom.deb",
        "reinstall-zoom|kind=deb|package=/tmp/./zoom.deb",
        "reinstall-zoom|kind=deb|package=/tmp/",
        "reinstall-zoom|kind=deb|package=-zoom.deb",
        "reinstall-zoom|kind=|package=/tmp/zoom.deb",
        "reinstall-zoom|kind=de b|package=/tmp/zoom.deb",
    };
    for (const char* row : rows) {
        INFO(row);
        const auto change = changeFromArguments(words(row));
        REQUIRE_FALSE(change);
        CHECK(change.error().code == ErrorCode::Malformed);
        CHECK(change.error().detail.size() <= 200);
    }
    CHECK_FALSE(changeFromArguments({}));

    const QStringList proxy = toArguments(oneOfEach[0]);
    const QString place = QStringLiteral("place=");
    CHECK(changeFromArguments(with(proxy, 2, place + QString(4096, QLatin1Char('a')))));
    CHECK_FALSE(changeFromArguments(with(proxy, 2, place + QString(4097, QLatin1Char('a')))));
    CHECK_FALSE(changeFromArguments(with(proxy, 2, place + QChar(0))));
    CHECK_FALSE(changeFromArguments(with(proxy, 2, place + QChar(0xd800)))); // half a letter
    QStringList many;
    for (int i = 0; i < 65; ++i)
        many.append(QStringLiteral("a%1.zoom.us").arg(i));
    CHECK_FALSE(changeFromArguments(with(toArguments(oneOfEach[1]), 1,
                                         QStringLiteral("names=") + many.join(QLatin1Char(',')))));
    many.removeLast();
    CHECK(changeFromArguments(with(toArguments(oneOfEach[1]), 1,
                                   QStringLiteral("names=") + many.join(QLatin1Char(',')))));
}

TEST_CASE("change: JSON of another shape is refused")
{
    const char* rows[] = {
        R"({})",
        R"({"change": 5})",
        R"({"change": "shell", "line": "reboot"})",
        R"({"change": "flush-dns", "more": 1})",
        R"({"change": "turn-off-proxy", "source": "gnome", "place": "G"})",
        R"({"change": "turn-off-proxy", "source": "gnome", "place": "G", "script": "no"})",
        R"({"change": "turn-off-proxy", "source": "gnome", "place": ["G"], "script": true})",
        R"({"change": "turn-off-proxy", "source": null, "place": "G", "script": true})",
        R"({"change": "remove-hosts-pins", "names": "zoom.us"})",
        R"({"change": "remove-hosts-pins", "names": []})",
        R"({"change": "remove-hosts-pins", "names": ["zoom.us", 5]})",
        R"({"change": "remove-hosts-pins", "names": ["zoom.us,zoom.com"]})",
        R"({"change": "set-clock", "offset-seconds": "5"})",
        R"({"change": "set-clock", "offset-seconds": 5.5})",
        R"({"change": "set-clock", "offset-seconds": 1e300})",
        R"({"change": "set-clock", "offset-seconds": 0})",
    };
    for (const char* row : rows) {
        INFO(row);
        const auto json = QJsonDocument::fromJson(row);
        REQUIRE(json.isObject());
        const auto change = changeFromJson(json.object());
        REQUIRE_FALSE(change);
        CHECK(change.error().code == ErrorCode::Malformed);
    }
}

TEST_CASE("change: what can be taken back is a property of its kind")
{
    int reversible = 0;
    for (const Change& change : oneOfEach)
        reversible += isReversible(change) ? 1 : 0;
    CHECK(reversible == 4);
    CHECK(isReversible(MoveZoomDataAside{}));
    CHECK_FALSE(isReversible(ReinstallZoom{}));
}

TEST_CASE("change: every error has a plain sentence")
{
    QSet<QString> sentences;
    for (int code = 0; code <= int(ErrorCode::Failed); ++code) {
        for (const Change& change : oneOfEach) {
            const bool forPeople = ErrorCode(code) == ErrorCode::Unsupported ||
                                   ErrorCode(code) == ErrorCode::NoConsent ||
                                   ErrorCode(code) == ErrorCode::Cancelled ||
                                   ErrorCode(code) == ErrorCode::HalfDone;
            const Error error{ErrorCode(code),
                              forPeople ? QString() : QStringLiteral("ENOSPC /var/x")};
            for (const QString& sentence :
                 {sentenceFor(error, change), undoSentenceFor(error, change)}) {
                CHECK(sentence.endsWith(QLatin1Char('.')));
                CHECK(sentence.count(QLatin1String(". ")) <= 1); // two at most
                CHECK_FALSE(sentence.contains(QStringLiteral("ENOSPC")));
            }
        }
        sentences.insert(sentenceFor({ErrorCode(code), {}}, ReinstallZoom{}));
    }
    CHECK(sentences.size() == int(ErrorCode::Failed) + 1); // each its own
    // What can be done by hand is told.
    CHECK(sentenceFor({ErrorCode::Unsupported, QStringLiteral("Run it as root.")}, FlushDns{}) ==
          QStringLiteral("Run it as root."));
}
