#include "platform/windows/system/hosts_path.h"

#include <QDir>

namespace reconnect::windows_os {
namespace {

bool isOnDrive(const QString& path)
{
    return path.size() > 3 && path[0].unicode() < 128 && path[0].isLetter() && path[1] == u':' &&
           path[2] == u'/' && !path.mid(2).contains(u':') && !path.contains(u'%');
}

QString forward(QString path)
{
    return path.replace(u'\\', u'/');
}

} // namespace

QString hostsPathFrom(const QString& dataBasePath, const QString& windowsFolder)
{
    const QString windows = forward(windowsFolder);
    QString folder = forward(dataBasePath).trimmed();
    for (const char* name : {"%SystemRoot%", "%windir%"})
        folder.replace(QLatin1String(name), windows, Qt::CaseInsensitive);
    if (!isOnDrive(folder))
        folder = windows + QStringLiteral("/System32/drivers/etc");
    return QDir::cleanPath(folder + QStringLiteral("/hosts"));
}

} // namespace reconnect::windows_os
