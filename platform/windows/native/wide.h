#pragma once

#include <QString>

namespace reconnect::windows_os {

// As the system's functions take text; lives as long as `text` does.
inline const wchar_t* wide(const QString& text)
{
    return reinterpret_cast<const wchar_t*>(text.utf16());
}

} // namespace reconnect::windows_os
