#include "core/guide/found.h"

#include "core/diagnosis/rows.h"
#include "core/diagnosis/words.h"
#include "core/ports/security_software.h"
#include "core/tr.h"

#include <QJsonArray>

namespace reconnect {
namespace {

constexpr int mostLines = 12;

QString text(const QJsonObject& object, const char* key)
{
    return object.value(QLatin1String(key)).toString();
}

QString answerLine(const Observation& observation)
{
    const QString what =
        observation.target.isEmpty() ? nameOf(observation.layer) : observation.target;
    return tr("%1: %2.").arg(what, answerFor(observation));
}

QString nameOf(SecurityProduct::Kind kind)
{
    switch (kind) {
    case SecurityProduct::Kind::Antivirus:
        return tr("antivirus");
    case SecurityProduct::Kind::Firewall:
        return tr("firewall");
    case SecurityProduct::Kind::Filter:
        break;
    }
    return tr("filter");
}

QString nameOf(SecurityProduct::State state)
{
    switch (state) {
    case SecurityProduct::State::On:
        return tr("on");
    case SecurityProduct::State::Off:
        return tr("off");
    case SecurityProduct::State::Snoozed:
        return tr("paused");
    case SecurityProduct::State::Expired:
        return tr("run out");
    case SecurityProduct::State::Unknown:
        break;
    }
    return tr("installed");
}

// "Norton 360: antivirus on, firewall off."
QString programLine(const Observation& program)
{
    QStringList parts;
    for (const auto& one : program.detail.value(QLatin1String("parts")).toArray()) {
        SecurityProduct::Kind kind{};
        SecurityProduct::State state{};
        const QJsonObject part = one.toObject();
        if (fromToken(text(part, "kind"), kind) && fromToken(text(part, "state"), state))
            parts.append(tr("%1 %2").arg(nameOf(kind), nameOf(state)));
    }
    if (parts.isEmpty())
        return answerLine(program);
    return tr("%1: %2.").arg(program.target, parts.join(QStringLiteral(", ")));
}

QStringList firewallLines(const QList<Observation>& seen)
{
    QStringList lines;
    QStringList programs;
    for (const Observation& observation : seen) {
        if (observation.outcome == Outcome::Skipped)
            continue;
        if (isSecurityProgram(&observation)) {
            programs.append(observation.id == QLatin1String("security:programs")
                                ? tr("The security programs of this computer can't be listed.")
                                : programLine(observation));
            continue;
        }
        lines.append(answerLine(observation));
        for (const auto& rule : observation.detail.value(QLatin1String("rules")).toArray())
            lines.append(tr("Rule: %1").arg(text(rule.toObject(), "rule")));
    }
    if (lines.isEmpty() && !seen.isEmpty())
        lines.append(tr("No firewall of its own was found on this computer."));
    return lines + programs;
}

QString proxyLine(const QJsonObject& proxy)
{
    QString where = text(proxy, "host");
    const int port = proxy.value(QLatin1String("port")).toInt();
    if (port > 0)
        where += QLatin1Char(':') + QString::number(port);
    if (text(proxy, "kind") == QLatin1String("script"))
        where = tr("the script %1").arg(text(proxy, "script"));
    else if (text(proxy, "kind") == QLatin1String("detect"))
        where = tr("looked for on the network");
    const bool effective = proxy.value(QLatin1String("effective")).toBool();
    return effective ? tr("%1: %2, and Zoom uses it.").arg(text(proxy, "place"), where)
                     : tr("%1: %2, which Zoom doesn't use.").arg(text(proxy, "place"), where);
}

QStringList proxyLines(const QList<Observation>& seen)
{
    QStringList lines;
    for (const Observation& observation : seen) {
        if (observation.id != QLatin1String("proxy:config")) {
            if (observation.outcome != Outcome::Skipped)
                lines.append(answerLine(observation));
            continue;
        }
        for (const auto& one : observation.detail.value(QLatin1String("proxies")).toArray())
            lines.append(proxyLine(one.toObject()));
        if (observation.outcome == Outcome::Skipped)
            lines.append(tr("No proxy is set on this computer."));
        if (observation.outcome == Outcome::Unknown)
            lines.append(tr("The proxy settings can't be read."));
    }
    return lines;
}

QStringList clientLines(const QList<Observation>& seen)
{
    QStringList lines;
    for (const Observation& observation : seen) {
        if (observation.id != QLatin1String("client:zoom")) {
            if (observation.outcome != Outcome::Skipped)
                lines.append(answerLine(observation));
            continue;
        }
        const QJsonArray installs = observation.detail.value(QLatin1String("installs")).toArray();
        for (const auto& one : installs) {
            const QJsonObject install = one.toObject();
            const QString version = text(install, "version");
            lines.append(tr("Zoom %1 (%2), in %3.")
                             .arg(version.isEmpty() ? tr("of unknown version") : version,
                                  text(install, "kind"), text(install, "path")));
            const auto damaged = install.value(QLatin1String("damagedFiles")).toArray().size();
            if (damaged > 0)
                lines.append(tr("Files that aren't what Zoom shipped: %1.").arg(damaged));
        }
        if (installs.isEmpty())
            lines.append(observation.outcome == Outcome::Skipped
                             ? tr("No Zoom was found on this computer.")
                             : answerLine(observation));
    }
    return lines;
}

} // namespace

QStringList foundIn(Stage stage, const Evidence& evidence)
{
    const QList<Observation> seen = observationsOf(stage, evidence);
    QStringList lines;
    switch (stage) {
    case Stage::Firewall:
        lines = firewallLines(seen);
        break;
    case Stage::Proxy:
        lines = proxyLines(seen);
        break;
    case Stage::Reinstall:
        lines = clientLines(seen);
        break;
    case Stage::Checks:
    case Stage::Escalate:
        break;
    }
    if (lines.size() > mostLines) {
        const auto more = lines.size() - mostLines + 1;
        lines = lines.mid(0, mostLines - 1);
        lines.append(tr("%1 more are in the report.").arg(more));
    }
    return lines;
}

QString sentenceFor(Stage stage, StageState state)
{
    switch (state) {
    case StageState::Waiting:
    case StageState::Checking:
        return tr("The checks haven't come this far yet.");
    case StageState::Fine:
        return tr("Nothing here stops Zoom.");
    case StageState::NeedsYou:
        return tr("This is where Zoom is stopped.");
    case StageState::Fixed:
        return tr("This was mended.");
    case StageState::Skipped:
        return tr("This still stops Zoom. You went on without it.");
    case StageState::CouldNotTell:
        break;
    }
    return stage == Stage::Firewall ? tr("What could be read doesn't settle it. The steps below "
                                         "help to see for yourself.")
                                    : tr("What was seen doesn't settle it.");
}

} // namespace reconnect
