#include "platform/macos/zoom/package_facts.h"
#include "platform/macos/zoom/package_signature.h"
#include "platform/macos/zoom/reinstall_zoom.h"
#include "tests/fakes/fake_mac_zoom.h"
#include "tests/support/transcripts.h"

#include <QDirIterator>
#include <QRegularExpression>

using namespace reconnect;
using namespace reconnect::macos;
using namespace reconnect::test;

namespace {

const QStringList allServices{QStringLiteral("gui/501/us.zoom.updater"),
                              QStringLiteral("system/us.zoom.ZoomDaemon")};

struct Mac : FakeMacZoom {
    const QString package = root() + QStringLiteral("/Users/a/zoomusInstallerFull.pkg");

    Mac()
    {
        signature = transcript("macos/pkgutil/zoom-15").output;
        write(package, QStringLiteral("package"));
        hasApp(QStringLiteral("good 6.6.0.1"));
        installs = QStringLiteral("good 6.7.5.6891");
        for (const char* part :
             {"/Library/LaunchDaemons/us.zoom.ZoomDaemon.plist",
              "/Library/PrivilegedHelperTools/us.zoom.ZoomDaemon",
              "/Library/Preferences/us.zoom.config.plist", "/Users/a/Documents/Zoom/recording.mp4",
              "/Users/a/Library/Application Support/zoom.us/data"})
            write(root() + QString::fromLatin1(part), QStringLiteral("x"));
    }

    ReinstallPackage deed()
    {
        const auto copy = [](const QString& from, const QString& to, qint64) -> Result<void> {
            return QFile::copy(from, to) ? Result<void>() : failure(ErrorCode::NotFound, from);
        };
        return ReinstallPackage({*this,
                                 *this,
                                 *this,
                                 {root(), root() + QStringLiteral("/Users/a")},
                                 501,
                                 root() + QStringLiteral("/store"),
                                 root() + QStringLiteral("/removed"),
                                 copy,
                                 EndPatience{0, 200}});
    }
    Result<QString> reinstall(const char* kind = "pkg")
    {
        ReinstallPackage doer = deed();
        const Change wanted = ReinstallZoom{QString::fromLatin1(kind), package};
        CHECK(doer.serves(wanted) == (qstrcmp(kind, "pkg") == 0));
        CHECK(doer.rightsFor(wanted) == Rights::Administrator);
        return doer.carryOut(wanted, {});
    }
    Change change() const { return ReinstallZoom{QStringLiteral("pkg"), package}; }
    ErrorCode refusal()
    {
        const auto done = reinstall();
        REQUIRE_FALSE(done);
        return done.error().code;
    }
    bool has(const char* path) const
    {
        return QFileInfo::exists(root() + QString::fromLatin1(path));
    }
    int times(const char* start) const
    {
        return int(
            lines.filter(QRegularExpression(QLatin1Char('^') + QString::fromLatin1(start))).size());
    }
    // Everything but the Trash and what the store holds.
    QStringList files() const
    {
        QStringList all;
        QDirIterator each(root(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = each.next();
            if (!path.contains(QStringLiteral("/Trash/")) &&
                !path.contains(QStringLiteral("/removed/")) &&
                !path.contains(QStringLiteral("/store/")))
                all.append(path + QLatin1Char('=') + read(path));
        }
        all.sort();
        return all;
    }
};

} // namespace

TEST_CASE("Zoom's package: believed only where all of its signature is Zoom's", "[macos]")
{
    const auto accepted = [](const char* path) {
        return acceptSignature(transcript(path).output).has_value();
    };
    CHECK(accepted("macos/pkgutil/zoom-15"));
    CHECK(accepted("macos/pkgutil/zoom-new-name"));
    CHECK(accepted("macos/pkgutil/zoom-12"));
    for (const char* bad :
         {"other-team", "app-certificate", "other-root", "untrusted", "untrusted-by-words-alone",
          "revoked", "development", "unsigned", "two-statuses", "other-language"}) {
        INFO(bad);
        const auto answer = transcript(QByteArray("macos/pkgutil/").append(bad).constData()).output;
        const auto done = acceptSignature(answer);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == ErrorCode::NotTrusted);
    }
    const auto missing = acceptSignature(transcript("macos/pkgutil/missing").output);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::Malformed);
}

