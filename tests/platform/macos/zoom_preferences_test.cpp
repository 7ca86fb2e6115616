// The client's settings, which a server keeps in its memory and writes when it likes.
#include "platform/macos/zoom/mac_zoom_data.h"
#include "tests/fakes/scripted_tools.h"
#include "tests/support/setting_contract.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

const QString plist = QStringLiteral("/Library/Preferences/us.zoom.xos.plist");
const Change change = MoveZoomDataAside{};

// Names alone; a file is known by what is in it.
class Names : public FileNames {
public:
    std::optional<quint64> inode(const QString& path) override
    {
        const QByteArray content = contentOf(path);
        return content.isNull() ? std::nullopt : std::optional<quint64>(qHash(content));
    }
    Result<void> rename(const QString& from, const QString& to) override
    {
        return QFile::rename(from, to) ? Result<void>() : failure(ErrorCode::Conflict, to);
    }
    static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

// A home with settings of Zoom's, and the server that has them in memory.
struct Home {
    Home()
    {
        write("first");
        remembered = "first";
        tools.answer("/usr/bin/pkill -U 501 -x cfprefsd", [this]() -> Result<CommandOutput> {
            if (isUnwritten)
                writeAgain();
            remembered.clear();
            return CommandOutput{};
        });
    }
    QString path() const { return folder.path() + plist; }
    QByteArray there() const { return Names::contentOf(path()); }
    void write(const QByteArray& content) const
    {
        REQUIRE(QDir().mkpath(QFileInfo(path()).path()));
        QFile file(path());
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    // As the server may at any time, with what it remembers.
    void writeAgain()
    {
        if (!remembered.isEmpty())
            write(remembered);
        isUnwritten = false;
    }

    QTemporaryDir folder;
    Names files;
    ScriptedTools tools;
    QByteArray remembered;
    bool isUnwritten = false;
    MacZoomData setting{tools, files, folder.path(), 501};
    const QString id = newEntryId(QDateTime::currentDateTimeUtc());
};

} // namespace

TEST_CASE("mac zoom settings: moved aside they are not written again from memory", "[macos]")
{
    Home home;
    const State old = readOf(home.setting, change, home.id);
    const State aside = goalOf(home.setting, change, home.id, old);
    putOf(home.setting, change, home.id, old, aside);
    home.writeAgain();
    CHECK(home.there().isEmpty());
    CHECK(Names::contentOf(ZoomDataSetting::asideName(home.path(), home.id)) == "first");
}

TEST_CASE("mac zoom settings: put back they are not written over from memory", "[macos]")
{
    Home home;
    const State old = readOf(home.setting, change, home.id);
    const State aside = goalOf(home.setting, change, home.id, old);
    putOf(home.setting, change, home.id, old, aside);
    home.write("second");
    home.remembered = "third";
    home.isUnwritten = GENERATE(true, false);
    const QByteArray newest = home.isUnwritten ? "third" : "second";
    putOf(home.setting, change, home.id, aside, old);
    home.writeAgain();
    CHECK(home.there() == "first");
    CHECK(Names::contentOf(ZoomDataSetting::newerName(home.path(), home.id)) == newest);
}

TEST_CASE("mac zoom settings: a server that can't be ended is told of, and holds nothing up",
          "[macos]")
{
    Home home;
    const State old = readOf(home.setting, change, home.id);
    const State aside = goalOf(home.setting, change, home.id, old);
    SECTION("none runs")
    {
        home.tools.answer("/usr/bin/pkill", 1);
        CHECK(home.setting.put(change, home.id, old, aside));
    }
    SECTION("it can't be asked")
    {
        home.tools.fails("/usr/bin/pkill", ErrorCode::TimedOut);
        CHECK(home.setting.put(change, home.id, old, aside).error().code == ErrorCode::TimedOut);
        CHECK(readOf(home.setting, change, home.id) == aside);
        CHECK_FALSE(home.setting.put(change, home.id, aside, old));
        CHECK(readOf(home.setting, change, home.id) == old);
    }
    SECTION("it is not let")
    {
        home.tools.answer("/usr/bin/pkill", 3, "", "pkill: not permitted\n");
        CHECK(home.setting.put(change, home.id, old, aside).error().code == ErrorCode::Failed);
    }
}
