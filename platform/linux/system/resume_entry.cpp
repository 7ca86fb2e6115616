#include "platform/linux/system/resume_entry.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStringList>

namespace reconnect::linux_os {
namespace {

tl::unexpected<Error> fault(const QFileDevice& file)
{
    switch (file.error()) {
    case QFileDevice::PermissionsError:
    case QFileDevice::OpenError:
        return failure(ErrorCode::NotPermitted, file.errorString());
    case QFileDevice::ResourceError:
        return failure(ErrorCode::NoSpace, file.errorString());
    default:
        return failure(ErrorCode::Failed, file.errorString());
    }
}

// Quoted for the launcher, and then once more for the file's own strings.
QString quoted(const QString& word)
{
    QString inner;
    for (const QChar c : word) {
        if (c == u'"' || c == u'`' || c == u'$' || c == u'\\')
            inner += u'\\';
        inner += c;
    }
    inner.replace(u'\\', QStringLiteral("\\\\"));
    inner.replace(u'%', QStringLiteral("%%"));
    return u'"' + inner + u'"';
}

} // namespace

QString desktopExec(const QString& program, const QStringList& arguments)
{
    QStringList words{quoted(program)};
    for (const QString& argument : arguments)
        words.append(quoted(argument));
    return words.join(u' ');
}

QString resumeEntryPath(const QString& configHome)
{
    return configHome + QStringLiteral("/autostart/reconnect2026-resume.desktop");
}

Result<void> writeResumeEntry(const QString& configHome, const QString& program,
                              const QString& stage)
{
    const QString folder = configHome + QStringLiteral("/autostart");
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::NotPermitted, folder);
    const QString text =
        QStringLiteral("[Desktop Entry]\nType=Application\nName=Reconnect 2026\nExec=%1\n")
            .arg(desktopExec(program, {QStringLiteral("--resume"), stage}));
    QSaveFile file(resumeEntryPath(configHome));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        return fault(file);
    return {};
}

void removeResumeEntry(const QString& configHome)
{
    QFile::remove(resumeEntryPath(configHome));
}

} // namespace reconnect::linux_os