TEST_CASE("Zoom's package: every cut and every other end of what is good is refused", "[macos]")
{
    const CommandOutput good = transcript("macos/pkgutil/zoom-15").output;
    for (const int code : {1, 2, 255})
        CHECK_FALSE(acceptSignature({code, good.out, {}}));
    const qsizetype last = good.out.lastIndexOf("F0 24"); // of the root's fingerprint
    for (qsizetype at = 0; at < last + 5; ++at)
        CHECK_FALSE(acceptSignature({0, good.out.left(at), {}}));
    CHECK_FALSE(acceptSignature({0, good.out + "    5. Apple Root CA\n", {}}));
    CHECK_FALSE(acceptSignature({0, good.out + "    4. Another\n", {}}));
}

TEST_CASE("Zoom's package: what it says of itself", "[macos]")
{
    const auto facts =
        factsFrom("<?xml version=\"1.0\"?>\n<pkg-info overwrite-permissions=\"true\" "
                  "identifier=\"us.zoom.pkg.videomeeting\" version=\"6.7.5.6891\" "
                  "format-version=\"2\"><payload/></pkg-info>");
    REQUIRE(facts);
    CHECK(facts->version == QStringLiteral("6.7.5.6891"));
    CHECK(isClientPackage(facts->id));
    CHECK(isClientPackage(QStringLiteral("us.zoom.pkg.videmeeting")));
    CHECK_FALSE(isClientPackage(QStringLiteral("us.zoom.pkg.videomeeting.rooms")));
    for (const char* bad : {"", "<plist/>", "pkg-info", "<pkg-info"})
        CHECK(factsFrom(bad).error().code == ErrorCode::Malformed);
}

TEST_CASE("reinstall on macOS: the old one goes to the Trash, the new one comes", "[macos]")
{
    Mac mac;
    mac.isRunning = true;
    mac.services = allServices;
    const auto done = mac.reinstall();
    INFO((done ? "" : done.error().detail.toStdString()));
    REQUIRE(done);
    CHECK(*done == QStringLiteral("Zoom 6.7.5.6891 took the place of Zoom 6.6.0.1."));
    CHECK(mac.installed() == QStringLiteral("good 6.7.5.6891"));
    CHECK_FALSE(mac.isRunning);
    CHECK(mac.has("/Trash/zoom.us.app/Contents/MacOS/zoom.us"));
    CHECK(mac.has("/Trash/us.zoom.ZoomDaemon"));
    CHECK(mac.services.isEmpty());
    CHECK_FALSE(mac.has("/removed/unfinished"));
    // What people keep, and what an organisation has set.
    CHECK(mac.has("/Users/a/Documents/Zoom/recording.mp4"));
    CHECK(mac.has("/Users/a/Library/Application Support/zoom.us/data"));
    CHECK(mac.has("/Library/Preferences/us.zoom.config.plist"));
    CHECK(mac.times("launchctl bootout") == 2);
    // The copy, which nobody else can write to, is what is checked and installed.
    CHECK(mac.times("installer -pkg .*/store/work-.*/zoom.pkg -target /$") == 1);
    CHECK(mac.times("pkgutil --check-signature .*/store/work-.*/zoom.pkg$") == 1);
}

TEST_CASE("reinstall on macOS: for the first time, and the same again", "[macos]")
{
    Mac mac;
    SECTION("first")
    {
        REQUIRE(QDir(mac.app()).removeRecursively());
        REQUIRE(QDir(mac.root() + QStringLiteral("/Library/LaunchDaemons")).removeRecursively());
        CHECK(mac.reinstall().value_or(QString()) ==
              QStringLiteral("Zoom 6.7.5.6891 is installed."));
    }
    SECTION("again")
    {
        mac.hasApp(QStringLiteral("damaged 6.7.5.6891"));
        CHECK(mac.reinstall().value_or(QString()) ==
              QStringLiteral("Zoom 6.7.5.6891 is installed again."));
    }
    SECTION("another kind is none of its own")
    {
        CHECK_FALSE(mac.reinstall("deb"));
    }
}

