#include "platform/windows/native/internet_settings.h"

#include "platform/windows/native/session.h"

#include "platform/windows/native/background.h"
#include "platform/windows/native/handle.h"
#include "platform/windows/native/internet_settings_text.h"

#include <QMutex>
#include <QTimer>
#include <QWinEventNotifier>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>
// After windows.h.
#include <ras.h>
#include <raserror.h>
#include <wininet.h>

namespace reconnect::windows_os {
namespace {

const wchar_t* const settingsKey =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections";

constexpr DWORD maxValueName = 16384; // the registry's own limit, with the zero
constexpr DWORD maxValues = 1000;

// A key that is closed with its owner; null where it could not be opened.
struct Key {
    Key(HKEY root, const wchar_t* path) { status = RegOpenKeyExW(root, path, 0, KEY_READ, &key); }
    ~Key()
    {
        if (key)
            RegCloseKey(key);
    }
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    HKEY key = nullptr;
    LSTATUS status;
};

tl::unexpected<Error> lastError(const QString& what)
{
    return tl::unexpected<Error>(systemError(GetLastError(), what));
}

// Null for the default connection, as WinINet wants it. The list points into `name`.
INTERNET_PER_CONN_OPTION_LISTW listFor(std::wstring& name, INTERNET_PER_CONN_OPTIONW& option)
{
    INTERNET_PER_CONN_OPTION_LISTW list = {};
    list.dwSize = sizeof list;
    list.pszConnection = name.empty() ? nullptr : name.data();
    list.dwOptionCount = 1;
    list.pOptions = &option;
    return list;
}

Result<INTERNET_PER_CONN_OPTIONW> query(const QString& connection, DWORD number)
{
    std::wstring name = connection.toStdWString();
    INTERNET_PER_CONN_OPTIONW option = {};
    option.dwOption = number;
    auto list = listFor(name, option);
    DWORD size = sizeof list;
    if (!InternetQueryOptionW(nullptr, INTERNET_OPTION_PER_CONNECTION_OPTION, &list, &size))
        return lastError(QStringLiteral("InternetQueryOption"));
    return option;
}

Result<QString> queryText(const QString& connection, DWORD number)
{
    const auto option = query(connection, number);
    if (!option)
        return tl::unexpected<Error>(option.error());
    return GlobalText(option->Value.pszValue).value();
}

Result<quint32> queryFlags(const QString& connection)
{
    auto option = query(connection, INTERNET_PER_CONN_FLAGS_UI);
    if (!option)
        option = query(connection, INTERNET_PER_CONN_FLAGS);
    if (!option)
        return tl::unexpected<Error>(option.error());
    return quint32(option->Value.dwValue);
}

// What asker and thread share; whoever lets go last closes it.
struct Ticket {
    const Handle bell{CreateEventW(nullptr, TRUE, FALSE, nullptr)};
    QMutex guard; // see windows_zoom_client.cpp
    ProxySnapshot snapshot;
};

void takeNow(const std::shared_ptr<Ticket>& ticket)
{
    NativeInternetSettings settings;
    ProxySnapshot snapshot = snapshotOf(settings, isSignedInPerson());
    {
        const QMutexLocker lock(&ticket->guard);
        ticket->snapshot = std::move(snapshot);
    }
    SetEvent(ticket->bell.get());
}

ProxySnapshot unread()
{
    ProxySnapshot snapshot;
    snapshot.problems.append(placeOf({}) + QStringLiteral(" can't be read"));
    return snapshot;
}

} // namespace

Result<QStringList> NativeInternetSettings::connections()
{
    const auto policy = policies();
    if (!policy)
        return tl::unexpected<Error>(policy.error());
    const Key key(policy->forAllUsers ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER, settingsKey);
    if (key.status == ERROR_FILE_NOT_FOUND)
        return QStringList();
    if (key.status != ERROR_SUCCESS)
        return tl::unexpected<Error>(
            systemError(DWORD(key.status), QStringLiteral("the list of connections")));
    QStringList names;
    std::vector<wchar_t> name(maxValueName);
    for (DWORD i = 0; i < maxValues && names.size() < maxConnections; ++i) {
        DWORD length = maxValueName;
        const LSTATUS status =
            RegEnumValueW(key.key, i, name.data(), &length, nullptr, nullptr, nullptr, nullptr);
        if (status == ERROR_NO_MORE_ITEMS)
            break;
        if (status != ERROR_SUCCESS)
            return tl::unexpected<Error>(
                systemError(DWORD(status), QStringLiteral("the list of connections")));
        const QString text = QString::fromWCharArray(name.data(), int(length));
        // The default one, what others start from, and the services': all asked for elsewhere.
        const bool isOwn =
            text.compare(QLatin1String("DefaultConnectionSettings"), Qt::CaseInsensitive) != 0 &&
            text.compare(QLatin1String("SavedLegacySettings"), Qt::CaseInsensitive) != 0 &&
            !text.startsWith(QLatin1String("WinHttpSettings"), Qt::CaseInsensitive);
        if (isOwn && !text.isEmpty())
            names.append(text);
    }
    return names;
}

Result<QStringList> NativeInternetSettings::dialled()
{
    std::vector<RASCONNW> all(1);
    for (int tries = 0; tries < 3; ++tries) {
        all[0].dwSize = sizeof(RASCONNW);
        DWORD size = DWORD(all.size() * sizeof(RASCONNW));
        DWORD count = 0;
        const DWORD status = RasEnumConnectionsW(all.data(), &size, &count);
        if (status == ERROR_BUFFER_TOO_SMALL) {
            all.resize(std::min<size_t>(size / sizeof(RASCONNW) + 1, maxConnections));
            continue;
        }
        if (status != ERROR_SUCCESS)
            return failure(ErrorCode::Failed, QStringLiteral("RasEnumConnections: %1").arg(status));
        QStringList names;
        for (size_t i = 0; i < std::min<size_t>(count, all.size()); ++i)
            names.append(QString::fromWCharArray(
                all[i].szEntryName, qsizetype(wcsnlen(all[i].szEntryName, RAS_MaxEntryName))));
        return names;
    }
    return failure(ErrorCode::TooLarge);
}

Result<ConnectionOptions> NativeInternetSettings::options(const QString& connection)
{
    const auto flags = queryFlags(connection);
    if (!flags)
        return tl::unexpected<Error>(flags.error());
    ConnectionOptions options;
    options.flags = *flags;
    const std::pair<DWORD, QString*> texts[]{
        {INTERNET_PER_CONN_PROXY_SERVER, &options.server},
        {INTERNET_PER_CONN_PROXY_BYPASS, &options.bypass},
        {INTERNET_PER_CONN_AUTOCONFIG_URL, &options.script},
    };
    for (const auto& [number, text] : texts) {
        const auto value = queryText(connection, number);
        if (!value)
            return tl::unexpected<Error>(value.error());
        *text = *value;
    }
    return options;
}

Result<void> NativeInternetSettings::setFlags(const QString& connection, quint32 flags)
{
    std::wstring name = connection.toStdWString();
    INTERNET_PER_CONN_OPTIONW option = {};
    option.dwOption = INTERNET_PER_CONN_FLAGS;
    option.Value.dwValue = flags;
    auto list = listFor(name, option);
    if (!InternetSetOptionW(nullptr, INTERNET_OPTION_PER_CONNECTION_OPTION, &list, sizeof list))
        return lastError(QStringLiteral("InternetSetOption"));
    // Programs that run take it up. It is set whether or not they could be told.
    InternetSetOptionW(nullptr, INTERNET_OPTION_SETTINGS_CHANGED, nullptr, 0);
    InternetSetOptionW(nullptr, INTERNET_OPTION_REFRESH, nullptr, 0);
    return {};
}

void NativeProxySnapshots::take(QObject* context, Done done)
{
    const auto ticket = std::make_shared<Ticket>();
    if (!ticket->bell.isOpen() || !inBackground([ticket] { takeNow(ticket); })) {
        QTimer::singleShot(0, context, [done = std::move(done)] { done(unread()); });
        return;
    }
    // Owned by the context: gone with it, and the thread then rings a bell nobody hears.
    auto* notifier = new QWinEventNotifier(ticket->bell.get(), context);
    QObject::connect(notifier, &QWinEventNotifier::activated, notifier,
                     [ticket, notifier, done = std::move(done)] {
                         notifier->setEnabled(false);
                         notifier->deleteLater();
                         const QMutexLocker lock(&ticket->guard);
                         done(ticket->snapshot);
                     });
}

} // namespace reconnect::windows_os
