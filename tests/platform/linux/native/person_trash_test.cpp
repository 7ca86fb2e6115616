#include "platform/posix/native/person_trash.h"
#include "tests/catch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <unistd.h>

using namespace reconnect;
using namespace reconnect::posix;

namespace {

struct Person {
    QTemporaryDir disk;
    const QString home = disk.path() + QStringLiteral("/home");
    const QString system = disk.path() + QStringLiteral("/system");
    PersonTrash trash{home, getuid()};

    Person()
    {
        REQUIRE(QDir().mkpath(home));
        REQUIRE(QDir().mkpath(system));
    }
    QString file(const QString& path, const char* content = "x") const
    {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }
    QString app() const
    {
        const QString path = system + QStringLiteral("/zoom.us.app");
        REQUIRE(QDir().mkpath(path));
        static_cast<void>(file(path + QStringLiteral("/inside")));
        return path;
    }
};

} // namespace

TEST_CASE("trash: what is taken lies there under a free name, and comes back")
{
    Person person;
    const QString first = person.app();
    const auto one = person.trash.take(first);
    REQUIRE(one);
    CHECK(*one == person.home + QStringLiteral("/.Trash/zoom.us.app"));
    CHECK_FALSE(QFileInfo::exists(first));
    const auto two = person.trash.take(person.app());
    REQUIRE(two);
    CHECK(*two == person.home + QStringLiteral("/.Trash/zoom.us 2.app"));
    REQUIRE(person.trash.giveBack(*one, first));
    CHECK(QFileInfo::exists(first + QStringLiteral("/inside")));
    CHECK(person.trash.giveBack(*two, first).error().code == ErrorCode::Conflict); // it is taken
    CHECK(person.trash.take(person.system + QStringLiteral("/none")).error().code ==
          ErrorCode::NotFound);
}

TEST_CASE("trash: no link of the person's is followed")
{
    Person person;
    const QString elsewhere = person.disk.path() + QStringLiteral("/elsewhere");
    REQUIRE(QDir().mkpath(elsewhere));
    const QString app = person.app();
    REQUIRE(QFile::link(elsewhere, person.home + QStringLiteral("/.Trash")));
    CHECK_FALSE(person.trash.take(app));
    CHECK(QFileInfo::exists(app));
    CHECK(QDir(elsewhere).isEmpty());
}

TEST_CASE("trash: a link is taken as a link")
{
    Person person;
    const QString target = person.file(person.system + QStringLiteral("/target"));
    const QString link = person.system + QStringLiteral("/link");
    REQUIRE(QFile::link(target, link));
    const auto taken = person.trash.take(link);
    REQUIRE(taken);
    CHECK(QFileInfo(*taken).isSymLink());
    CHECK(QFileInfo::exists(target));
}

TEST_CASE("trash: nothing else is put back in its place")
{
    Person person;
    const QString daemon = person.file(person.system + QStringLiteral("/daemon"));
    const auto taken = person.trash.take(daemon);
    REQUIRE(taken);
    REQUIRE(QFile::rename(*taken, *taken + QStringLiteral(".kept")));
    static_cast<void>(person.file(*taken, "of somebody else"));
    CHECK(person.trash.giveBack(*taken, daemon).error().code == ErrorCode::Conflict);
    CHECK_FALSE(QFileInfo::exists(daemon));
    PersonTrash another(person.home, getuid());
    CHECK(another.giveBack(*taken, daemon).error().code == ErrorCode::Conflict);
}

TEST_CASE("trash: a folder of somebody else is none of the person's")
{
    Person person;
    PersonTrash others(person.home, getuid() + 1);
    const QString app = person.app();
    CHECK(others.take(app).error().code == ErrorCode::NotPermitted);
    CHECK(QFileInfo::exists(app));
}
