#pragma once

#include "platform/windows/proxy/internet_settings.h"

#include <cwchar>
#include <windows.h>

namespace reconnect::windows_os {

// What the system handed over with GlobalAlloc.
struct GlobalText {
    explicit GlobalText(wchar_t* given)
        : text(given)
    {
    }
    ~GlobalText()
    {
        if (text)
            GlobalFree(text);
    }
    GlobalText(const GlobalText&) = delete;
    GlobalText& operator=(const GlobalText&) = delete;

    Result<QString> value() const
    {
        if (!text)
            return QString();
        const size_t length = wcsnlen(text, maxOptionText + 1);
        if (length > size_t(maxOptionText))
            return failure(ErrorCode::TooLarge);
        return QString::fromWCharArray(text, qsizetype(length));
    }

    wchar_t* const text;
};

} // namespace reconnect::windows_os
