#include "core/report/json.h"
#include "tests/catch.h"
#include "tests/support/evidence_builder.h"

#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>

using namespace reconnect;
using namespace reconnect::test;

namespace {

QString id(const char* text)
{
    return QString::fromLatin1(text);
}

struct Ended {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Ended run(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess program;
    program.start(QStringLiteral(CLI), arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!program.waitForFinished(20000))
        program.kill();
    return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
            program.readAllStandardOutput(), program.readAllStandardError()};
}

QByteArray report(const Evidence& evidence)
{
    return QJsonDocument(toJson(evidence, diagnose(evidence))).toJson();
}

QString inFile(const QTemporaryDir& folder, const QByteArray& text)
{
    QFile file(folder.filePath(id("input.json")));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
    return file.fileName();
}

} // namespace

TEST_CASE("cli: a saved report gives its verdict again, as an exit status and as JSON alone")
{
    const std::pair<Evidence, int> cases[]{
        {EvidenceBuilder().evidence(), 0},
        {EvidenceBuilder().zoomTcp("").evidence(), 1},
        {EvidenceBuilder().cancelled().evidence(), 3},
        {Evidence{}, 3},
    };
    for (const auto& [evidence, status] : cases) {
        const auto result =
            run({id("diagnose"), id("--json"), id("--from"), id("-")}, report(evidence));
        CHECK(result.status == status);
        CHECK(result.err.isEmpty());
        QJsonParseError problem;
        const QJsonObject json = QJsonDocument::fromJson(result.out, &problem).object();
        CHECK(problem.error == QJsonParseError::NoError);
        CHECK(json[id("verdict")][id("cause")].toString() ==
              token(diagnose(evidence).verdict.cause));
        CHECK(result.out == report(evidence));
    }
}

TEST_CASE("cli: a report that comes through a pipe piece by piece is read whole")
{
    const QByteArray saved = report(EvidenceBuilder().evidence());
    QProcess program;
    program.start(QStringLiteral(CLI), {id("diagnose"), id("--json"), id("--from"), id("-")});
    program.write(saved.left(saved.size() / 2));
    REQUIRE(program.waitForBytesWritten(20000));
    CHECK_FALSE(program.waitForFinished(300)); // it waits for the rest
    program.write(saved.mid(saved.size() / 2));
    program.closeWriteChannel();
    REQUIRE(program.waitForFinished(20000));
    CHECK(program.exitCode() == 0);
    CHECK(program.readAllStandardOutput() == saved);
}

TEST_CASE("cli: JSON is in ASCII, and a report in PowerShell's UTF-16 is read")
{
    Evidence evidence = EvidenceBuilder().evidence();
    evidence.osVersion = QString::fromUtf8("10 Büro «\xf0\x9f\x98\x80»");
    const QByteArray saved = report(evidence);
    QByteArray wide("\xff\xfe");
    for (const QChar letter : QString::fromUtf8(saved))
        wide.append(char(letter.cell())).append(char(letter.row()));
    for (const QByteArray& input : {saved, wide}) {
        const auto result = run({id("diagnose"), id("--json"), id("--from"), id("-")}, input);
        CHECK(result.status == 0);
        CHECK(std::all_of(result.out.begin(), result.out.end(),
                          [](char letter) { return uchar(letter) < 0x80; }));
        CHECK(QJsonDocument::fromJson(result.out) == QJsonDocument::fromJson(saved));
    }
}

TEST_CASE("cli: people read the sentence first, without colour where nobody looks")
{
    QTemporaryDir folder;
    const QString file = inFile(folder, report(EvidenceBuilder().zoomTcp("").evidence()));
    const auto result = run({id("diagnose"), QString(id("--from=") + file)});
    CHECK(result.status == 1);
    CHECK(result.out.startsWith("Something on this network or on this computer blocks Zoom."));
    CHECK_FALSE(result.out.contains('\033'));
    CHECK(result.err.isEmpty());
}

TEST_CASE("cli: a report goes to a file, whole, with the verdict's status")
{
    QTemporaryDir folder;
    const QString to = folder.filePath(id("report.txt"));
    const auto result = run({id("report"), id("--out"), to, id("--from"), id("-")},
                            report(EvidenceBuilder().zoomTcp("").evidence()));
    CHECK(result.status == 1);
    CHECK(result.out.isEmpty());
    QFile file(to);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll().contains("stun.example.com"));
    CHECK(run({id("report"), id("--out"), id("/nowhere/at/all"), id("--from"), id("-")}, report({}))
              .status == 2);
}

