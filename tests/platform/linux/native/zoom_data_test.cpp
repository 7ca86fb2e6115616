// What the client keeps, moved aside in real homes.
#include "platform/linux/native/plain_files.h"
#include "platform/linux/zoom/data_places.h"
#include "tests/support/setting_contract.h"

#include <QDirIterator>
#include <QFile>

using namespace reconnect;
using namespace reconnect::linux_os;
using namespace reconnect::test;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

struct Home {
    Home()
    {
        write(".zoom/data/zoomus.db", "signed in");
        write(".zoom/logs/log.txt", "2026");
        write(".config/zoomus.conf", "[General]");
        write(".config/zoom.conf.old", "not ours");
        write("Documents/Zoom/meeting.mp4", "precious");
    }

    void write(const char* name, const char* content) const
    {
        const QString path = folder.filePath(text(name));
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    QByteArray snapshot() const
    {
        QByteArrayList lines;
        QDirIterator all(folder.path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            const QFileInfo info(file.fileName());
            QByteArray line = QDir(folder.path()).relativeFilePath(file.fileName()).toUtf8();
            if (info.isSymLink())
                line += " -> " + info.symLinkTarget().toUtf8();
            else if (info.isFile() && file.open(QIODevice::ReadOnly))
                line += ": " + file.readAll();
            lines.append(line);
        }
        std::sort(lines.begin(), lines.end());
        return lines.join('\n');
    }

    QTemporaryDir folder;
    NativePlainFiles files;
    ZoomDataSetting setting{files, zoomDataPlaces(folder.path())};
};

const Change change = MoveZoomDataAside{};

} // namespace

TEST_CASE("zoom data: what the client keeps is moved aside and back")
{
    Home home;
    checkSettingContract(home.setting, change, [&] { return home.snapshot(); });
    CHECK(home.snapshot().contains("Documents/Zoom/meeting.mp4: precious"));
}

TEST_CASE("zoom data: data in a folder that a link leads to moves by its link")
{
    Home home;
    QDir(home.folder.path()).rename(text(".zoom"), text("Documents/elsewhere"));
    QFile::link(home.folder.filePath(text("Documents/elsewhere")),
                home.folder.filePath(text(".zoom")));
    checkSettingContract(home.setting, change, [&] { return home.snapshot(); });
}

TEST_CASE("zoom data: new data of the client is kept when the old comes back")
{
    Home home;
    const QByteArray before = home.snapshot();
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State old = readOf(home.setting, change, id);
    const State aside = goalOf(home.setting, change, id, old);
    putOf(home.setting, change, id, old, aside);
    home.write(".zoom/data/zoomus.db", "somebody else signed in");
    CHECK(readOf(home.setting, change, id) == aside);
    putOf(home.setting, change, id, aside, old);
    const QByteArray after = home.snapshot();
    CHECK(after.contains(".zoom/data/zoomus.db: signed in"));
    const QByteArray newer =
        ZoomDataSetting::newerName(text(".zoom"), id).toUtf8().append("/data/zoomus.db: somebody");
    CHECK(after.contains(newer));
    CHECK(QDir(home.folder.filePath(ZoomDataSetting::newerName(text(".zoom"), id)))
              .removeRecursively());
    CHECK(home.snapshot() == before);
}

TEST_CASE("zoom data: what was aside and is gone, or is another, is a conflict")
{
    Home home;
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State old = readOf(home.setting, change, id);
    const State aside = goalOf(home.setting, change, id, old);
    putOf(home.setting, change, id, old, aside);
    QDir(home.folder.path())
        .rename(ZoomDataSetting::asideName(text(".zoom"), id), text("my backup"));
    home.write(".zoom/data/zoomus.db", "new");
    refusesOf(home.setting, change, id, aside, old, [&] { return home.snapshot(); });
}

TEST_CASE("zoom data: cut off between two names, all goes on from there")
{
    Home home;
    const QByteArray before = home.snapshot();
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
    const State old = readOf(home.setting, change, id);
    const State aside = goalOf(home.setting, change, id, old);
    QDir(home.folder.path()).rename(text(".zoom"), ZoomDataSetting::asideName(text(".zoom"), id));
    CHECK(home.setting.isPartWay(old, aside, readOf(home.setting, change, id)));
    SECTION("back")
    {
        putOf(home.setting, change, id, aside, old);
        CHECK(home.snapshot() == before);
    }
    SECTION("on")
    {
        putOf(home.setting, change, id, old, aside);
        CHECK(readOf(home.setting, change, id) == aside);
    }
}

TEST_CASE("zoom data: a home without the client's data has nothing to move")
{
    const QTemporaryDir empty;
    NativePlainFiles files;
    ZoomDataSetting setting(files, zoomDataPlaces(empty.path()));
    const State now = readOf(setting, change, text("20261124-101530-123-9f2c"));
    CHECK(now.isEmpty());
    CHECK(goalOf(setting, change, {}, now) == now);
    CHECK_FALSE(ZoomDataSetting(files, zoomDataPlaces({})).serves(change));
}
