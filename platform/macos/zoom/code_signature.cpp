#include "platform/macos/zoom/code_signature.h"

#include "platform/macos/zoom/zoom_apps.h"

namespace reconnect::macos {
namespace {

constexpr qsizetype maxFiles = 64;

// Tells nothing of what Zoom signed.
bool isElsewhere(const QString& reason)
{
    for (const char* words :
         {"No such file", "Permission denied", "Operation not permitted", "CSSMERR",
          "internal error", "Interrupted", "detritus not allowed", "unsealed contents present"})
        if (reason.contains(QLatin1String(words)))
            return true;
    return reason.isEmpty();
}

// What codesign said, line by line.
struct Said {
    QString reason;
    QStringList harmed; // missing or modified
    bool isAdded = false;
    QStringList part; // the last one that it spoke of
};

Said saidOf(const QByteArray& text, const QString& app)
{
    Said said;
    const auto after = [](const QString& line, const QString& start) {
        return line.startsWith(start) ? line.mid(start.size()).trimmed() : QString();
    };
    for (const QString& line : QString::fromUtf8(text).split(QLatin1Char('\n'))) {
        if (said.reason.isEmpty())
            said.reason = after(line, app + QStringLiteral(": "));
        for (const char* start : {"file missing: ", "file modified: "})
            if (const QString file = after(line, QLatin1String(start));
                !file.isEmpty() && said.harmed.size() < maxFiles)
                said.harmed.append(file);
        said.isAdded = said.isAdded || !after(line, QStringLiteral("file added: ")).isEmpty();
        if (const QString part = after(line, QStringLiteral("In subcomponent: ")); !part.isEmpty())
            said.part = QStringList{part};
    }
    return said;
}

} // namespace

Command askSignature(const QString& app, int timeoutMs)
{
    Command command;
    command.program = QStringLiteral("/usr/bin/codesign");
    command.arguments = QStringList{
        QStringLiteral("--verify"), QStringLiteral("--deep"), QStringLiteral("--verbose=2"),
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
        return {State::OtherSigner, {app}};
    if (answer->exitCode != 1)
        return {};
    const Said said = saidOf(answer->err, app);
    if (isElsewhere(said.reason))
        return {};
    if (!said.harmed.isEmpty())
        return {State::Damaged, said.harmed};
    if (said.reason.contains(QLatin1String("sealed resource")))
        return {said.isAdded ? State::Good : State::Unknown, {}};
    return {State::Damaged, said.part.isEmpty() ? QStringList{app} : said.part};
}

} // namespace reconnect::macos
