#include "platform/windows/native/firewall_surroundings.h"

#include "platform/windows/native/wide.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QNetworkInterface>

#include <array>
#include <windows.h>

namespace reconnect::windows_os::firewall {
namespace {

constexpr DWORD maxPath = 1024;

QString inFolder(const QString& folder)
{
    return folder.isEmpty() ? QString() : folder + QStringLiteral("\\Zoom\\bin\\Zoom.exe");
}

QStringList ofMachine()
{
    return {inFolder(qEnvironmentVariable("ProgramW6432", qEnvironmentVariable("ProgramFiles"))),
            inFolder(qEnvironmentVariable("ProgramFiles(x86)"))};
}

// Where the settings of the person's programs are. Theirs may lie elsewhere, by policy; that only
// their own programs can ask.
QString roamingOf(const QString& person)
{
    if (person.isEmpty())
        return qEnvironmentVariable("APPDATA");
    const QString key =
        QStringLiteral("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList\\") + person;
    std::array<wchar_t, maxPath> home = {};
    DWORD size = sizeof home;
    // Ends with a null, and has its variables in place.
    if (RegGetValueW(HKEY_LOCAL_MACHINE, wide(key), L"ProfileImagePath",
                     RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY, nullptr, home.data(), &size) != 0)
        return {};
    return QString::fromWCharArray(home.data()) + QStringLiteral("\\AppData\\Roaming");
}

QStringList existing(const QStringList& paths)
{
    QStringList found;
    for (const QString& path : paths)
        if (!path.isEmpty() && QFileInfo(path).isFile() &&
            !found.contains(path, Qt::CaseInsensitive))
            found.append(path);
    return found;
}

// What the firewall's service has in its own environment, which a rule's path may name.
QHash<QString, QString> variables()
{
    QHash<QString, QString> all;
    for (const char* name : {"SystemRoot", "windir", "SystemDrive", "ProgramFiles",
                             "ProgramFiles(x86)", "ProgramW6432", "ProgramData",
                             "CommonProgramFiles", "CommonProgramFiles(x86)", "ALLUSERSPROFILE"}) {
        const QString value = qEnvironmentVariable(name);
        if (!value.isEmpty())
            all.insert(QString::fromLatin1(name).toLower(), value);
    }
    return all;
}

} // namespace

Surroundings lookAround(const QString& person)
{
    Surroundings here;
    here.zoom = QStringList{inFolder(roamingOf(person))} + ofMachine();
    here.installedZoom = existing(here.zoom);
    if (!here.installedZoom.isEmpty())
        here.zoom = here.installedZoom;
    here.zoom.removeAll(QString());
    here.self = QDir::toNativeSeparators(QCoreApplication::applicationFilePath());
    here.variables = variables();
    return here;
}

Networks nearNetworks()
{
    Networks networks;
    for (const QNetworkInterface& one : QNetworkInterface::allInterfaces())
        for (const QNetworkAddressEntry& entry : one.addressEntries())
            if (entry.prefixLength() > 0)
                networks.append({entry.ip(), entry.prefixLength()});
    return networks;
}

} // namespace reconnect::windows_os::firewall
