#include "app/cli/fix_json.h"

#include "core/error_tokens.h"
#include "core/fix/fix_words.h"
#include "core/fix/words.h"
#include "core/report/json.h"
#include "core/tokens.h"
#include "core/tr.h"
#include "version.h"

#include <QJsonArray>
#include <array>

namespace reconnect {
namespace {

using Ending = FixOutcome::Ending;

constexpr std::array endings{
    TokenName<Ending>{Ending::Kept, QLatin1String("kept")},
    TokenName<Ending>{Ending::TakenBack, QLatin1String("taken-back")},
    TokenName<Ending>{Ending::Cancelled, QLatin1String("cancelled")},
    TokenName<Ending>{Ending::Failed, QLatin1String("failed")},
    TokenName<Ending>{Ending::Stuck, QLatin1String("stuck")},
    TokenName<Ending>{Ending::Done, QLatin1String("done")},
};

constexpr std::array standings{
    TokenName<Standing>{Standing::Untouched, QLatin1String("untouched")},
    TokenName<Standing>{Standing::Undoable, QLatin1String("undoable")},
    TokenName<Standing>{Standing::Conflict, QLatin1String("conflict")},
    TokenName<Standing>{Standing::NotKnown, QLatin1String("not-known")},
    TokenName<Standing>{Standing::Final, QLatin1String("final")},
};

QString token(Rights rights)
{
    return rights == Rights::Person ? QStringLiteral("person") : QStringLiteral("administrator");
}

QJsonObject head()
{
    return {{QStringLiteral("schema"), 1},
            {QStringLiteral("tool"),
             QJsonObject{{QStringLiteral("name"), QStringLiteral("reconnect2026")},
                         {QStringLiteral("version"), QString::fromLatin1(toolVersion)}}}};
}

QJsonValue verdictOf(const Diagnosis& diagnosis)
{
    return toJson(Evidence{}, diagnosis)[QStringLiteral("verdict")];
}

QJsonObject changeJson(const Change& change)
{
    return {{QStringLiteral("change"), token(change)},
            {QStringLiteral("sentence"), sentenceFor(change)},
            {QStringLiteral("reversible"), isReversible(change)}};
}

QJsonObject entryJson(const Entry& entry)
{
    QJsonObject json = changeJson(entry.change);
    json[QStringLiteral("id")] = entry.id;
    return json;
}

QJsonObject errorJson(const Error& error, const QString& sentence)
{
    return {{QStringLiteral("code"), token(error.code)},
            {QStringLiteral("detail"), error.detail},
            {QStringLiteral("sentence"), sentence}};
}

QJsonArray damagedJson(const QList<Error>& damaged)
{
    QJsonArray unread;
    for (const Error& error : damaged)
        unread.append(errorJson(error, damageSentence()));
    return unread;
}

} // namespace

QString damageSentence()
{
    return tr("A note of a change can't be read.");
}

QString token(FixOutcome::Ending ending)
{
    return tokenIn(endings, ending);
}

QString token(Standing standing)
{
    return tokenIn(standings, standing);
}

QJsonObject planJson(const PreparedFix& fix, const Diagnosis& before)
{
    QJsonObject json = head();
    json[QStringLiteral("fix")] = token(fix.fix);
    json[QStringLiteral("verdict")] = verdictOf(before);
    QJsonArray changes;
    for (const Change& change : fix.plan->changes)
        changes.append(changeJson(change));
    json[QStringLiteral("plan")] =
        QJsonObject{{QStringLiteral("promise"), fix.plan->promise},
                    {QStringLiteral("changes"), changes},
                    {QStringLiteral("rights"), token(fix.rights)},
                    {QStringLiteral("reversible"), fix.plan->reversible},
                    {QStringLiteral("needs_download"), fix.plan->needsDownload}};
    return json;
}

QJsonObject outcomeJson(Fix fix, const FixOutcome& outcome, const Diagnosis& last)
{
    QJsonObject json = head();
    json[QStringLiteral("fix")] = token(fix);
    json[QStringLiteral("ending")] = token(outcome.ending);
    QJsonArray changes;
    for (const Entry& entry : outcome.entries)
        changes.append(entryJson(entry));
    json[QStringLiteral("changes")] = changes;
    json[QStringLiteral("said")] = outcome.said;
    if (outcome.ending == Ending::Failed || outcome.ending == Ending::Stuck)
        json[QStringLiteral("error")] = errorJson(outcome.error, sentenceFor(outcome));
    json[QStringLiteral("verdict")] = verdictOf(last);
    return json;
}

QJsonObject changesJson(const QList<MadeChange>& changes, const QList<Error>& damaged)
{
    QJsonObject json = head();
    QJsonArray list;
    for (const MadeChange& made : changes) {
        QJsonObject change = entryJson(made.entry);
        change[QStringLiteral("fix")] = token(made.entry.fix);
        change[QStringLiteral("when")] = made.entry.when.toUTC().toString(Qt::ISODateWithMs);
        change[QStringLiteral("said")] = made.entry.said;
        change[QStringLiteral("standing")] = token(made.standing);
        change[QStringLiteral("rights")] = token(made.rights);
        list.append(change);
    }
    json[QStringLiteral("changes")] = list;
    json[QStringLiteral("damaged")] = damagedJson(damaged);
    return json;
}

QJsonObject undoneJson(const QList<Undone>& results, const QList<Error>& damaged)
{
    QJsonObject json = head();
    QJsonArray undone;
    QJsonArray left;
    for (const Undone& one : results) {
        QJsonObject change = entryJson(one.entry);
        if (one.result) {
            undone.append(change);
            continue;
        }
        change[QStringLiteral("error")] =
            errorJson(one.result.error(), undoSentenceFor(one.result.error(), one.entry.change));
        left.append(change);
    }
    json[QStringLiteral("undone")] = undone;
    json[QStringLiteral("left")] = left;
    json[QStringLiteral("damaged")] = damagedJson(damaged);
    return json;
}

QJsonObject dismissedJson(const Undone& result)
{
    QJsonObject json = head();
    QJsonObject change = entryJson(result.entry);
    if (!result.result)
        change[QStringLiteral("error")] =
            errorJson(result.result.error(), dismissSentenceFor(result.result.error()));
    json[QStringLiteral("dismissed")] = result.result ? QJsonArray{change} : QJsonArray();
    json[QStringLiteral("left")] = result.result ? QJsonArray() : QJsonArray{change};
    return json;
}

} // namespace reconnect
