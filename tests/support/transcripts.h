#pragma once

#include "core/ports/tools.h"
#include "tests/catch.h"

#include <QFile>
#include <QHash>
#include <QTimer>

// What tools of another system printed, from tests/data. A file begins with lines "# source: …",
// "# argv: …" and "# exit: N"; then comes what was printed, and after a line "#stderr" what was
// printed there. "{name}" stands for what a test names so.
namespace reconnect::test {

struct Transcript {
    QString line; // the command, words set apart by spaces
    CommandOutput output;
};

inline Transcript transcript(const char* path, const QHash<QString, QString>& names = {})
{
    INFO("transcript " << path);
    QFile file(QStringLiteral(TEST_DATA "/") + QString::fromLatin1(path));
    REQUIRE(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    for (auto name = names.begin(); name != names.end(); ++name)
        text.replace(QLatin1Char('{') + name.key() + QLatin1Char('}'), name.value());
    Transcript read;
    bool hasSource = false;
    while (text.startsWith(QLatin1String("# "))) {
        const QString head = text.section(QLatin1Char('\n'), 0, 0).mid(2);
        text = text.section(QLatin1Char('\n'), 1);
        const QString value = head.section(QLatin1String(": "), 1);
        hasSource = hasSource || head.startsWith(QLatin1String("source: "));
        if (head.startsWith(QLatin1String("argv: ")))
            read.line = value;
        else if (head.startsWith(QLatin1String("exit: ")))
            read.output.exitCode = value.toInt();
    }
    CHECK(hasSource);
    REQUIRE_FALSE(read.line.isEmpty());
    const QString mark = QStringLiteral("#stderr\n");
    const qsizetype at = text.indexOf(mark);
    read.output.out = text.left(at < 0 ? text.size() : at).toUtf8();
    if (at >= 0)
        read.output.err = text.mid(at + mark.size()).toUtf8();
    return read;
}

// Answers from transcripts, and fails the test on a command that none of them is about.
class TranscriptTools : public Tools, public CommandRunner {
public:
    QStringList lines; // asked, in order

    void add(const char* path, const QHash<QString, QString>& names = {})
    {
        const Transcript read = transcript(path, names);
        m_answers.insert(read.line, read.output);
    }
    void answer(const QString& line, const Result<CommandOutput>& output)
    {
        m_answers.insert(line, output);
    }

    Result<CommandOutput> run(const Command& command) override
    {
        const QString line =
            (QStringList{command.program} + command.arguments).join(QLatin1Char(' '));
        lines.append(line);
        CHECK(command.timeoutMs > 0);
        const auto found = m_answers.constFind(line);
        if (found == m_answers.constEnd()) {
            FAIL_CHECK("no transcript of: " << line.toStdString());
            return failure(ErrorCode::NotFound, line);
        }
        return *found;
    }
    void run(const Command& command, QObject* context, Done done) override
    {
        const auto output = run(command);
        QTimer::singleShot(0, context, [output, done = std::move(done)] { done(output); });
    }

private:
    QHash<QString, Result<CommandOutput>> m_answers;
};

} // namespace reconnect::test
