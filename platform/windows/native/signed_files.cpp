#include "platform/windows/native/signed_files.h"

#include <QDir>

#include <vector>
#include <windows.h>

namespace reconnect::windows_os {

namespace {
constexpr DWORD maxResource = 1 << 20;
}

NativeSignedFiles::NativeSignedFiles(Authenticode authenticode)
    : m_authenticode(std::move(authenticode))
{
}

Signature NativeSignedFiles::signature(const QString& path) const
{
    return m_authenticode.judge(path);
}

QString NativeSignedFiles::version(const QString& path) const
{
    const QString native = QDir::toNativeSeparators(path);
    const auto* const name = reinterpret_cast<LPCWSTR>(native.utf16());
    DWORD unused = 0;
    const DWORD bytes = GetFileVersionInfoSizeW(name, &unused);
    if (bytes == 0 || bytes > maxResource)
        return {};
    std::vector<BYTE> resource(bytes);
    void* value = nullptr;
    UINT length = 0;
    if (!GetFileVersionInfoW(name, 0, bytes, resource.data()) ||
        !VerQueryValueW(resource.data(), L"\\", &value, &length) ||
        length < sizeof(VS_FIXEDFILEINFO))
        return {};
    const auto* const facts = static_cast<const VS_FIXEDFILEINFO*>(value);
    if (facts->dwSignature != VS_FFI_SIGNATURE ||
        (facts->dwFileVersionMS == 0 && facts->dwFileVersionLS == 0))
        return {};
    return QStringLiteral("%1.%2.%3.%4")
        .arg(HIWORD(facts->dwFileVersionMS))
        .arg(LOWORD(facts->dwFileVersionMS))
        .arg(HIWORD(facts->dwFileVersionLS))
        .arg(LOWORD(facts->dwFileVersionLS));
}

} // namespace reconnect::windows_os
