#include "core/security/known_programs.h"
#include "tests/catch.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace reconnect;

namespace {

QByteArray file()
{
    QFile json(QStringLiteral(TEST_DATA "/../../resources/antivirus.json"));
    REQUIRE(json.open(QIODevice::ReadOnly));
    return json.readAll();
}

// The list with one change to its first program.
QByteArray with(const char* key, const QJsonValue& value)
{
    QJsonObject root = QJsonDocument::fromJson(file()).object();
    QJsonArray programs = root[QStringLiteral("programs")].toArray();
    QJsonObject first = programs.at(0).toObject();
    if (value.isUndefined())
        first.remove(QLatin1String(key));
    else
        first.insert(QLatin1String(key), value);
    programs.replace(0, first);
    root[QStringLiteral("programs")] = programs;
    return QJsonDocument(root).toJson();
}

QString problemOf(const QByteArray& json)
{
    const auto parsed = parseKnownPrograms(json);
    return parsed ? QStringLiteral("none") : parsed.error().detail;
}

QString idOf(const char* name)
{
    const KnownProgram* program = programByName(knownPrograms(), QString::fromLatin1(name));
    return program ? program->id : QStringLiteral("none");
}

} // namespace

TEST_CASE("known programs: the built-in list is the file's, and has who is to be in it")
{
    const auto parsed = parseKnownPrograms(file());
    INFO(problemOf(file()).toStdString());
    REQUIRE(parsed);
    CHECK(knownPrograms().size() == parsed->size());
    for (const char* id : {"norton", "mcafee", "bitdefender", "avast", "avg", "kaspersky", "eset",
                           "sophos", "trend-micro", "malwarebytes", "avira", "f-secure", "webroot",
                           "microsoft-defender", "little-snitch", "lulu", "opensnitch", "clamav"}) {
        CAPTURE(id);
        const KnownProgram* program = programById(knownPrograms(), QString::fromLatin1(id));
        REQUIRE(program);
        CHECK_FALSE(program->kinds.isEmpty());
    }
    CHECK_FALSE(programById(knownPrograms(), QString()));
}

TEST_CASE("known programs: what can stop Zoom says how to make an exception, in calm words")
{
    for (const KnownProgram& program : knownPrograms()) {
        CAPTURE(program.id);
        CHECK((program.exception.isEmpty() == false || !program.mayStop));
        CHECK(program.exception.size() <= 4);
        const QString text = program.exception.join(QLatin1Char(' '));
        CHECK((program.exception.isEmpty() || text.contains(QStringLiteral("{app}"))));
        for (const char* word : {"please", "!", "turn off", "disable", "failed", "error"})
            CHECK_FALSE(text.contains(QLatin1String(word), Qt::CaseInsensitive));
        // Something identifies it on each system that it names a place on.
        CHECK((!program.names.isEmpty()));
    }
}

TEST_CASE("known programs: a name is known from its beginning, by whole words")
{
    CHECK(idOf("Norton 360") == QStringLiteral("norton"));
    CHECK(idOf("norton security") == QStringLiteral("norton"));
    CHECK(idOf("McAfee\u00ae Total Protection") != QStringLiteral("norton"));
    CHECK(idOf("AVG Antivirus") == QStringLiteral("avg"));
    CHECK(idOf("Avgust Tools") == QStringLiteral("none"));
    CHECK(idOf("Windows Defender") == QStringLiteral("microsoft-defender"));
    CHECK(idOf("Windows Defender Firewall") == QStringLiteral("windows-firewall"));
    CHECK(idOf("Microsoft Defender Antivirus") == QStringLiteral("microsoft-defender"));
    CHECK(idOf("Remover for Norton") == QStringLiteral("none"));
    CHECK(idOf("") == QStringLiteral("none"));
}

TEST_CASE("known programs: anything out of shape is refused with its line")
{
    CHECK(problemOf("[]").startsWith(QStringLiteral("line 1: ")));
    CHECK(problemOf("{\"programs\": 1}").contains(QStringLiteral("a list is needed here")));
    CHECK(problemOf("{\n\"programs\": [],\n\"more\": 1}").startsWith(QStringLiteral("line 3: ")));
    CHECK(problemOf("{\"programs\": [], \"programs\": []}").contains(QStringLiteral("twice")));
    CHECK(
        problemOf(with("id", QStringLiteral("No Id"))).contains(QStringLiteral("programs[0].id")));
    CHECK(problemOf(with("id", QStringLiteral("avast"))).contains(QStringLiteral("twice")));
    CHECK(problemOf(with("kinds", QJsonArray{QStringLiteral("wall")}))
              .contains(QStringLiteral("antivirus, firewall or filter")));
    CHECK(problemOf(with("may_stop", 1)).contains(QStringLiteral("true or false")));
    CHECK(problemOf(with("names", QJsonArray())).contains(QStringLiteral("at least one")));
    CHECK(problemOf(with("name", QString(201, u'x'))).contains(QStringLiteral("200 letters")));
    CHECK(
        problemOf(with("name", QStringLiteral("two\nlines"))).contains(QStringLiteral("one line")));
    CHECK(problemOf(with("source", QStringLiteral("http://example.com")))
              .contains(QStringLiteral("https://")));
    CHECK(problemOf(with("source", QJsonValue(QJsonValue::Undefined)))
              .contains(QStringLiteral("\"source\" is missing")));
    QJsonArray many;
    for (int i = 0; i < 17; ++i)
        many.append(QString::number(i));
    CHECK(problemOf(with("names", many)).contains(QStringLiteral("at most 16")));
    const QJsonObject bad{{QStringLiteral("paths"), QJsonArray{QStringLiteral("/opt/../etc")}},
                          {QStringLiteral("processes"), QJsonArray()}};
    CHECK(problemOf(with("linux", bad)).contains(QStringLiteral("a path from the root")));
    const auto large = parseKnownPrograms(QByteArray(129 * 1024, ' '));
    REQUIRE_FALSE(large);
    CHECK(large.error().code == ErrorCode::TooLarge);
}
