#include "app/cli/undo.h"

#include "app/cli/fix_json.h"
#include "core/fix/fix_words.h"
#include "core/fix/words.h"

namespace reconnect {
namespace {

QByteArray text(const QStringList& texts)
{
    QByteArray bytes;
    for (const QString& line : texts)
        for (const QString& part : line.split(QLatin1Char('\n')))
            bytes += plain(part).toUtf8() + '\n';
    return bytes;
}

QString damageLine(const Error& error)
{
    return QStringLiteral("%1  %2").arg(error.detail, damageSentence());
}

int statusFor(const QList<Undone>& results)
{
    int status = exitDone;
    for (const Undone& undone : results) {
        if (undone.result)
            continue;
        if (undone.result.error().code != ErrorCode::Cancelled)
            return exitFault;
        status = exitCancelled;
    }
    return status;
}

} // namespace

UndoTask::UndoTask(Console& console, const Arguments& arguments, Repairs& repairs)
    : m_console(console)
    , m_arguments(arguments)
    , m_repairs(repairs)
{
    connect(&repairs, &Repairs::changesChanged, this, &UndoTask::begin);
    connect(&repairs, &Repairs::undone, this, &UndoTask::tell);
    connect(&repairs, &Repairs::dismissed, this, &UndoTask::tellDismissed);
}

void UndoTask::begin()
{
    if (m_begun)
        return;
    m_begun = true;
    if (m_arguments.list) {
        list();
        return;
    }
    QList<MadeChange> chosen;
    for (const MadeChange& made : m_repairs.changes())
        if (m_arguments.all ? made.standing != Standing::Final : made.entry.id == m_arguments.id)
            chosen.append(made);
    if (chosen.isEmpty() && !m_arguments.all) {
        emit ended(m_console.misuse(tr("there is no change %1").arg(m_arguments.id)));
        return;
    }
    // Nothing is changed by it, so nothing is asked.
    if (m_arguments.dismiss) {
        m_repairs.dismiss(m_arguments.id);
        return;
    }
    if (!chosen.isEmpty() && !m_arguments.yes && !mayBegin(chosen)) {
        emit ended(exitCancelled);
        return;
    }
    if (m_arguments.all)
        m_repairs.undoAll();
    else
        m_repairs.undo(m_arguments.id);
}

void UndoTask::list()
{
    if (m_arguments.json) {
        const QJsonObject json = changesJson(m_repairs.changes(), m_repairs.damaged());
        emit ended(m_console.write(jsonText(json)) ? exitDone : exitUsage);
        return;
    }
    QStringList lines;
    for (const MadeChange& made : m_repairs.changes())
        lines.append(
            QStringLiteral("%1  %2 (%3)")
                .arg(made.entry.id, sentenceFor(made.entry.change), sentenceFor(made.standing)));
    for (const Error& error : m_repairs.damaged())
        lines.append(damageLine(error));
    if (lines.isEmpty())
        lines.append(tr("There is nothing to take back."));
    emit ended(m_console.write(text(lines)) ? exitDone : exitUsage);
}

bool UndoTask::mayBegin(const QList<MadeChange>& chosen)
{
    m_console.note(tr("This is taken back:"));
    for (const MadeChange& made : chosen)
        m_console.note(QStringLiteral("  ") + plain(sentenceFor(made.entry.change)));
    return agrees(m_console, tr("Go on?"));
}

void UndoTask::tell(const QList<Undone>& results)
{
    // What can't be read may be a change that stays.
    const QList<Error> damaged = m_arguments.all ? m_repairs.damaged() : QList<Error>();
    const int status = damaged.isEmpty() ? statusFor(results) : int(exitFault);
    if (m_arguments.json) {
        const QJsonObject json = undoneJson(results, damaged);
        emit ended(m_console.write(jsonText(json)) ? status : exitUsage);
        return;
    }
    QStringList lines;
    for (const Undone& undone : results)
        lines.append(undone.result
                         ? tr("Taken back: %1").arg(sentenceFor(undone.entry.change))
                         : QStringLiteral("%1 %2").arg(
                               sentenceFor(undone.entry.change),
                               undoSentenceFor(undone.result.error(), undone.entry.change)));
    for (const Error& error : damaged)
        lines.append(damageLine(error));
    if (lines.isEmpty())
        lines.append(tr("There is nothing to take back."));
    emit ended(m_console.write(text(lines)) ? status : exitUsage);
}

void UndoTask::tellDismissed(const Undone& result)
{
    const int status = result.result ? exitDone : exitFault;
    const QByteArray output =
        m_arguments.json ? jsonText(dismissedJson(result))
                         : text({result.result ? tr("It is listed no more. It stays as it is now.")
                                               : dismissSentenceFor(result.result.error())});
    emit ended(m_console.write(output) ? status : exitUsage);
}

} // namespace reconnect
