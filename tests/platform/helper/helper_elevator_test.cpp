#include "platform/helper/helper_elevator.h"

#include "platform/helper/order.h"
#include "platform/linux/helper/pkexec.h"
#include "platform/macos/helper/osascript.h"
#include "tests/catch.h"
#include "tests/fakes/scripted_tools.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>

using namespace reconnect;
using reconnect::test::ScriptedTools;

namespace {

const QString id = QStringLiteral("20261124-101530-123-9f2c");
const QString place = QStringLiteral("/usr/libexec/reconnect2026/reconnect2026-helper");
const Change pins = RemoveHostsPins{{QStringLiteral("zoom.us")}};
const Change quote = ReinstallZoom{QStringLiteral("deb"), QStringLiteral("/home/o'b/zoom.deb")};

struct Bench {
    ScriptedTools tools;
    std::optional<ErrorCode> unsafe;
    QString helper = place;
    std::shared_ptr<const Asker> asker =
        std::make_shared<linux_os::Pkexec>(QStringLiteral("pkexec"));
    QStringList told;
    bool isCancelled = false;

    HelperElevator elevator()
    {
        return HelperElevator(tools, {helper, place, asker, [this](const QString& path) {
                                          return unsafe ? Result<void>(failure(*unsafe, path))
                                                        : Result<void>();
                                      }});
    }
    Result<QString> apply(const Change& change = pins)
    {
        return elevator().apply(
            change, id, [this](const QString& words, int) { told.append(words); },
            [this] { return isCancelled; });
    }
};

} // namespace

TEST_CASE("helper elevator: what the helper tells while it works is heard, and its answer taken",
          "[helper]")
{
    Bench bench;
    bench.tools.answer("pkexec", 0,
                       "{\"tell\":\"Checking the package.\",\"thousandths\":-1}\n"
                       "no telling at all\n"
                       "{\"tell\":\"Installing\",\"thousandths\":5000}\n"
                       "{\"tell\":\"Installing\",\"thousandths\":500}\n"
                       "{\"ok\":true,\"said\":\"Zoom 6 is installed.\"}\n");
    CHECK(bench.apply() == QStringLiteral("Zoom 6 is installed."));
    CHECK(bench.told == QStringList{QStringLiteral("Waiting for an administrator to agree"),
                                    QStringLiteral("Checking the package."),
                                    QStringLiteral("Installing")});
}

TEST_CASE("helper elevator: the words of a telling go there and back, and are bounded", "[helper]")
{
    const auto back = readTelling(lineFor({QStringLiteral("a\n\"b\""), 7}));
    REQUIRE(back);
    CHECK(back->words == QStringLiteral("a\n\"b\""));
    CHECK(back->thousandths == 7);
    CHECK(lineFor({QString(5000, QLatin1Char('x')), -1}).size() < 400);
    CHECK(lineFor({QStringLiteral("a\nb"), 7}).count('\n') == 1);
    for (const char* bad : {"", "[]", "{}", "{\"tell\":1}", "{\"tell\":\"a\",\"thousandths\":1001}",
                            "{\"tell\":\"a\",\"thousandths\":-2}"})
        CHECK_FALSE(readTelling(bad));
}

TEST_CASE("helper elevator: each way in which nobody could be asked has words of its own",
          "[helper]")
{
    Bench bench;
    const auto words = [&bench](const char* said) {
        bench.tools.answer("pkexec", 127, "", said);
        const auto answer = bench.apply();
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == ErrorCode::NoConsent);
        return answer.error().detail;
    };
    const QStringList all{words("Error executing command as another user: Not authorized\n"),
                          words("Error getting authority: Error initializing authority: no bus\n"),
                          words("Error creating textual authentication agent: no tty\n")};
    CHECK(QSet<QString>(all.begin(), all.end()).size() == 3);
    bench.tools.answer("pkexec", 126, "", "dismissed");
    CHECK(bench.apply().error().code == ErrorCode::Cancelled);
    CHECK(bench.apply().error().detail.isEmpty());
}

