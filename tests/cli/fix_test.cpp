#include "app/cli/fix.h"

#include "app/cli/undo.h"
#include "tests/catch.h"
#include "tests/fakes/fake_console.h"
#include "tests/fakes/fake_repairs.h"
#include "tests/support/wait.h"

#include <QJsonDocument>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

struct Ended {
    int status = -1;
    QJsonObject json;
    QByteArray out;
    QStringList notes;
    QStringList progressed;
};

Ended ended(const FakeConsole& console, int status)
{
    return {status, QJsonDocument::fromJson(console.out).object(), console.out, console.notes,
            console.progressed};
}

Ended run(FakeComputer& computer, const char* words, const QList<QByteArray>& answers = {})
{
    const auto arguments = parseArguments(QString::fromLatin1(words).split(u' '));
    REQUIRE(arguments);
    FakeConsole console;
    console.answers = answers;
    Session session(computer.probes());
    Repairs repairs(session, computer.probes(), computer.repairs());
    int status = -1;
    QObject context;
    const auto end = [&status](int ends) { status = ends; };
    if (arguments->verb == Arguments::Verb::Undo) {
        UndoTask task(console, *arguments, repairs);
        QObject::connect(&task, &UndoTask::ended, &context, end);
        REQUIRE(waitFor([&] { return status >= 0; }));
        return ended(console, status);
    }
    FixTask task(console, *arguments, session, repairs);
    QObject::connect(&task, &FixTask::ended, &context, end);
    task.start();
    REQUIRE(waitFor([&] { return status >= 0; }));
    return ended(console, status);
}

} // namespace

TEST_CASE("fix: it diagnoses, acts, proves it and says so as JSON alone, with status 0")
{
    FakeComputer computer;
    const Ended result = run(computer, "fix turn-off-proxy --yes --json");
    CHECK(result.status == 0);
    CHECK(computer.isOff());
    CHECK(result.notes.isEmpty());
    CHECK_FALSE(result.progressed.isEmpty());
    CHECK(result.json[id("schema")].toInt() == 1);
    CHECK(result.json[id("tool")][id("name")].toString() == id("reconnect2026"));
    CHECK(result.json[id("fix")].toString() == id("turn-off-proxy"));
    CHECK(result.json[id("ending")].toString() == id("kept"));
    CHECK(result.json[id("verdict")][id("cause")].toString() == id("none"));
    CHECK_FALSE(result.json.contains(id("error")));
    const QJsonObject change = result.json[id("changes")].toArray().first().toObject();
    CHECK(isEntryId(change[id("id")].toString()));
    CHECK(change[id("change")].toString() == id("turn-off-proxy"));
    CHECK(change[id("reversible")].toBool());
    CHECK_FALSE(change[id("sentence")].toString().isEmpty());
}

TEST_CASE("fix: one that does not help is taken back, with status 1")
{
    FakeComputer computer;
    computer.curable = false;
    const Ended result = run(computer, "fix turn-off-proxy --yes --json");
    CHECK(result.status == 1);
    CHECK_FALSE(computer.isOff());
    CHECK(result.json[id("ending")].toString() == id("taken-back"));
    CHECK(result.json[id("verdict")][id("cause")].toString() == id("proxy-unreachable"));
    CHECK(result.json[id("changes")].toArray().isEmpty());
}

TEST_CASE("fix: a dry run tells the plan and changes nothing")
{
    FakeComputer computer(Rights::Administrator);
    const Ended result = run(computer, "fix turn-off-proxy --dry-run --json");
    CHECK(result.status == 0);
    CHECK_FALSE(computer.isOff());
    const QJsonObject plan = result.json[id("plan")].toObject();
    CHECK(plan[id("rights")].toString() == id("administrator"));
    CHECK(plan[id("reversible")].toBool());
    CHECK(plan[id("changes")].toArray().size() == 1);
    CHECK_FALSE(plan[id("promise")].toString().isEmpty());
    CHECK(result.json[id("verdict")][id("cause")].toString() == id("proxy-unreachable"));
    CHECK_FALSE(QFile::exists(computer.ownFolder()));

    const Ended forPeople = run(computer, "fix turn-off-proxy --dry-run");
    CHECK(forPeople.status == 0);
    CHECK(forPeople.out.contains("Nothing was changed."));
}

