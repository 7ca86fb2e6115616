#pragma once

#include "platform/process_tools.h"
#include "tests/catch.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

// A Mac of scripts: tests/macos/tools, which keep their state in files. Only where Python runs.
namespace reconnect::test {

class SimulatedMac : public Tools {
public:
    QTemporaryDir folder;
    QStringList missing; // tools that are not there
    int mostMs = 60000;  // a command's time, where it has more

    QString disk() const { return folder.path() + QStringLiteral("/disk"); }
    QString app() const { return disk() + QStringLiteral("/Applications/zoom.us.app"); }

    SimulatedMac() { REQUIRE(QDir().mkpath(disk() + QStringLiteral("/Applications"))); }

    Result<CommandOutput> run(const Command& command) override
    {
        const QString name = command.program.section(QLatin1Char('/'), -1);
        const QString script = tools() + QLatin1Char('/') + name;
        if (missing.contains(name) || !QFile::exists(script))
            return failure(ErrorCode::NotFound, command.program);
        // Through env(1), so that nothing of this process is changed.
        Command there = command;
        there.program = QStringLiteral("/usr/bin/env");
        there.arguments = QStringList{QStringLiteral("SIMULATED_MAC=") + folder.path(), script} +
                          command.arguments;
        there.timeoutMs = qMin(command.timeoutMs + 1000, mostMs); // Python has to start
        const auto output = m_tools.run(there);
        if (output)
            CHECK(output->exitCode != 64); // a command line that the script does not know
        return output;
    }

    void set(const char* tool, const QByteArray& json) const
    {
        write(QString::fromLatin1(tool) + QStringLiteral(".json"), json);
    }
    QJsonObject state(const char* tool) const
    {
        QFile file(folder.path() + QLatin1Char('/') + QString::fromLatin1(tool) +
                   QStringLiteral(".json"));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                              : QJsonObject();
    }
    void write(const QString& name, const QByteArray& content) const
    {
        const QString path = folder.path() + QLatin1Char('/') + name;
        REQUIRE(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray calls() const
    {
        QFile file(folder.path() + QStringLiteral("/calls.jsonl"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    static QString tools() { return QStringLiteral(TEST_DATA "/../macos/tools"); }

    ProcessTools m_tools;
};

} // namespace reconnect::test
