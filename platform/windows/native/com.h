#pragma once

#include "core/result.h"

#include <utility>
#include <windows.h>
// After it, because it builds on it.
#include <objbase.h>
#include <oleauto.h>

namespace reconnect::windows_os {

// COM on this thread, for as long as this lives.
class ComRoom {
public:
    ComRoom()
        : m_result(CoInitializeEx(nullptr, COINIT_MULTITHREADED))
    {
    }
    ComRoom(const ComRoom&) = delete;
    ComRoom& operator=(const ComRoom&) = delete;
    ~ComRoom()
    {
        if (SUCCEEDED(m_result))
            CoUninitialize();
    }
    // Another model that the thread has chosen before serves as well.
    HRESULT result() const { return m_result == RPC_E_CHANGED_MODE ? S_OK : m_result; }

private:
    HRESULT m_result;
};

// An interface that is released with its owner.
template<class Interface>
class ComPointer {
public:
    ComPointer() = default;
    ComPointer(const ComPointer&) = delete;
    ComPointer& operator=(const ComPointer&) = delete;
    ~ComPointer()
    {
        if (m_pointer)
            m_pointer->Release();
    }
    Interface* operator->() const { return m_pointer; }
    Interface* get() const { return m_pointer; }
    Interface** out() { return &m_pointer; }
    void** outVoid() { return reinterpret_cast<void**>(&m_pointer); }
    explicit operator bool() const { return m_pointer != nullptr; }

private:
    Interface* m_pointer = nullptr;
};

// A text of COM's; null where there was no memory, or nothing was filled in.
class ComText {
public:
    ComText() = default;
    explicit ComText(const wchar_t* text)
        : m_text(SysAllocString(text))
    {
    }
    ComText(const ComText&) = delete;
    ComText& operator=(const ComText&) = delete;
    ~ComText() { SysFreeString(m_text); }
    BSTR get() const { return m_text; }
    BSTR* out() { return &m_text; }
    QString text(int most) const
    {
        return m_text ? QString::fromWCharArray(m_text, int(SysStringLen(m_text))).left(most)
                      : QString();
    }

private:
    BSTR m_text = nullptr;
};

// What an HRESULT says; `what` is for people.
inline tl::unexpected<Error> comFailure(HRESULT result, const QString& what)
{
    ErrorCode code = ErrorCode::Failed;
    switch (result) {
    case REGDB_E_CLASSNOTREG:
    case E_NOINTERFACE:
    case E_NOTIMPL:
        code = ErrorCode::Unsupported;
        break;
    case E_ACCESSDENIED:
        code = ErrorCode::NotPermitted;
        break;
    default:
        break;
    }
    return failure(code, what + QStringLiteral(": 0x") +
                             QString::number(quint32(result), 16).rightJustified(8, u'0'));
}

} // namespace reconnect::windows_os
