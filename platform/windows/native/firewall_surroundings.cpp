#include "platform/windows/native/firewall_surroundings.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QNetworkInterface>

#include <windows.h>

namespace reconnect::windows_os::firewall {
namespace {

constexpr DWORD maxPersons = 200;
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

// The home of one person, by their key in the list.
QString homeIn(HKEY list, const wchar_t* person)
{
    HKEY key = nullptr;
    if (RegOpenKeyExW(list, person, 0, KEY_READ | KEY_WOW64_64KEY, &key) != ERROR_SUCCESS)
        return {};
    wchar_t path[maxPath + 1] = {}; // it need not end with a null there
    DWORD size = maxPath * sizeof(wchar_t);
    DWORD type = 0;
    const LSTATUS status = RegQueryValueExW(key, L"ProfileImagePath", nullptr, &type,
                                            reinterpret_cast<BYTE*>(path), &size);
    RegCloseKey(key);
    wchar_t whole[maxPath] = {};
    const bool isText = type == REG_SZ || type == REG_EXPAND_SZ;
    if (status != ERROR_SUCCESS || !isText)
        return {};
    const DWORD length = ExpandEnvironmentStringsW(path, whole, maxPath);
    return length > 0 && length <= maxPath ? QString::fromWCharArray(whole) : QString();
}

// The homes of all who have logged in here.
QStringList homes()
{
    QStringList found;
    HKEY list = nullptr;
    if (RegOpenKeyExW(HKEY_LOCAL_MACHINE,
                      L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList", 0,
                      KEY_READ | KEY_WOW64_64KEY, &list) != ERROR_SUCCESS)
        return found;
    for (DWORD at = 0; at < maxPersons; ++at) {
        wchar_t name[MAX_PATH];
        DWORD length = MAX_PATH;
        if (RegEnumKeyExW(list, at, name, &length, nullptr, nullptr, nullptr, nullptr) !=
            ERROR_SUCCESS)
            break;
        if (const QString home = homeIn(list, name); !home.isEmpty())
            found.append(home);
    }
    RegCloseKey(list);
    return found;
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

Surroundings lookAround(Whose whose)
{
    Surroundings here;
    const QStringList own = QStringList{inFolder(qEnvironmentVariable("APPDATA"))} + ofMachine();
    QStringList all = own;
    // Others' folders are none of a checkup's business.
    if (whose == Whose::Everybodys)
        for (const QString& home : homes())
            all.append(inFolder(home + QStringLiteral("\\AppData\\Roaming")));
    here.installedZoom = existing(all);
    here.zoom = whose == Whose::Own ? existing(own) : here.installedZoom;
    if (here.zoom.isEmpty())
        here.zoom = own;
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
