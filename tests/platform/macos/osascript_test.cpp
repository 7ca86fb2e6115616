#include "platform/macos/helper/osascript.h"

#include "platform/macos/mac_repairs.h"
#include "tests/catch.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace reconnect;
using macos::Osascript;

namespace {

QString text(const char* latin)
{
    return QString::fromLatin1(latin);
}

const QString place =
    QStringLiteral("/Library/PrivilegedHelperTools/org.reconnect2026/reconnect2026-helper");
const QString prompt = QStringLiteral("Reconnect 2026 wants to let Zoom through.");

} // namespace

TEST_CASE("osascript: the script is fixed, and every word goes through it as an argument")
{
    const Osascript asker(prompt, place, text("anchor apple generic"));
    const auto first = asker.asking({place, text("apply"), text("names=a'; rm -rf /")});
    const auto second = asker.asking({place, text("undo")});
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->program == text("/usr/bin/osascript"));
    const qsizetype words = first->arguments.indexOf(prompt);
    REQUIRE(words > 0);
    CHECK(first->arguments.mid(0, words) == second->arguments.mid(0, words));
    CHECK(first->arguments.at(words + 1) == second->arguments.at(words + 1)); // the shell's
    // Nothing is copied where it is installed.
    CHECK(first->arguments.mid(words + 2) ==
          QStringList{QString(), place, text("=anchor apple generic"), text("apply"),
                      text("names=a'; rm -rf /")});
}

TEST_CASE("osascript: a helper elsewhere is copied to where only root writes, and judged there")
{
    const QString own =
        text("/Applications/Reconnect 2026.app/Contents/MacOS/reconnect2026-helper");
    const Osascript asker(prompt, place, text("anchor apple generic"));
    const auto command = asker.asking({own, text("undo"), text("1")});
    REQUIRE(command);
    const qsizetype words = command->arguments.indexOf(prompt);
    CHECK(command->arguments.mid(words + 2) ==
          QStringList{own, place, text("=anchor apple generic"), text("undo"), text("1")});
    const auto unsigned_ = Osascript(prompt, place, {}).asking({own, text("undo")});
    REQUIRE_FALSE(unsigned_);
    CHECK(unsigned_.error().code == ErrorCode::NoConsent);
    CHECK(Osascript(prompt, place, {}).asking({place, text("undo")}));
}

TEST_CASE("osascript: who says no has cancelled, in any language")
{
    const Osascript asker(prompt, place, {});
    CHECK_FALSE(asker.refusal({0, "{\"ok\":true}\n", {}}));
    for (const char* said : {"0:94: execution error: User canceled. (-128)\n",
                             "94:192: execution error: \xE2\x80\x9E"
                             "Benutzer hat abgebrochen.\xE2\x80\x9C (-128)"}) {
        const auto refused = asker.refusal({1, {}, said});
        REQUIRE(refused);
        CHECK(refused->code == ErrorCode::Cancelled);
    }
    for (const char* said :
         {"0:94: execution error: The administrator user name or password was incorrect. (-60007)",
          "execution error: Not allowed. (-60005)", "execution error: (-128) is no end of it", "",
          "(-1280)",
          "0:94: execution error: failed to satisfy specified code requirement(s) (87)"}) {
        const auto refused = asker.refusal({1, {}, said});
        REQUIRE(refused);
        CHECK(refused->code == ErrorCode::NoConsent);
        CHECK_FALSE(refused->detail.isEmpty());
    }
}

TEST_CASE("osascript: what could not be put in place is no lack of consent")
{
    const Osascript asker(prompt, place, {});
    const auto refused =
        asker.refusal({1, {}, "0:9: execution error: cp: No space left on device (86)\n"});
    REQUIRE(refused);
    CHECK(refused->code == ErrorCode::Failed);
    CHECK(refused->detail.contains(text("No space left")));
}

TEST_CASE("helper's way: a signed one is copied anew each time, another must be in its place")
{
    QTemporaryDir disk;
    macos::MacPlaces places;
    places.root = disk.path();
    places.programs = disk.filePath(text("programs"));
    const QString own = places.programs + text("/reconnect2026-helper");
    const QString installed = macos::installedHelper(places);
    const auto safe = [](const QString&) { return Result<void>(); };
    const auto way = [&](bool isAdministrator, const char* requirement) {
        return macos::helperWay(places, isAdministrator, text(requirement), safe);
    };
    CHECK(way(false, "anchor").helper == own);
    CHECK(way(false, "").helper == own);
    REQUIRE(QDir().mkpath(QFileInfo(installed).path()));
    REQUIRE(QFile(installed).open(QIODevice::WriteOnly));
    CHECK(way(false, "anchor").helper == own);
    CHECK(way(false, "anchor").isCopied);
    CHECK(way(false, "anchor").proof.last() == text("=anchor"));
    CHECK(way(false, "").helper == installed);
    CHECK_FALSE(way(false, "").isCopied);
    CHECK(way(false, "").proof.isEmpty());
    CHECK(way(true, "anchor").helper == installed);
    CHECK_FALSE(way(true, "anchor").asker);
}
