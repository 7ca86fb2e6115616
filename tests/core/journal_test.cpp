#include "core/journal/journal.h"
#include "tests/catch.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>

using namespace reconnect;

namespace {

QString idAt(int second)
{
    return QStringLiteral("20261124-1015%1-123-9f2c").arg(second, 2, 10, QLatin1Char('0'));
}

Entry entryAt(int second)
{
    Entry entry;
    entry.id = idAt(second);
    entry.fix = Fix::RemoveHostsOverride;
    entry.change = RemoveHostsPins{{QStringLiteral("zoom.us")}};
    entry.when = QDateTime(QDate(2026, 11, 24), QTime(10, 15, second, 123), Qt::UTC);
    entry.phase = Entry::Phase::Applied;
    entry.before = {{QStringLiteral("content"), QStringLiteral("MTI3LjAuMC4xIHpvb20udXMK")}};
    entry.after = {{QStringLiteral("content"), QString()}};
    entry.said = QStringLiteral("said");
    return entry;
}

struct Place {
    QTemporaryDir temporary;
    QString folder = temporary.filePath(QStringLiteral("state/journal"));
    Journal journal{folder};

    QString path(const QString& name) const { return folder + QLatin1Char('/') + name; }
    void put(const QString& name, const QByteArray& content) const
    {
        REQUIRE(QDir().mkpath(folder));
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
    }
    QByteArray content(const QString& name) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
};

} // namespace

TEST_CASE("journal: an entry comes back as it was written")
{
    Place place;
    CHECK(place.journal.contents()->entries.isEmpty()); // no folder yet
    CHECK_FALSE(QFileInfo::exists(place.folder));       // reading makes none
    const Entry entry = entryAt(1);
    REQUIRE(place.journal.write(entry));
    const auto read = place.journal.entry(entry.id);
    REQUIRE(read);
    CHECK(toJson(*read) == toJson(entry));
    CHECK(read->change == entry.change);
    CHECK(read->when == entry.when);
    CHECK(read->before == entry.before);

    Entry kept = entry;
    kept.phase = Entry::Phase::Kept;
    REQUIRE(place.journal.write(kept)); // in place of the other
    CHECK(place.journal.contents()->entries.size() == 1);
    CHECK(place.journal.entry(entry.id)->phase == Entry::Phase::Kept);

    REQUIRE(place.journal.forget(entry.id));
    REQUIRE(place.journal.forget(entry.id)); // once more is no error
    CHECK(place.journal.entry(entry.id).error().code == ErrorCode::NotFound);
}

TEST_CASE("journal: the oldest comes first, in whatever order they were written")
{
    Place place;
    for (const int second : {30, 10, 20})
        REQUIRE(place.journal.write(entryAt(second)));
    const auto contents = place.journal.contents();
    REQUIRE(contents->entries.size() == 3);
    CHECK(contents->entries[0].id == idAt(10));
    CHECK(contents->entries[2].id == idAt(30));
}

TEST_CASE("journal: a folder of its own is hidden from others, its files are not")
{
    Place place;
    REQUIRE(place.journal.write(entryAt(1)));
    const auto others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    CHECK((QFileInfo(place.folder).permissions() & others) == QFile::Permissions());
    const auto file = QFileInfo(place.path(idAt(1) + QStringLiteral(".json"))).permissions();
    CHECK((file & (QFile::ReadOther | QFile::WriteOther | QFile::WriteGroup)) == QFile::ReadOther);
}

TEST_CASE("journal: ids are made in one form, sort by time and lead nowhere else")
{
    const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5, 6), Qt::UTC);
    QSet<QString> ids;
    for (int i = 0; i < 20; ++i) {
        const QString id = newEntryId(now);
        CHECK(isEntryId(id));
        CHECK(id.startsWith(QStringLiteral("20260102-030405-006-")));
        ids.insert(id);
    }
    CHECK(ids.size() > 15);
    for (const char* text :
         {"", "..", "../20261124-101501-123-9f2c", "20261124-101501-123-9f2c/", "-1",
          "20261124-101501-123-9F2C", "20261124-101501-123-9f2c\n", "20261124-101501-123-9f2",
          "20261124-101501-123-9f2cc", "\u0662\u0660261124-101501-123-9f2c"}) {
        INFO(text);
        CHECK_FALSE(isEntryId(QString::fromUtf8(text)));
    }
    Place place;
    place.put(QStringLiteral("other.json"), "{}");
    CHECK(place.journal.entry(QStringLiteral("other")).error().code == ErrorCode::NotFound);
    REQUIRE(place.journal.forget(QStringLiteral("other")));
    CHECK(QFileInfo::exists(place.path(QStringLiteral("other.json"))));
    Entry forged = entryAt(1);
    forged.id = QStringLiteral("../x");
    CHECK_FALSE(place.journal.write(forged));
}

