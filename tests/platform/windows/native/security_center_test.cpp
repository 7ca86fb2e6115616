#include "platform/windows/native/com.h"
#include "platform/windows/native/security_center.h"
#include "platform/windows/native/security_sources.h"
#include "tests/catch.h"

#include <string>
#include <vector>

using namespace reconnect;
using namespace reconnect::windows_os;

// Wine has no Security Center. A class of ours takes its place in this process, so that the reading
// of it is run for real; that Windows' own has these methods in this order only Windows can show.
namespace {

// What COM asks of every object, for one that a test owns.
template<class Interface>
class Owned : public Interface {
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) override
    {
        *object = static_cast<Interface*>(this);
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++held; }
    ULONG STDMETHODCALLTYPE Release() override { return --held; }

    ULONG held = 0;
};

template<class Interface>
class Dispatched : public Owned<Interface> {
public:
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo**) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR*, UINT, LCID, DISPID*) override
    {
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE Invoke(DISPID, REFIID, LCID, WORD, DISPPARAMS*, VARIANT*, EXCEPINFO*,
                                     UINT*) override
    {
        return E_NOTIMPL;
    }
};

class FakeProduct : public Dispatched<WscProduct> {
public:
    FakeProduct(std::wstring shown, int stands)
        : name(std::move(shown))
        , state(stands)
    {
    }
    HRESULT STDMETHODCALLTYPE get_ProductName(BSTR* text) override
    {
        *text = name.empty() ? nullptr : SysAllocString(name.c_str());
        return name.empty() ? E_FAIL : S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_ProductState(int* value) override
    {
        *value = state;
        return state < 0 ? E_FAIL : S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_SignatureStatus(int*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE get_RemediationPath(BSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE get_ProductStateTimestamp(BSTR*) override { return E_NOTIMPL; }

    std::wstring name;
    int state;
};

// As Windows' own, one list holds one kind.
class FakeList : public Dispatched<WscProductList> {
public:
    HRESULT STDMETHODCALLTYPE Initialize(ULONG provider) override
    {
        of = provider;
        return refuses ? E_ACCESSDENIED : S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_Count(LONG* count) override
    {
        *count = claims >= 0 ? claims : LONG(products().size());
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE get_Item(ULONG index, WscProduct** product) override
    {
        if (index >= products().size())
            return E_INVALIDARG;
        *product = &products()[index];
        (*product)->AddRef();
        return S_OK;
    }

    std::vector<FakeProduct>& products() { return of == antivirusProvider ? antivirus : firewalls; }
    std::vector<FakeProduct> antivirus;
    std::vector<FakeProduct> firewalls;
    ULONG of = 0;
    LONG claims = -1; // more than there are
    bool refuses = false;
};

class Factory : public Owned<IClassFactory> {
public:
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown*, REFIID, void** object) override
    {
        list.AddRef();
        *object = &list;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL) override { return S_OK; }

    FakeList list;
};

class Center {
public:
    Center()
    {
        REQUIRE(SUCCEEDED(CoRegisterClassObject(productListClass, &factory, CLSCTX_INPROC_SERVER,
                                                REGCLS_MULTIPLEUSE, &cookie)));
    }
    ~Center() { CoRevokeClassObject(cookie); }

    FakeList& list() { return factory.list; }

private:
    const ComThread com;
    Factory factory;
    DWORD cookie = 0;
};

} // namespace

TEST_CASE("native security: Security Center's lists are read, and everything is let go again")
{
    Center center;
    center.list().antivirus.emplace_back(L"Norton 360", 0);
    center.list().antivirus.emplace_back(L"", 0); // one that can't be read hides no other
    center.list().antivirus.emplace_back(L"Windows Defender", -1);
    center.list().firewalls.emplace_back(std::wstring(900, L'x'), 2);
    const auto told = WindowsSecuritySources().securityCenter();
    REQUIRE(told);
    REQUIRE(told->size() == 3);
    CHECK(told->at(0).name == QStringLiteral("Norton 360"));
    CHECK(told->at(0).kind == SecurityProduct::Kind::Antivirus);
    CHECK(told->at(0).state == 0);
    CHECK(told->at(1).name == QStringLiteral("Windows Defender"));
    CHECK(told->at(1).state == 0xFFFFFFFF); // no state that there is
    CHECK(told->at(2).kind == SecurityProduct::Kind::Firewall);
    CHECK(told->at(2).name.size() == 256);
    CHECK(told->at(2).state == 2);
    CHECK(center.list().held == 0);
    for (const FakeProduct& product : center.list().antivirus)
        CHECK(product.held == 0);
}

TEST_CASE("native security: a Security Center that claims too much, or refuses, does no harm")
{
    Center center;
    center.list().antivirus.emplace_back(L"Norton 360", 0);
    center.list().claims = 2147483647;
    const auto told = WindowsSecuritySources().securityCenter();
    REQUIRE(told);
    CHECK(told->size() == 1);
    center.list().refuses = true;
    const auto refused = WindowsSecuritySources().securityCenter();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::NotPermitted);
    CHECK(center.list().held == 0);
}