TEST_CASE("reinstall on macOS: the person's own app goes to the Trash too, unless it is newer",
          "[macos]")
{
    Mac mac;
    const QString own = mac.root() + QStringLiteral("/Users/a/Applications/zoom.us.app");
    const QString program = own + QStringLiteral("/Contents/MacOS/zoom.us");
    SECTION("older")
    {
        mac.write(program, QStringLiteral("good 6.0.0.1"));
        CHECK(mac.reinstall());
        CHECK_FALSE(QFileInfo::exists(own));
        CHECK(mac.has("/Trash/2zoom.us.app"));
    }
    SECTION("newer")
    {
        mac.write(program, QStringLiteral("good 6.9.0.1"));
        CHECK(mac.refusal() == ErrorCode::Unsupported);
        CHECK(QFileInfo::exists(own));
    }
    SECTION("put back, where nothing new comes")
    {
        mac.write(program, QStringLiteral("good 6.0.0.1"));
        mac.installs.clear();
        const QStringList before = mac.files();
        CHECK_FALSE(mac.reinstall());
        CHECK(mac.files() == before);
    }
}

TEST_CASE("reinstall on macOS: what is known before stops it before the first change", "[macos]")
{
    Mac mac;
    const QStringList before = mac.files();
    mac.before = [](const QString&) { FAIL_CHECK("something was changed"); };
    SECTION("another signer")
    {
        mac.signature = transcript("macos/pkgutil/other-team").output;
        CHECK(mac.refusal() == ErrorCode::NotTrusted);
        CHECK(mac.times("pkgutil --expand") == 0);
    }
    SECTION("a check that takes too long")
    {
        mac.signature = failure(ErrorCode::TimedOut);
        CHECK(mac.refusal() == ErrorCode::TimedOut);
    }
    SECTION("another product of Zoom's")
    {
        mac.packageInfo = "<pkg-info identifier=\"us.zoom.pkg.rooms\" version=\"9\"/>";
        CHECK(mac.refusal() == ErrorCode::NotTrusted);
    }
    SECTION("an older one")
    {
        mac.hasApp(QStringLiteral("good 6.8.0.1"));
        CHECK(mac.refusal() == ErrorCode::Unsupported);
        mac.hasApp(QStringLiteral("good 6.6.0.1"));
    }
    SECTION("no package")
    {
        mac.packageInfo = "nonsense";
        CHECK(mac.refusal() == ErrorCode::Malformed);
    }
    CHECK(mac.files() == before);
    CHECK(mac.times("installer") == 0);
}

TEST_CASE("reinstall on macOS: where the new one does not come, the old one is put back", "[macos]")
{
    Mac mac;
    mac.services = allServices;
    const QStringList before = mac.files();
    SECTION("nothing came, and it ended with 0")
    {
        mac.installs.clear();
    }
    SECTION("nothing came, and it said so")
    {
        mac.installs.clear();
        mac.installerCode = 1;
    }
    SECTION("a damaged one came")
    {
        mac.installs = QStringLiteral("damaged 6.7.5.6891");
    }
    SECTION("an older one came")
    {
        mac.installs = QStringLiteral("good 6.5.0.0");
    }
    SECTION("a part can't be moved")
    {
        mac.stuck = QStringLiteral("zoom.us.app");
    }
    SECTION("and the Trash is closed")
    {
        mac.isTrashClosed = true;
        mac.installs.clear();
    }
    CHECK_FALSE(mac.reinstall());
    CHECK(mac.files() == before);
    CHECK(mac.services == allServices); // those that ran, and no other
}

