#include "platform/macos/zoom/code_signature.h"

#include "platform/macos/zoom/zoom_apps.h"

namespace reconnect::macos {
namespace {

constexpr qsizetype maxFiles = 64;

// Of the computer, not of the app.
bool isElsewhere(const QString& reason)
{
    for (const char* words : {"No such file", "Permission denied", "Operation not permitted",
                              "CSSMERR", "internal error", "Interrupted"})
        if (reason.contains(QLatin1String(words)))
            return true;
    return reason.isEmpty();
}

} // namespace

Command askSignature(const QString& app, int timeoutMs)
{
    Command command;
    command.program = QStringLiteral("/usr/bin/codesign");
    command.arguments = QStringList{
        QStringLiteral("--verify"),
        QStringLiteral("--deep"),
        QStringLiteral("--strict"),
        QStringLiteral("--verbose=2"),
        QStringLiteral("-R=anchor apple generic and certificate leaf[subject.OU] = \"%1\"")
            .arg(zoomTeam()),
        app};
    command.timeoutMs = timeoutMs;
    command.maxOutput = 1 << 20;
    return command;
}

AppSignature signatureFrom(const Result<CommandOutput>& answer, const QString& app)
{
    using State = AppSignature::State;
    if (!answer)
        return {};
    if (answer->exitCode == 0)
        return {State::Good, {}};
    if (answer->exitCode == 3)
        return {State::OtherSigner, {}};
    if (answer->exitCode != 1)
        return {};
    AppSignature signature;
    const QString start = app + QStringLiteral(": ");
    for (const QString& line : QString::fromUtf8(answer->err).split(QLatin1Char('\n'))) {
        if (line.startsWith(start))
            signature.state =
                isElsewhere(line.mid(start.size()).trimmed()) ? State::Unknown : State::Damaged;
        for (const char* what : {"file missing: ", "file modified: "})
            if (line.startsWith(QLatin1String(what)) && signature.files.size() < maxFiles)
                signature.files.append(line.mid(qsizetype(qstrlen(what))).trimmed());
    }
    if (signature.state == State::Unknown)
        signature.files.clear();
    return signature;
}

} // namespace reconnect::macos
