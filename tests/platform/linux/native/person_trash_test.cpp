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
    REQUIRE(person.trash.move(*one, first));
    CHECK(QFileInfo::exists(first + QStringLiteral("/inside")));
    CHECK(person.trash.move(*two, first).error().code == ErrorCode::Conflict); // it is taken
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

TEST_CASE("trash: only what is missing itself is not found")
{
    Person person;
    const QString app = person.app();
    const QString link = person.disk.path() + QStringLiteral("/link");
    REQUIRE(QFile::link(person.system, link));
    const auto codeOf = [&person](const QString& from, const QString& to) {
        const auto moved = person.trash.move(from, to);
        return moved ? ErrorCode::Cancelled : moved.error().code;
    };
    const QString free = person.system + QStringLiteral("/free");
    CHECK(codeOf(person.system + QStringLiteral("/none"), free) == ErrorCode::NotFound);
    CHECK(codeOf(app, person.system + QStringLiteral("/none/app")) == ErrorCode::Failed);
    CHECK(codeOf(app, link + QStringLiteral("/app")) == ErrorCode::Conflict);
    CHECK(codeOf(link + QStringLiteral("/zoom.us.app"), free) == ErrorCode::Conflict);
    // A Trash that is none.
    static_cast<void>(person.file(person.home + QStringLiteral("/.Trash")));
    CHECK(person.trash.take(app).error().code == ErrorCode::Conflict);
    CHECK(QFileInfo::exists(app));
}

TEST_CASE("trash: it need not be readable")
{
    Person person;
    REQUIRE(QDir().mkpath(person.home + QStringLiteral("/.Trash")));
    REQUIRE(QFile::setPermissions(person.home + QStringLiteral("/.Trash"),
                                  QFile::WriteOwner | QFile::ExeOwner));
    CHECK(person.trash.take(person.app()));
}

TEST_CASE("trash: a folder of somebody else is none of the person's")
{
    Person person;
    PersonTrash others(person.home, getuid() + 1);
    const QString app = person.app();
    CHECK(others.take(app).error().code == ErrorCode::NotPermitted);
    CHECK(QFileInfo::exists(app));
}
