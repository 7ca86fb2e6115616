#include "platform/macos/zoom/zoom_apps.h"

#include "platform/macos/zoom/plist_text.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace reconnect::macos {
namespace {

constexpr int versionMs = 1000;
const QString appPath = QStringLiteral("/Applications/zoom.us.app");

} // namespace

QString zoomTeam()
{
    return QStringLiteral("BJ4HAAB9B3");
}

QStringList zoomApps(const ZoomFolders& folders)
{
    QStringList apps{folders.root + appPath};
    if (!folders.home.isEmpty())
        apps.append(folders.home + appPath);
    apps.removeIf([](const QString& app) { return !QFileInfo(app).isDir(); });
    return apps;
}

QString shownApp(const QString& app, const ZoomFolders& folders)
{
    if (!folders.home.isEmpty() && app.startsWith(folders.home + QLatin1Char('/')))
        return QLatin1Char('~') + app.mid(folders.home.size());
    return app.mid(folders.root.size());
}

QString programOf(const QString& app)
{
    return app + QStringLiteral("/Contents/MacOS/zoom.us");
}

Command askVersion(const QString& app)
{
    Command command;
    command.program = QStringLiteral("/usr/bin/plutil");
    command.arguments =
        QStringList{QStringLiteral("-convert"), QStringLiteral("xml1"), QStringLiteral("-o"),
                    QStringLiteral("-"), app + QStringLiteral("/Contents/Info.plist")};
    command.timeoutMs = versionMs;
    command.maxOutput = 1 << 20;
    return command;
}

QString versionFrom(const Result<CommandOutput>& answer)
{
    if (!answer || answer->exitCode != 0)
        return {};
    const auto texts = textsOfPlist(answer->out);
    if (!texts ||
        texts->value(QStringLiteral("CFBundleIdentifier")) != QLatin1String("us.zoom.xos"))
        return {};
    static const QRegularExpression plain(QStringLiteral("^\\d{1,9}(\\.\\d{1,9}){1,3}$"));
    static const QRegularExpression shown(
        QStringLiteral("^(\\d{1,9}(?:\\.\\d{1,9}){1,2}) \\((\\d{1,9})\\)$"));
    const QString version = texts->value(QStringLiteral("CFBundleVersion"));
    if (plain.match(version).hasMatch())
        return version;
    const auto match = shown.match(texts->value(QStringLiteral("CFBundleShortVersionString")));
    return match.hasMatch() ? match.captured(1) + QLatin1Char('.') + match.captured(2) : QString();
}

QStringList startCommand(const QString& ranAs, const ZoomFolders& folders)
{
    const QStringList apps = zoomApps(folders);
    QString chosen = apps.value(0);
    for (const QString& app : apps)
        if (!ranAs.isEmpty() && ranAs.startsWith(app + QLatin1Char('/')))
            chosen = app;
    return chosen.isEmpty() ? QStringList() : QStringList{QStringLiteral("/usr/bin/open"), chosen};
}

} // namespace reconnect::macos