TEST_CASE("fix: nothing is done before a person says y")
{
    for (const QByteArray& answer : {QByteArray("y\n"), QByteArray("n\n"), QByteArray("\n"),
                                     QByteArray("yes please\n"), QByteArray()}) {
        FakeComputer computer;
        const bool agreed = answer == "y\n";
        const Ended result = run(computer, "fix turn-off-proxy", {answer});
        CHECK(result.status == (agreed ? 0 : 3));
        CHECK(computer.isOff() == agreed);
        CHECK(result.notes.last().endsWith(id("(y/N)")));
        CHECK(result.out.contains("undo ") == agreed);
    }
}

TEST_CASE("fix: restarting the computer is asked twice, and says that there is no way back")
{
    FakeComputer computer;
    const Ended once = run(computer, "fix restart-computer", {"y\n", "n\n"});
    CHECK(once.status == 3);
    CHECK(once.notes.filter(id("(y/N)")).size() == 2);
    CHECK_FALSE(once.notes.filter(id("can't be taken back")).isEmpty());
    CHECK(run(computer, "fix restart-computer", {"y\n", "y\n"}).status == 0);
}

TEST_CASE("fix: what a person does themselves is told step by step, with status 1")
{
    for (const char* words : {"fix restart-router --yes", "fix ask-it --yes"}) {
        FakeComputer computer;
        const Ended result = run(computer, words);
        CHECK(result.status == 1);
        CHECK(result.out.size() > 20);
    }
    FakeComputer computer;
    const Ended result = run(computer, "fix restart-router --yes --json");
    CHECK(result.json[id("ending")].toString() == id("failed"));
    CHECK(result.json[id("error")][id("code")].toString() == id("unsupported"));
    CHECK_FALSE(result.json[id("error")][id("sentence")].toString().isEmpty());
}

TEST_CASE("fix: an exception is told as it is made in the program that was found")
{
    FakeComputer computer;
    const Ended general = run(computer, "fix antivirus-exception --yes");
    CHECK(general.status == 1);
    CHECK_FALSE(general.out.contains("Norton 360"));
    CHECK(general.out.contains("application firewall") ^ general.out.contains("in your security"));
    computer.also = {Observation{id("security:norton"),
                                 Layer::Firewall,
                                 id("Norton 360"),
                                 Outcome::Unknown,
                                 id("may-stop"),
                                 0,
                                 {{id("program"), id("norton")}, {id("name"), id("Norton 360")}}}};
    const Ended result = run(computer, "fix antivirus-exception --yes");
    CHECK(result.status == 1);
    const auto heading = result.out.indexOf("Make an exception for Zoom in Norton 360:\n");
    CHECK(heading > 0);
    CHECK(result.out.indexOf("Program Control") > heading);
    CHECK(result.out.contains("There is no need to turn the protection off."));
    CHECK_FALSE(result.out.contains("application firewall"));
    const Ended json = run(computer, "fix antivirus-exception --yes --json");
    CHECK(json.json[id("said")].toString().contains(id("Norton 360")));
}

TEST_CASE("fix: a consent that is refused is cancelled, and nothing has changed")
{
    FakeComputer computer(Rights::Administrator);
    computer.elevatorRefuses = ErrorCode::Cancelled;
    const Ended result = run(computer, "fix turn-off-proxy --yes --json");
    CHECK(result.status == 3);
    CHECK(result.json[id("ending")].toString() == id("cancelled"));
    CHECK_FALSE(computer.isOff());
}

