#include "platform/simulated/native/simulated_mac.h"

#include "core/net/hosts_file.h"
#include "platform/lookup_answer.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <limits>

#include <unistd.h>

namespace reconnect::simulated {
namespace {

constexpr int scriptMs = 2000; // for Python to start on a busy computer
constexpr int unscripted = 64; // what a script ends with that does not know its words

QJsonObject state(const char* tool)
{
    QFile file(folder() + QLatin1Char('/') + QString::fromLatin1(tool) + QStringLiteral(".json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QList<QHostAddress> pinned(const QString& name)
{
    QFile file(places().root + QStringLiteral("/etc/hosts"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QHostAddress> addresses;
    const auto isIt = [&name](const QString& other) {
        return other.compare(name, Qt::CaseInsensitive) == 0;
    };
    for (const HostsLine& line : hostsLines(file.readAll(), isIt))
        addresses.append(line.address);
    return addresses;
}

} // namespace

QString folder()
{
    return qEnvironmentVariable("SIMULATED_MAC");
}

macos::MacPlaces places()
{
    macos::MacPlaces made;
    made.root = folder() + QStringLiteral("/disk");
    made.home = made.root + QStringLiteral("/Users/person");
    made.user = ::getuid();
    made.programs = QCoreApplication::applicationDirPath();
    return made;
}

bool isOfAdministrators()
{
    return state("person")[QStringLiteral("administrator")].toBool();
}

Command inPlaceOf(const Command& command)
{
    bool isOfSystem = false;
    for (const char* place : {"/usr/", "/bin/", "/sbin/", "/System/"})
        isOfSystem = isOfSystem || command.program.startsWith(QLatin1String(place));
    if (!isOfSystem)
        return command;
    Command there = command;
    const QString script = qEnvironmentVariable("SIMULATED_TOOLS") + QLatin1Char('/') +
                           command.program.section(u'/', -1);
    there.program = script; // none: as where macOS has none
    if (QFile::exists(script)) {
        there.program = QStringLiteral("/usr/bin/python3");
        there.arguments =
            QStringList{QStringLiteral("-SE"), QStringLiteral("-B"), script} + command.arguments;
    }
    if (command.timeoutMs < std::numeric_limits<int>::max() - scriptMs)
        there.timeoutMs += scriptMs;
    return there;
}

void noteUnscripted(const Command& command, const Result<CommandOutput>& output)
{
    QFile notes(folder() + QStringLiteral("/unscripted"));
    if (output && output->exitCode == unscripted && notes.open(QIODevice::Append))
        notes.write(
            (command.program + QLatin1Char(' ') + command.arguments.join(u' ') + QLatin1Char('\n'))
                .toUtf8());
}

void SimulatedRunner::run(const Command& command, QObject* context, Done done)
{
    m_runner.run(inPlaceOf(command), context,
                 [command, done = std::move(done)](const Result<CommandOutput>& output) {
                     noteUnscripted(command, output);
                     done(output);
                 });
}

Result<CommandOutput> SimulatedTools::run(const Command& command)
{
    const auto output = m_tools.run(inPlaceOf(command));
    noteUnscripted(command, output);
    return output;
}

void SimulatedResolver::lookup(const QString& name, QObject* context, Done done)
{
    const QJsonObject names = state("names");
    QList<QHostAddress> found = pinned(name);
    if (found.isEmpty())
        for (const QJsonValue address : names[name].toArray())
            found.append(QHostAddress(address.toString()));
    if (found.isEmpty() && names[QStringLiteral("*")] == QStringLiteral("network")) {
        m_network.lookup(name, context, std::move(done));
        return;
    }
    using Status = SystemLookup::Status;
    const SystemLookup answer =
        lookupAnswer(found.isEmpty() ? Status::NotFound : Status::Found, found, {});
    QTimer::singleShot(0, context, [answer, done = std::move(done)] { done(answer); });
}

QDateTime SimulatedTime::now() const
{
    const double ahead = state("clock")[QStringLiteral("offset")].toDouble();
    return ComputerTimepiece::now().addMSecs(qint64(ahead * 1000));
}

} // namespace reconnect::simulated
