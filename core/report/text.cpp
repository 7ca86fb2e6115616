#include "core/report/text.h"

#include "core/diagnosis/words.h"
#include "core/tr.h"
#include "version.h"

namespace reconnect {
namespace {

class Paint {
public:
    explicit Paint(bool on)
        : m_on(on)
    {
    }

    QString bold(const QString& text) const { return with("1", text); }
    QString dim(const QString& text) const { return with("2", text); }
    QString mark(Outcome outcome) const
    {
        switch (outcome) {
        case Outcome::Passed:
            return with("32", QStringLiteral("+"));
        case Outcome::Failed:
        case Outcome::TimedOut:
            return with("31", QStringLiteral("x"));
        case Outcome::Unknown:
            return with("33", QStringLiteral("?"));
        case Outcome::Skipped:
        case Outcome::NotRun:
            break;
        }
        return with("2", QStringLiteral("-"));
    }

private:
    QString with(const char* code, const QString& text) const
    {
        return m_on ? QStringLiteral("\033[%1m%2\033[0m").arg(QLatin1String(code), text) : text;
    }
    bool m_on;
};

// Text that came from the network must not move a terminal's cursor or break a line.
QString plain(const QString& text)
{
    QString result = text;
    for (QChar& letter : result)
        if (letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format)
            letter = QLatin1Char(' ');
    return result;
}

QString fixesOf(const Finding& finding)
{
    QStringList names;
    for (const Fix fix : finding.fixes)
        names.append(finding.cause == Cause::ClientMissing ? wordsFor(finding).action
                                                           : nameOf(fix));
    return names.join(QStringLiteral("; "));
}

void appendFinding(QString& text, const Finding& finding, const Paint& paint)
{
    const Words words = wordsFor(finding);
    text += paint.bold(plain(words.headline)) + QLatin1Char('\n');
    if (!words.why.isEmpty())
        text += plain(words.why) + QLatin1Char('\n');
    if (!finding.fixes.isEmpty())
        text += tr("What helps: %1").arg(fixesOf(finding)) + QLatin1Char('\n');
    if (finding.cause != Cause::None && finding.cause != Cause::Unknown)
        text += paint.dim(
                    tr("How sure: %1 (%2)").arg(nameOf(finding.confidence), token(finding.cause))) +
                QLatin1Char('\n');
}

void appendMore(QString& text, const QString& title, const QList<Finding>& findings,
                const Paint& paint)
{
    if (findings.isEmpty())
        return;
    text += QLatin1Char('\n') + paint.dim(title) + QLatin1Char('\n');
    for (const Finding& finding : findings)
        appendFinding(text, finding, paint);
}

void appendRow(QString& text, const Observation& observation, const Paint& paint)
{
    text += QStringLiteral("  ") + paint.mark(observation.outcome) + QLatin1Char(' ') +
            plain(sentenceFor(observation)) + QLatin1Char('\n');
}

void appendGrounds(QString& text, const Evidence& evidence, const Diagnosis& diagnosis,
                   const Paint& paint)
{
    QStringList wanted = diagnosis.verdict.evidence;
    for (const Finding& finding : diagnosis.otherCauses + diagnosis.notes)
        wanted += finding.evidence;
    QString rows;
    for (const Observation& observation : evidence.observations)
        if (wanted.contains(observation.id))
            appendRow(rows, observation, paint);
    if (!rows.isEmpty())
        text += QLatin1Char('\n') + paint.dim(tr("What this rests on")) + QLatin1Char('\n') + rows;
}

void appendEverything(QString& text, const Evidence& evidence, const Paint& paint)
{
    bool first = true;
    Layer layer = Layer::Link;
    for (const Observation& observation : evidence.observations) {
        if (first || observation.layer != layer)
            text += QLatin1Char('\n') + paint.dim(nameOf(observation.layer)) + QLatin1Char('\n');
        first = false;
        layer = observation.layer;
        appendRow(text, observation, paint);
    }
    text += QLatin1Char('\n') +
            tr("Checked %1 in %2 ms on %3, by Reconnect 2026 %4. Not affiliated with Zoom.")
                .arg(evidence.started.toUTC().toString(Qt::ISODate))
                .arg(evidence.durationMs)
                .arg(plain(evidence.osVersion), QString::fromLatin1(toolVersion)) +
            QLatin1Char('\n');
}

} // namespace

QString toText(const Evidence& evidence, const Diagnosis& diagnosis, TextOptions options)
{
    const Paint paint(options.colour);
    QString text;
    appendFinding(text, diagnosis.verdict, paint);
    appendMore(text, tr("Also in the way"), diagnosis.otherCauses, paint);
    appendMore(text, tr("Worth knowing"), diagnosis.notes, paint);
    if (options.everything)
        appendEverything(text, evidence, paint);
    else
        appendGrounds(text, evidence, diagnosis, paint);
    return text;
}

} // namespace reconnect
