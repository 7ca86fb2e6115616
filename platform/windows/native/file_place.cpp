#include "platform/windows/native/file_place.h"

#include "platform/windows/native/security.h"
#include "platform/windows/native/wide.h"

#include <QDir>
#include <QFileInfo>

namespace reconnect::windows_os {
namespace {

// Links followed; to be asked where it is, for which no rights in it are needed.
Handle openAnything(const QString& path)
{
    return Handle(::CreateFileW(wide(path), FILE_READ_ATTRIBUTES,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                                OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
}

Result<QString> whereItIs(const QString& path)
{
    const Handle file = openAnything(path);
    if (!file.isOpen())
        return tl::unexpected(systemError(::GetLastError(), path));
    QString found = finalPath(file.get());
    if (found.isEmpty())
        return failure(ErrorCode::Failed, path);
    return found;
}

Result<QString> whereItLeads(const QString& path)
{
    const QString native = QDir::toNativeSeparators(path);
    auto file = whereItIs(native);
    if (file || file.error().code != ErrorCode::NotFound)
        return file;
    if (::GetFileAttributesW(wide(native)) != INVALID_FILE_ATTRIBUTES)
        return failure(ErrorCode::Unsupported, path + QStringLiteral(" leads nowhere"));
    const QFileInfo info(path);
    auto folder = whereItIs(QDir::toNativeSeparators(info.path()));
    if (!folder)
        return folder;
    return QString(*folder + u'\\' + info.fileName());
}

} // namespace

QString finalPath(HANDLE file)
{
    std::vector<wchar_t> room(1 << 15); // the longest path there is
    const DWORD length = ::GetFinalPathNameByHandleW(file, room.data(), DWORD(room.size()),
                                                     FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    if (length == 0 || length >= room.size())
        return {};
    return QString::fromWCharArray(room.data(), qsizetype(length));
}

Result<FilePlace> findPlace(const QString& path)
{
    const auto file = whereItLeads(path);
    if (!file)
        return tl::unexpected(file.error());
    const qsizetype cut = file->lastIndexOf(u'\\');
    const QString folder = file->left(cut);
    FilePlace place;
    place.file = *file;
    place.besides =
        folder + QStringLiteral("\\.") + file->mid(cut + 1) + QStringLiteral(".reconnect2026");
    if (!isElevated())
        return place;
    const auto judged = judgeWay(folder, Place::Holder, place.held);
    if (!judged && judged.error().code == ErrorCode::NotTrusted)
        return failure(ErrorCode::NotPermitted,
                       judged.error().detail + QStringLiteral(" can be changed by others"));
    if (!judged)
        return tl::unexpected(judged.error());
    return place;
}

} // namespace reconnect::windows_os