TEST_CASE("helper elevator: every change has its line to type, quoted, and with an id of its own",
          "[helper]")
{
    Bench bench;
    const QStringList lines = bench.elevator().byHand({pins, pins, quote}).split(QLatin1Char('\n'));
    REQUIRE(lines.size() == 4);
    CHECK(lines[1].startsWith(QStringLiteral("sudo ") + place + QStringLiteral(" apply ")));
    CHECK(lines[1].endsWith(QStringLiteral(" remove-hosts-pins names=zoom.us")));
    CHECK(lines[1] != lines[2]);
    CHECK(lines[3].endsWith(QStringLiteral("'package=/home/o'\\''b/zoom.deb'")));
    CHECK(bench.elevator().byHand({pins}).split(QLatin1Char('\n')).size() == 3);
    CHECK(bench.elevator().byHand({}).isEmpty());
}

TEST_CASE("helper elevator: a helper that is not in its place is put there by hand first",
          "[helper]")
{
    Bench bench;
    QTemporaryDir folder;
    bench.helper = folder.filePath(QStringLiteral("reconnect2026-helper"));
    bench.unsafe = ErrorCode::NotTrusted;
    CHECK(bench.apply().error().code == ErrorCode::NoConsent);
    CHECK(bench.tools.lines.isEmpty());
    CHECK(bench.elevator().byHand({pins}).isEmpty()); // there is none to put
    QFile file(bench.helper);
    REQUIRE(file.open(QIODevice::WriteOnly));
    const QStringList lines = bench.elevator().byHand({pins}).split(QLatin1Char('\n'));
    CHECK(lines.value(1) == QStringLiteral("sudo install -d -m 755 /usr/libexec/reconnect2026"));
    CHECK(lines.value(2) == QStringLiteral("sudo install -m 755 %1 %2").arg(bench.helper, place));
    CHECK(lines.value(3).startsWith(QStringLiteral("sudo ") + place + QStringLiteral(" apply")));
}

TEST_CASE("helper elevator: a copy made by hand is proved before it is used", "[helper]")
{
    Bench bench;
    QTemporaryDir folder;
    const QString own = folder.filePath(QStringLiteral("reconnect2026-helper"));
    REQUIRE(QFile(own).open(QIODevice::WriteOnly));
    HelperElevator::Way way{own, place, bench.asker,
                            [](const QString&) { return failure(ErrorCode::NotTrusted); }};
    way.proof = QStringList{QStringLiteral("codesign"), QStringLiteral("-R"),
                            QStringLiteral("=anchor apple")};
    const QStringList lines =
        HelperElevator(bench.tools, way).byHand({pins}).split(QLatin1Char('\n'));
    CHECK(lines.value(3) ==
          QStringLiteral("sudo codesign -R '=anchor apple' %1 || sudo rm %1").arg(place));
    CHECK(lines.value(4).startsWith(QStringLiteral("sudo ") + place));
}

TEST_CASE("helper elevator: an undo that nobody agreed to says what to type", "[helper]")
{
    Bench bench;
    bench.tools.answer("pkexec", 126);
    const auto undone = bench.elevator().undo({id});
    CHECK(undone.error().code == ErrorCode::Cancelled);
    CHECK(undone.error().detail.endsWith(QStringLiteral("\nsudo %1 undo %2").arg(place, id)));
}

TEST_CASE("helper elevator: a question is given up, work that was begun is not", "[helper]")
{
    class Listener : public Tools {
    public:
        Result<CommandOutput> run(const Command& command) override
        {
            asksEnded = command.stopped && command.stopped();
            command.hear("{\"tell\":\"Changing\",\"thousandths\":-1}\n");
            worksEnded = command.stopped && command.stopped();
            return CommandOutput{0, "{\"ok\":true,\"said\":\"\"}\n", {}};
        }
        bool asksEnded = false;
        bool worksEnded = true;
    } listener;
    const auto safe = [](const QString&) { return Result<void>(); };
    HelperElevator elevator(listener, {place, place, Bench().asker, safe});
    CHECK(elevator.apply(pins, id, {}, [] { return true; }));
    CHECK(listener.asksEnded);
    CHECK_FALSE(listener.worksEnded);
    // Where it is not heard, one can't be told from the other.
    HelperElevator deaf(listener,
                        {place, place, std::make_shared<macos::Osascript>(id, place, id), safe});
    CHECK(deaf.apply(pins, id, {}, [] { return true; }));
    CHECK_FALSE(listener.asksEnded);
}