TEST_CASE("reinstall on macOS: where the Trash can't be used, it is said where the old one is",
          "[macos]")
{
    Mac mac;
    mac.isTrashClosed = true;
    const auto done = mac.reinstall();
    REQUIRE(done);
    CHECK(mac.installed() == QStringLiteral("good 6.7.5.6891"));
    const QString kept = done->section(QStringLiteral(" is in "), 1).chopped(1);
    CHECK(kept.startsWith(mac.root() + QStringLiteral("/removed/2")));
    CHECK(mac.read(kept + QStringLiteral("/old/Applications/zoom.us.app/Contents/MacOS/zoom.us")) ==
          QStringLiteral("good 6.6.0.1"));
    CHECK_FALSE(mac.deed().isHalfDone(mac.change()));
}

TEST_CASE("reinstall on macOS: one that is still going on is waited for", "[macos]")
{
    Mac mac;
    mac.before = [](const QString& what) {
        if (what == QLatin1String("install"))
            throw Killed();
    };
    CHECK_THROWS_AS(mac.reinstall(), Killed);
    mac.before = {};
    mac.isInstalling = true;
    CHECK(mac.refusal() == ErrorCode::Busy);
    CHECK(mac.deed().mend(mac.change()).error().code == ErrorCode::Busy);
}

TEST_CASE("reinstall on macOS: a good one came though the installer complained", "[macos]")
{
    Mac mac;
    mac.installerCode = 1;
    CHECK(mac.reinstall());
}

TEST_CASE("reinstall on macOS: what could not be put back is said", "[macos]")
{
    Mac mac;
    mac.installs.clear();
    mac.isWayBackClosed = true;
    const auto done = mac.reinstall();
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::HalfDone);
    CHECK(done.error().detail.contains(QStringLiteral("/removed/unfinished/old")));
    CHECK(mac.deed().isHalfDone(mac.change()));
}

TEST_CASE("reinstall on macOS: a Zoom that the person brought after a kill stays", "[macos]")
{
    Mac mac;
    mac.before = [&mac](const QString& what) {
        if (what.startsWith(QLatin1String("install")) || !QFileInfo::exists(mac.app()))
            throw Killed();
    };
    CHECK_THROWS_AS(mac.reinstall(), Killed);
    mac.before = {};
    REQUIRE(QDir(mac.root() + QStringLiteral("/removed/unfinished/new")).removeRecursively());
    mac.hasApp(QStringLiteral("good 6.8.0.1"));
    CHECK(mac.deed().mend(mac.change()));
    CHECK(mac.installed() == QStringLiteral("good 6.8.0.1"));
    CHECK(mac.has("/Trash/zoom.us.app"));
}

TEST_CASE("reinstall on macOS: killed before any step, it is mended to an old or a new one",
          "[macos]")
{
    const bool isAgain = GENERATE(false, true); // mended by the next one, or alone
    for (int at = 0;; ++at) {
        INFO("killed before step " << at);
        Mac mac;
        mac.services = allServices;
        const QStringList before = mac.files();
        int steps = 0;
        mac.before = [&](const QString&) {
            if (steps++ == at)
                throw Killed();
        };
        bool isKilled = false;
        try {
            const auto done = mac.reinstall();
            CHECK(done);
        } catch (const Killed&) {
            isKilled = true;
        }
        mac.before = {};
        if (isAgain) {
            CHECK(mac.reinstall());
        } else if (mac.deed().isHalfDone(mac.change())) {
            CHECK(mac.deed().mend(mac.change()));
            const bool isNew = mac.installed() == QStringLiteral("good 6.7.5.6891");
            CHECK((isNew || mac.files() == before));
            CHECK((isNew || mac.services == allServices));
        }
        CHECK(mac.installed().startsWith(QStringLiteral("good")));
        CHECK_FALSE(mac.deed().isHalfDone(mac.change()));
        CHECK(mac.has("/Users/a/Documents/Zoom/recording.mp4"));
        if (!isKilled)
            break;
        REQUIRE(at < 30);
    }
}
