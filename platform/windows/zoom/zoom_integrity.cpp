#include "platform/windows/zoom/zoom_integrity.h"

#include <QFileInfo>

namespace reconnect::windows_os {

QStringList checkedLibraries()
{
    return {QStringLiteral("zVideoApp.dll"),   QStringLiteral("zVideoUI.dll"),
            QStringLiteral("zWebService.dll"), QStringLiteral("XmppDll.dll"),
            QStringLiteral("ssb_sdk.dll"),     QStringLiteral("tp.dll"),
            QStringLiteral("nydus.dll"),       QStringLiteral("viper.dll"),
            QStringLiteral("zData.dll"),       QStringLiteral("util.dll")};
}

void checkIntegrity(const InstalledZoom& install, const SignedFiles& files,
                    const QDeadlineTimer& deadline, ZoomInstall& into)
{
    const QString own = install.shown + QStringLiteral("\\Zoom.exe");
    if (!QFileInfo::exists(install.program())) {
        into.damagedFiles = QStringList{own};
        into.integrityChecked = true;
        return;
    }
    bool allKnown = true;
    switch (files.signature(install.program())) {
    case Signature::Missing:
    case Signature::Altered:
    case Signature::OtherSigner:
        into.damagedFiles.append(own);
        break;
    case Signature::NotTrusted:
    case Signature::Unreadable:
        allKnown = false;
        break;
    case Signature::Good:
        break;
    }
    for (const QString& name : checkedLibraries()) {
        const QString path = install.folder + QLatin1Char('/') + name;
        if (!QFileInfo::exists(path))
            continue;
        if (deadline.hasExpired()) {
            allKnown = false;
            break;
        }
        if (files.signature(path) == Signature::Altered)
            into.damagedFiles.append(install.shown + QLatin1Char('\\') + name);
    }
    into.integrityChecked = allKnown || !into.damagedFiles.isEmpty();
}

} // namespace reconnect::windows_os
