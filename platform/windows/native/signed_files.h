#pragma once

#include "platform/windows/native/authenticode.h"

namespace reconnect::windows_os {

class NativeSignedFiles : public SignedFiles {
public:
    explicit NativeSignedFiles(Authenticode authenticode = Authenticode());

    Signature signature(const QString& path) const override;
    // learn.microsoft.com/windows/win32/api/winver/nf-winver-getfileversioninfoexw
    QString version(const QString& path) const override;

private:
    Authenticode m_authenticode;
};

} // namespace reconnect::windows_os
