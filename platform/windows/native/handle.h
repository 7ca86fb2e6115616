#pragma once

#include "core/result.h"

#include <utility>
#include <windows.h>

namespace reconnect::windows_os {

// A handle of the system that is closed with its owner.
class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE handle)
        : m_handle(handle == INVALID_HANDLE_VALUE ? nullptr : handle)
    {
    }
    Handle(Handle&& other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Handle()
    {
        if (m_handle)
            CloseHandle(m_handle);
    }

    HANDLE get() const { return m_handle; }
    bool isOpen() const { return m_handle != nullptr; }
    HANDLE release() { return std::exchange(m_handle, nullptr); } // the caller's from now on

private:
    HANDLE m_handle = nullptr;
};

// What GetLastError() says; `what` is for people.
Error systemError(DWORD number, const QString& what);

} // namespace reconnect::windows_os
