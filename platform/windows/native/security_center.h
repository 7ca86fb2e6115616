#pragma once

#include <windows.h>
// After it, because it builds on it.
#include <oaidl.h>

namespace reconnect::windows_os {

// Of iwscapi.h, which mingw-w64 lacks: the methods in the order of Microsoft's documentation,
// behind those of IDispatch, as in the header of the Windows SDK.
// learn.microsoft.com/windows/win32/api/iwscapi/nn-iwscapi-iwscproduct
class WscProduct : public IDispatch {
public:
    virtual HRESULT STDMETHODCALLTYPE get_ProductName(BSTR* name) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_ProductState(int* state) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_SignatureStatus(int* status) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_RemediationPath(BSTR* path) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_ProductStateTimestamp(BSTR* stamp) = 0;
};

// learn.microsoft.com/windows/win32/api/iwscapi/nn-iwscapi-iwscproductlist
class WscProductList : public IDispatch {
public:
    virtual HRESULT STDMETHODCALLTYPE Initialize(ULONG provider) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_Count(LONG* count) = 0;
    virtual HRESULT STDMETHODCALLTYPE get_Item(ULONG index, WscProduct** product) = 0;
};

inline constexpr GUID productListClass{
    0x17072F7B, 0x9ABE, 0x4A74, {0xA2, 0x61, 0x1E, 0xB7, 0x6B, 0x55, 0x10, 0x7A}};
inline constexpr GUID productListInterface{
    0x722A338C, 0x6E8E, 0x4E72, {0xAC, 0x27, 0x14, 0x17, 0xFB, 0x0C, 0x81, 0xC2}};

// WSC_SECURITY_PROVIDER; a list holds one kind, and can't be initialized twice.
// learn.microsoft.com/windows/win32/api/wscapi/ne-wscapi-wsc_security_provider
inline constexpr ULONG firewallProvider = 1;
inline constexpr ULONG antivirusProvider = 4;

} // namespace reconnect::windows_os
