#include "app/session/shared_report.h"

#include "core/report/json.h"
#include "core/report/text.h"
#include "core/tr.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QStringConverter>
#include <QSysInfo>
#include <cstdio>

namespace reconnect {

Person person()
{
    QString user = qEnvironmentVariable("USER");
    if (user.isEmpty())
        user = qEnvironmentVariable("USERNAME");
    return {user, QSysInfo::machineHostName(), QDir::homePath()};
}

QString sharedText(const Evidence& evidence)
{
    const Evidence shared = redacted(evidence, person());
    TextOptions options;
    options.everything = true;
    return toText(shared, diagnose(shared), options);
}

QByteArray sharedJson(const Evidence& evidence)
{
    const Evidence shared = redacted(evidence, person());
    return QJsonDocument(toJson(shared, diagnose(shared))).toJson();
}

Result<Evidence> loadReport(const QString& path)
{
    QFile file(path);
    const bool open = path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                 : file.open(QIODevice::ReadOnly);
    if (!open)
        return failure(ErrorCode::NotFound, file.errorString());
    constexpr qint64 moreThanAllowed = (4 << 20) + 1; // evidenceFromJson says TooLarge
    QByteArray report;
    while (report.size() < moreThanAllowed) { // a pipe gives it piece by piece
        const QByteArray piece = file.read(moreThanAllowed - report.size());
        if (piece.isEmpty())
            break;
        report += piece;
    }
    // As Windows PowerShell's ">" writes it.
    const auto encoding = QStringConverter::encodingForData(report);
    if (encoding && *encoding != QStringConverter::Utf8 && report.size() < moreThanAllowed)
        report = QString(QStringDecoder(*encoding)(report)).toUtf8();
    return evidenceFromJson(report);
}

QString unloadable(const QString& path, const Error& error)
{
    const char* words = error.code == ErrorCode::NotFound
                            ? QT_TRANSLATE_NOOP("reconnect", "%1 can't be read: %2")
                            : QT_TRANSLATE_NOOP("reconnect", "%1 is not a report: %2");
    return tr(words).arg(path, error.detail);
}

} // namespace reconnect
