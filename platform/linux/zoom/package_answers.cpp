#include "platform/linux/zoom/package_answers.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace reconnect::linux_os {
namespace {

constexpr qsizetype maxDamaged = 100;
constexpr qsizetype maxPath = 300;

} // namespace

QString versionFromText(const QByteArray& text)
{
    static const QRegularExpression version(QStringLiteral("[0-9]+(\\.[0-9]+)+"));
    return version.match(QString::fromLatin1(text.left(4096))).captured().left(40);
}

QString versionFromDpkg(const QByteArray& answer)
{
    return answer.startsWith("installed ") ? versionFromText(answer) : QString();
}

QString versionFromRpm(const QByteArray& answer)
{
    return answer.contains("is not installed") ? QString() : versionFromText(answer);
}

QString versionFromSnapYaml(const QByteArray& yaml)
{
    for (const QByteArray& line : yaml.split('\n'))
        if (line.startsWith("version:"))
            return versionFromText(line);
    return {};
}

QString versionFromMetainfo(const QByteArray& xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement &&
            reader.name() == QLatin1String("release"))
            return versionFromText(reader.attributes().value(QLatin1String("version")).toLatin1());
    return {};
}

QStringList damagedFrom(const QByteArray& verified)
{
    static const QRegularExpression form(
        QStringLiteral("^(missing|[.?SM5DLUGTP]{8,9})\\s+(?:([cdglr])\\s+)?(/.+?)(?: \\(.*\\))?$"));
    QStringList damaged;
    for (const QByteArray& line : verified.split('\n')) {
        const auto match = form.match(QString::fromUtf8(line));
        if (!match.hasMatch() || damaged.size() == maxDamaged)
            continue;
        const QString marks = match.captured(1);
        const bool changed = marks == QLatin1String("missing") ||
                             marks.contains(QLatin1Char('5')) || marks.contains(QLatin1Char('S')) ||
                             marks.contains(QLatin1Char('L'));
        if (changed && match.captured(2) != QLatin1String("c"))
            damaged.append(match.captured(3).left(maxPath));
    }
    return damaged;
}

QString connectivityFromNmcli(const QByteArray& answer)
{
    const QByteArray state = answer.trimmed();
    if (state == "disconnected" || state == "asleep")
        return QStringLiteral("disconnected");
    return state.startsWith("connect") ? QStringLiteral("connected") : QString();
}

} // namespace reconnect::linux_os