TEST_CASE(
    "cli: what was changed is read from the person's own folder, and nothing is written there")
{
    QTemporaryDir folder;
    qputenv("XDG_STATE_HOME", folder.path().toLocal8Bit());
    const auto result = run({id("undo"), id("--list"), id("--json")});
    const auto all = run({id("undo"), id("--all"), id("--yes"), id("--json")});
    qunsetenv("XDG_STATE_HOME");
    CHECK(result.status == 0);
    CHECK(result.err.isEmpty());
    CHECK(QJsonDocument::fromJson(result.out).object()[id("damaged")].toArray().isEmpty());
    CHECK(all.status == 0);
    CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("cli: wrong usage is one line on standard error and status 2")
{
    const QList<QStringList> wrong{
        {},
        {id("fix")},
        {id("fix"), id("turn-off-everything")},
        {id("fix"), id("flush-dns"), id("set-clock"), id("--yes")},
        {id("fix"), id("flush-dns"), id("--all")},
        {id("fix"), id("flush-dns"), id("--from"), id("x")},
        {id("fix"), id("flush-dns"), id("--yes=1")},
        {id("fix"), id("flush-dns"), id("--endpoints"), id("/nowhere/endpoints.json")},
        {id("fix"), id("flush-dns")}, // nobody can be asked here
        {id("fix"), id("flush-dns"), id("--json")},
        {id("undo")},
        {id("undo"), id("--all"), id("--list")},
        {id("undo"), id("--list"), id("--dry-run")},
        {id("undo"), id("../../etc/passwd"), id("--yes")},
        {id("undo"), id("--all")},
        {id("diagnose"), id("--loud")},
        {id("diagnose"), id("--out"), id("x")},
        {id("diagnose"), id("--from")},
        {id("diagnose"), id("--timeout"), id("soon")},
        {id("diagnose"), id("--timeout"), id("99")},
        {id("diagnose"), id("extra")},
        {id("diagnose"), id("--from"), id("a"), id("--endpoints"), id("b")},
        {id("diagnose"), id("--from"), id("-"), id("--timeout"), id("3")},
        {id("diagnose"), id("--from"), id("/nowhere/report.json")},
        {id("diagnose"), id("--endpoints"), id("/nowhere/endpoints.json")},
        {id("diagnose"), id("--from"), id("/")},
    };
    for (const QStringList& arguments : wrong) {
        const auto result = run(arguments);
        INFO(arguments.join(QLatin1Char(' ')).toStdString());
        CHECK(result.status == 2);
        CHECK(result.out.isEmpty());
        CHECK(result.err.startsWith("reconnect2026-cli: "));
        CHECK(result.err.count('\n') == 1);
    }
}

TEST_CASE("cli: help and version are answers, not mistakes")
{
    CHECK(run({id("--help")}).status == 0);
    CHECK(run({id("diagnose"), id("-h")}).out.contains("--endpoints FILE"));
    CHECK(run({id("--help")}).out.contains("allow-zoom-in-firewall"));
    CHECK(run({id("--version")}).out.startsWith("reconnect2026 "));
}

TEST_CASE("cli: a report that is cut short, hostile or not one at all ends with status 2")
{
    const QByteArray whole = report(EvidenceBuilder().evidence());
    const QList<QByteArray> hostile{
        whole.left(whole.size() / 2),
        {},
        QByteArray("\0\xff\xfe", 3),
        QByteArray(100000, '['),
        "{\"schema\": 1, \"probes\": [{\"id\": 5}]}",
        QByteArray(5 << 20, ' '),
    };
    for (const QByteArray& text : hostile) {
        const auto result = run({id("diagnose"), id("--json"), id("--from"), id("-")}, text);
        CHECK(result.status == 2);
        CHECK(result.out.isEmpty());
        CHECK(result.err.contains("is not a report"));
    }
}

TEST_CASE("cli: a broken endpoints file names its line")
{
    QTemporaryDir folder;
    const QString file = inFile(folder, "{\n\"zoom\": 5\n}");
    const auto result = run({id("diagnose"), id("--endpoints"), file});
    CHECK(result.status == 2);
    CHECK(result.out.isEmpty());
    CHECK(result.err.contains("line 2"));
}
