#include "platform/windows/native/installer_files.h"

#include "platform/windows/native/file_place.h"
#include "platform/windows/native/handle.h"
#include "platform/windows/native/security.h"

#include <QDir>

#include <array>
#include <vector>

#include <msi.h>
#include <msiquery.h>

namespace reconnect::windows_os {
namespace {

constexpr DWORD chunk = 1 << 20;
constexpr DWORD maxText = 512;     // of a property
constexpr int summaryTemplate = 7; // PID_TEMPLATE

tl::unexpected<Error> lastError(const QString& what)
{
    return tl::unexpected(systemError(GetLastError(), what));
}

// The path by which Windows itself knows an open file, without its prefix.
QString plainPath(HANDLE file)
{
    const QString name = finalPath(file);
    const QString start = QStringLiteral("\\\\?\\");
    return name.startsWith(start) ? name.mid(start.size()) : name;
}

// Long names in place of short ones ("PROGRA~1"), which a final path never has.
QString longPath(const QString& native)
{
    std::vector<wchar_t> path(32768);
    const DWORD length = GetLongPathNameW(reinterpret_cast<LPCWSTR>(native.utf16()), path.data(),
                                          DWORD(path.size()));
    return length > 0 && length < path.size() ? QString::fromWCharArray(path.data()) : native;
}

Result<void> isPlain(HANDLE file, const QString& native, qint64 maxBytes)
{
    BY_HANDLE_FILE_INFORMATION facts = {};
    if (GetFileType(file) != FILE_TYPE_DISK || !GetFileInformationByHandle(file, &facts))
        return failure(ErrorCode::NotPermitted, native);
    if (facts.dwFileAttributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT))
        return failure(ErrorCode::NotPermitted, native);
    // A junction on the way leads to another place than the one that was named: of an
    // administrator's program it would make a reader for the person. Homes may lie behind one.
    if (isElevated() && plainPath(file).compare(longPath(native), Qt::CaseInsensitive) != 0)
        return failure(ErrorCode::NotPermitted, native);
    const qint64 size = (qint64(facts.nFileSizeHigh) << 32) | facts.nFileSizeLow;
    return size > maxBytes ? failure(ErrorCode::TooLarge, native) : Result<void>();
}

Result<void> copyBytes(HANDLE from, HANDLE to, const QString& name, qint64 maxBytes)
{
    std::vector<char> buffer(chunk);
    qint64 copied = 0;
    for (;;) {
        DWORD got = 0;
        if (!ReadFile(from, buffer.data(), chunk, &got, nullptr))
            return lastError(name);
        if (got == 0)
            break;
        copied += got;
        if (copied > maxBytes)
            return failure(ErrorCode::TooLarge, name);
        DWORD written = 0;
        if (!WriteFile(to, buffer.data(), got, &written, nullptr))
            return lastError(name);
        if (written != got)
            return failure(ErrorCode::NoSpace, name);
    }
    return FlushFileBuffers(to) ? Result<void>() : lastError(name);
}

// The functions of msi.dll that read a package.
class Msi {
public:
    Msi()
        : m_library(LoadLibraryExW(L"msi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32))
    {
        load(openDatabase, "MsiOpenDatabaseW");
        load(openView, "MsiDatabaseOpenViewW");
        load(execute, "MsiViewExecute");
        load(fetch, "MsiViewFetch");
        load(text, "MsiRecordGetStringW");
        load(summary, "MsiGetSummaryInformationW");
        load(property, "MsiSummaryInfoGetPropertyW");
        load(close, "MsiCloseHandle");
    }
    Msi(const Msi&) = delete;
    Msi& operator=(const Msi&) = delete;
    ~Msi()
    {
        if (m_library)
            FreeLibrary(m_library);
    }
    bool isWhole() const { return m_isWhole; }

    decltype(&MsiOpenDatabaseW) openDatabase = nullptr;
    decltype(&MsiDatabaseOpenViewW) openView = nullptr;
    decltype(&MsiViewExecute) execute = nullptr;
    decltype(&MsiViewFetch) fetch = nullptr;
    decltype(&MsiRecordGetStringW) text = nullptr;
    decltype(&MsiGetSummaryInformationW) summary = nullptr;
    decltype(&MsiSummaryInfoGetPropertyW) property = nullptr;
    decltype(&MsiCloseHandle) close = nullptr;

private:
    template<class Function>
    void load(Function& function, const char* name)
    {
        void (*const found)() =
            m_library ? reinterpret_cast<void (*)()>(GetProcAddress(m_library, name)) : nullptr;
        function = reinterpret_cast<Function>(found);
        m_isWhole = m_isWhole && found;
    }

    HMODULE m_library;
    bool m_isWhole = true;
};

class MsiObject {
public:
    explicit MsiObject(const Msi& msi)
        : m_msi(msi)
    {
    }
    MsiObject(const MsiObject&) = delete;
    MsiObject& operator=(const MsiObject&) = delete;
    ~MsiObject()
    {
        if (m_handle)
            m_msi.close(m_handle);
    }
    MSIHANDLE* put() { return &m_handle; }
    MSIHANDLE get() const { return m_handle; }

private:
    const Msi& m_msi;
    MSIHANDLE m_handle = 0;
};

QString propertyOf(const Msi& msi, MSIHANDLE database, const char* name)
{
    const QString query = QStringLiteral("SELECT `Value` FROM `Property` WHERE `Property` = '%1'")
                              .arg(QLatin1String(name));
    MsiObject view(msi);
    MsiObject record(msi);
    std::array<wchar_t, maxText> value{};
    DWORD length = value.size();
    if (msi.openView(database, reinterpret_cast<LPCWSTR>(query.utf16()), view.put()) != 0 ||
        msi.execute(view.get(), 0) != 0 || msi.fetch(view.get(), record.put()) != 0 ||
        msi.text(record.get(), 1, value.data(), &length) != 0)
        return {};
    return QString::fromWCharArray(value.data(), qsizetype(length));
}

// "x64;1033,1031" up to the languages.
QString platformOf(const Msi& msi, MSIHANDLE database)
{
    MsiObject summary(msi);
    std::array<wchar_t, maxText> value{};
    DWORD length = value.size();
    UINT type = 0;
    INT number = 0;
    FILETIME time = {};
    if (msi.summary(database, nullptr, 0, summary.put()) != 0 ||
        msi.property(summary.get(), summaryTemplate, &type, &number, &time, value.data(),
                     &length) != 0)
        return {};
    return QString::fromWCharArray(value.data(), qsizetype(length)).section(QLatin1Char(';'), 0, 0);
}

} // namespace

Result<void> NativeInstallerFiles::copy(const QString& from, const QString& to, qint64 maxBytes)
{
    const QString source = QDir::toNativeSeparators(from);
    const QString target = QDir::toNativeSeparators(to);
    // Of a disk of this computer: another one would be told who asks, and may answer as it likes.
    const bool isLocal =
        source.size() > 3 && source[1] == u':' && source[2] == u'\\' &&
        GetDriveTypeW(reinterpret_cast<LPCWSTR>(source.left(3).utf16())) != DRIVE_REMOTE;
    if (!isLocal || source.contains(QChar(u'\0')))
        return failure(ErrorCode::NotPermitted, source);
    // Shared for reading alone: nobody writes to it from here on.
    const Handle file(CreateFileW(
        reinterpret_cast<LPCWSTR>(source.utf16()), GENERIC_READ, FILE_SHARE_READ, nullptr,
        OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
    if (!file.isOpen())
        return lastError(source);
    if (const auto plain = isPlain(file.get(), source, maxBytes); !plain)
        return plain;
    const Handle copied(CreateFileW(reinterpret_cast<LPCWSTR>(target.utf16()), GENERIC_WRITE, 0,
                                    nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!copied.isOpen())
        return lastError(target);
    return copyBytes(file.get(), copied.get(), target, maxBytes);
}

Result<MsiFacts> NativeInstallerFiles::msiFacts(const QString& path)
{
    const Msi msi;
    if (!msi.isWhole())
        return failure(ErrorCode::Unsupported, QStringLiteral("msi.dll"));
    const QString native = QDir::toNativeSeparators(path);
    MsiObject database(msi);
    if (msi.openDatabase(reinterpret_cast<LPCWSTR>(native.utf16()), MSIDBOPEN_READONLY,
                         database.put()) != 0)
        return failure(ErrorCode::Malformed, native);
    MsiFacts facts{propertyOf(msi, database.get(), "ProductName"),
                   propertyOf(msi, database.get(), "ProductVersion"),
                   platformOf(msi, database.get())};
    if (facts.name.isEmpty() || facts.version.isEmpty())
        return failure(ErrorCode::Malformed, native);
    return facts;
}

bool NativeInstallerFiles::isInstalling()
{
    return Handle(OpenMutexW(SYNCHRONIZE, FALSE, L"Global\\_MSIExecute")).isOpen();
}

} // namespace reconnect::windows_os
