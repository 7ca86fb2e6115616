#include "platform/linux/system/resume_entry.h"

#include "core/whole_file.h"

#include <QDir>
#include <QFile>
#include <QStringList>

namespace reconnect::linux_os {
namespace {

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
    return writeWholeFile(resumeEntryPath(configHome), text.toUtf8());
}

void removeResumeEntry(const QString& configHome)
{
    QFile::remove(resumeEntryPath(configHome));
}

} // namespace reconnect::linux_os
