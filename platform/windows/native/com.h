#pragma once

#include "core/result.h"

#include <optional>
#include <utility>
#include <windows.h>
// After it, because they stand on it.
#include <oleauto.h>

namespace reconnect::windows_os {

// COM on this thread, for as long as this lives. A thread that has it in another way keeps that.
class ComThread {
public:
    ComThread()
        : m_result(CoInitializeEx(nullptr, COINIT_MULTITHREADED | COINIT_DISABLE_OLE1DDE))
    {
        // Kept for the life of the program, so that the last thread to leave doesn't unload what
        // others may still be in.
        static CO_MTA_USAGE_COOKIE kept = nullptr;
        static const HRESULT keeping = CoIncrementMTAUsage(&kept);
        static_cast<void>(keeping);
    }
    ~ComThread()
    {
        if (SUCCEEDED(m_result))
            CoUninitialize();
    }
    ComThread(const ComThread&) = delete;
    ComThread& operator=(const ComThread&) = delete;

private:
    HRESULT m_result;
};

// A counted reference that is given back with its owner.
template<class T>
class ComRef {
public:
    ComRef() = default;
    ComRef(ComRef&& other) noexcept
        : m_object(std::exchange(other.m_object, nullptr))
    {
    }
    ComRef& operator=(ComRef&& other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~ComRef()
    {
        if (m_object)
            m_object->Release();
    }

    T* get() const { return m_object; }
    T* operator->() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }
    T** out() { return &m_object; } // only while empty
    void** outVoid() { return reinterpret_cast<void**>(&m_object); }
    template<class Other>
    HRESULT from(Other* object)
    {
        return object->QueryInterface(__uuidof(T), reinterpret_cast<void**>(&m_object));
    }

private:
    T* m_object = nullptr;
};

// At most 64 Ki letters, which is far above what a rule can hold ([MS-FASP] 2.2.37).
inline QString textOf(BSTR text)
{
    constexpr qsizetype most = 64 << 10;
    return QString::fromWCharArray(text, qMin(qsizetype(SysStringLen(text)), most));
}

class Bstr {
public:
    Bstr() = default;
    explicit Bstr(const QString& text)
        : m_text(
              SysAllocStringLen(reinterpret_cast<const OLECHAR*>(text.utf16()), UINT(text.size())))
    {
    }
    ~Bstr() { SysFreeString(m_text); }
    Bstr(const Bstr&) = delete;
    Bstr& operator=(const Bstr&) = delete;

    BSTR get() const { return m_text; }
    BSTR* out() { return &m_text; } // only while empty
    QString text() const { return textOf(m_text); }

private:
    BSTR m_text = nullptr;
};

class Variant {
public:
    Variant() { VariantInit(&m_value); }
    ~Variant() { VariantClear(&m_value); }
    Variant(const Variant&) = delete;
    Variant& operator=(const Variant&) = delete;

    VARIANT* out() { return &m_value; }
    bool isEmpty() const { return m_value.vt == VT_EMPTY || m_value.vt == VT_NULL; }
    QString text() const { return m_value.vt == VT_BSTR ? textOf(m_value.bstrVal) : QString(); }
    std::optional<LONG> number() const
    {
        return m_value.vt == VT_I4 ? std::optional(m_value.lVal) : std::nullopt;
    }
    IUnknown* object() const
    {
        const bool holdsOne = m_value.vt == VT_DISPATCH || m_value.vt == VT_UNKNOWN;
        return holdsOne ? m_value.punkVal : nullptr;
    }

private:
    VARIANT m_value;
};

// What a failed call means; `what` is for people. Unsupported: no such class, interface or method,
// or the service behind it is off. Source: "Windows Firewall Error Codes" and "Common HRESULT
// Values" on learn.microsoft.com.
Error comError(HRESULT result, const QString& what);

} // namespace reconnect::windows_os