TEST_CASE("undo: lists what was changed, takes it back, and has nothing left to do then")
{
    FakeComputer computer;
    const Ended fixed = run(computer, "fix turn-off-proxy --yes --json");
    const QString change = fixed.json[id("changes")][0][id("id")].toString();

    const Ended listed = run(computer, "undo --list --json");
    CHECK(listed.status == 0);
    REQUIRE(listed.json[id("changes")].toArray().size() == 1);
    CHECK(listed.json[id("changes")][0][id("id")].toString() == change);
    CHECK(listed.json[id("changes")][0][id("standing")].toString() == id("undoable"));
    CHECK(listed.json[id("changes")][0][id("rights")].toString() == id("person"));
    CHECK(run(computer, "undo --list").out.startsWith(change.toLatin1()));

    CHECK(run(computer, "undo --all", {"n\n"}).status == 3);
    CHECK(computer.isOff());

    const Ended undone = run(computer, qPrintable(id("undo --yes --json ") + change));
    CHECK(undone.status == 0);
    CHECK(undone.json[id("undone")][0][id("id")].toString() == change);
    CHECK(undone.json[id("left")].toArray().isEmpty());
    CHECK_FALSE(computer.isOff());

    CHECK(run(computer, "undo --all --yes --json").status == 0);
    CHECK(run(computer, "undo --list").out.startsWith("There is nothing to take back."));
    CHECK(run(computer, qPrintable(id("undo --yes ") + change)).status == 2);
}

TEST_CASE("undo: what somebody else changed since is left, told, and status 1")
{
    FakeComputer computer;
    REQUIRE(run(computer, "fix turn-off-proxy --yes --json").status == 0);
    computer.values[id("mode")] = id("auto");
    CHECK(run(computer, "undo --list --json").json[id("changes")][0][id("standing")].toString() ==
          id("conflict"));
    const Ended result = run(computer, "undo --all --yes --json");
    CHECK(result.status == 1);
    CHECK(result.json[id("left")][0][id("error")][id("code")].toString() == id("conflict"));
    CHECK(computer.values[id("mode")] == id("auto"));
}

TEST_CASE("undo: a conflict can be dismissed by its id, and undo --all ends with 0 then")
{
    FakeComputer computer;
    REQUIRE(run(computer, "fix turn-off-proxy --yes --json").status == 0);
    const QString change =
        run(computer, "undo --list --json").json[id("changes")][0][id("id")].toString();
    const QByteArray words = "undo " + change.toLatin1() + " --dismiss --json";
    const Ended refused = run(computer, words.constData());
    CHECK(refused.status == 1);
    CHECK(refused.json[id("left")][0][id("error")][id("code")].toString() == id("unsupported"));

    computer.values[id("mode")] = id("auto");
    const Ended dismissed = run(computer, words.constData());
    CHECK(dismissed.status == 0);
    CHECK(dismissed.json[id("dismissed")][0][id("id")].toString() == change);
    CHECK(dismissed.json[id("left")].toArray().isEmpty());
    CHECK(run(computer, "undo --list --json").json[id("changes")].toArray().isEmpty());
    CHECK(run(computer, "undo --all --yes").status == 0);
    CHECK(run(computer, words.constData()).status == 2);
    CHECK(computer.values[id("mode")] == id("auto"));
    CHECK_FALSE(parseArguments({id("undo"), id("--all"), id("--dismiss")}));
}

TEST_CASE("undo: a note that can't be read is named, not lost")
{
    FakeComputer computer;
    REQUIRE(run(computer, "fix turn-off-proxy --yes --json").status == 0);
    QFile file(computer.ownFolder() + id("/20260101-000000-001-abcd.json"));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    const Ended result = run(computer, "undo --list --json");
    CHECK(result.json[id("changes")].toArray().size() == 1);
    CHECK(result.json[id("damaged")].toArray().size() == 1);
    const Ended undone = run(computer, "undo --all --yes --json");
    CHECK(undone.status == 1);
    CHECK(undone.json[id("undone")].toArray().size() == 1);
    CHECK(undone.json[id("damaged")].toArray().size() == 1);
}