TEST_CASE("journal: a damaged file is named and kept, and hides no other")
{
    Place place;
    REQUIRE(place.journal.write(entryAt(1)));
    const QByteArray good = place.content(idAt(1) + QStringLiteral(".json"));
    const auto changed = [&good](const char* from, const char* to) {
        QByteArray text = good;
        text.replace(idAt(1).toLatin1(), idAt(2).toLatin1());
        REQUIRE(text.contains(from));
        return text.replace(from, to);
    };
    const QList<QPair<const char*, QByteArray>> rows{
        {"empty", {}},
        {"truncated", good.left(good.size() / 2)},
        {"garbage", QByteArray("\0\xff{[", 4)},
        {"a list", "[]"},
        {"an empty object", "{}"},
        {"another schema", changed("\"schema\": 1", "\"schema\": 2")},
        {"another phase", changed("applied", "made")},
        {"another fix", changed("remove-hosts-override", "rm")},
        {"another change", changed("remove-hosts-pins", "remove-files")},
        {"another name", changed("\"zoom.us\"", "\"bank.example\"")},
        {"another time", changed("2026-11-24T", "yesterday")},
        {"the file's name is another entry's", good},
        {"nothing to tell before from after", changed("MTI3LjAuMC4xIHpvb20udXMK", "")},
        {"before is a text", changed("\"before\": {", "\"before\": \"\", \"b\": {")},
        {"nested too deeply", QByteArray(5000, '[')},
    };
    for (const auto& [name, content] : rows) {
        INFO(name);
        place.put(idAt(2) + QStringLiteral(".json"), content);
        const auto contents = place.journal.contents();
        REQUIRE(contents);
        CHECK(contents->entries.size() == 1);
        REQUIRE(contents->damaged.size() == 1);
        CHECK(contents->damaged.first().code == ErrorCode::Malformed);
        CHECK(contents->damaged.first().detail == idAt(2) + QStringLiteral(".json"));
        CHECK(place.journal.entry(idAt(2)).error().code == ErrorCode::Malformed);
        CHECK(place.content(idAt(2) + QStringLiteral(".json")) == content);
    }
}

TEST_CASE("journal: what is no plain file of bounded size is damaged, and not followed")
{
    Place place;
    REQUIRE(place.journal.write(entryAt(1)));
    const QString name = idAt(2) + QStringLiteral(".json");
    SECTION("oversized")
    {
        place.put(name, "{");
        QFile file(place.path(name));
        REQUIRE(file.open(QIODevice::ReadWrite));
        REQUIRE(file.resize((40 << 20) + 1)); // takes no room on the disk
    }
    SECTION("a link to an entry")
    {
        REQUIRE(QFile::link(place.path(idAt(1) + QStringLiteral(".json")), place.path(name)));
    }
    SECTION("a link to nothing")
    {
        REQUIRE(QFile::link(QStringLiteral("/nowhere"), place.path(name)));
    }
    SECTION("a folder")
    {
        REQUIRE(QDir(place.folder).mkdir(name));
    }
    SECTION("somebody else's name")
    {
        place.put(QStringLiteral("notes.json"), "{}");
    }
    const auto contents = place.journal.contents();
    REQUIRE(contents);
    CHECK(contents->entries.size() == 1);
    REQUIRE(contents->damaged.size() == 1);
    CHECK(contents->damaged.first().code == ErrorCode::Malformed);
}

TEST_CASE("journal: what a link leads to is never overwritten")
{
    Place place;
    place.put(QStringLiteral("victim"), "theirs");
    REQUIRE(QFile::link(place.path(QStringLiteral("victim")),
                        place.path(idAt(1) + QStringLiteral(".json"))));
    CHECK(place.journal.write(entryAt(1)).error().code == ErrorCode::NotPermitted);
    CHECK(place.content(QStringLiteral("victim")) == "theirs");
}

TEST_CASE("journal: what is not on the disk for good is not written")
{
    QTemporaryDir temporary;
    QStringList synced;
    bool lasts = true;
    const QString folder = temporary.filePath(QStringLiteral("journal"));
    Journal journal(folder, [&](const QString& which) {
        synced.append(which);
        return lasts;
    });
    REQUIRE(journal.write(entryAt(1)));
    // The folder's own name, and the file's in it.
    CHECK(synced == QStringList{temporary.path(), folder});
    lasts = false;
    CHECK(journal.write(entryAt(2)).error().code == ErrorCode::Failed);
}

TEST_CASE("journal: a place where nothing can be written says so")
{
    Place place;
    place.put(QStringLiteral("file"), "x");
    Journal inFile(place.path(QStringLiteral("file/journal")));
    CHECK_FALSE(inFile.write(entryAt(1)));
    Journal isFile(place.path(QStringLiteral("file")));
    CHECK_FALSE(isFile.write(entryAt(1)));
    CHECK(isFile.contents().error().code == ErrorCode::NotPermitted);
    Journal nowhere(QStringLiteral("/proc/journal"));
    CHECK_FALSE(nowhere.write(entryAt(1)));
    CHECK_FALSE(nowhere.hold(0));
}

TEST_CASE("journal: a state too large to be read back is not written")
{
    Place place;
    Entry entry = entryAt(1);
    entry.before.insert(QStringLiteral("content"), QString(41 << 20, QLatin1Char('a')));
    CHECK(place.journal.write(entry).error().code == ErrorCode::TooLarge);
    CHECK(place.journal.contents()->damaged.isEmpty());
}

TEST_CASE("journal: one holds it at a time, and the next when it is let go")
{
    Place place;
    {
        const auto first = place.journal.hold(0);
        REQUIRE(first);
        CHECK(Journal(place.folder).hold(0).error().code == ErrorCode::Busy);
    }
    CHECK(Journal(place.folder).hold(0));
    CHECK(place.journal.contents()->damaged.isEmpty()); // the lock is none of its entries
}

TEST_CASE("journal: what a write that was cut off left behind is no entry")
{
    Place place;
    place.put(idAt(1) + QStringLiteral(".json.Ab12Cd"), "{\"schema\"");
    CHECK(place.journal.contents()->entries.isEmpty());
    CHECK(place.journal.contents()->damaged.isEmpty());
}
