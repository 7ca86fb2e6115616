#include "platform/windows/native/security_sources.h"

#include "platform/windows/native/com.h"
#include "platform/windows/native/security_center.h"

#include <wbemidl.h>

namespace reconnect::windows_os {
namespace {

constexpr int maxProducts = 32;
constexpr int maxName = 256;
constexpr ULONG patienceMs = 2000; // for WMI's next row
constexpr int noState = -1;        // of those that there are

tl::unexpected<Error> failed(HRESULT result, const char* what)
{
    return tl::unexpected(comError(result, QString::fromLatin1(what)));
}

Result<void> addCenter(ULONG provider, SecurityProduct::Kind kind, QList<CenterEntry>& entries)
{
    ComRef<WscProductList> list;
    HRESULT result = CoCreateInstance(productListClass, nullptr, CLSCTX_INPROC_SERVER,
                                      productListInterface, list.outVoid());
    if (FAILED(result))
        return failed(result, "Security Center");
    LONG count = 0;
    result = list->Initialize(provider);
    if (SUCCEEDED(result))
        result = list->get_Count(&count);
    if (FAILED(result))
        return failed(result, "Security Center's list");
    for (LONG i = 0; i < count && i < maxProducts; ++i) {
        ComRef<WscProduct> product;
        Bstr name;
        int state = noState;
        if (FAILED(list->get_Item(ULONG(i), product.out())) || !product ||
            FAILED(product->get_ProductName(name.out())))
            continue; // one that can't be read hides no other
        if (FAILED(product->get_ProductState(&state)))
            state = noState;
        entries.append({kind, name.text().left(maxName), quint32(state)});
    }
    return {};
}

// CIM's uint32 comes through COM as VT_I4.
CenterEntry entryOf(IWbemClassObject& row, SecurityProduct::Kind kind)
{
    Variant name; // stays empty where it can't be read
    Variant state;
    row.Get(L"displayName", 0, name.out(), nullptr, nullptr);
    row.Get(L"productState", 0, state.out(), nullptr, nullptr);
    return {kind, name.text().left(maxName), quint32(state.number().value_or(noState))};
}

// WMI answers in the name of who asks, by each of its objects.
// learn.microsoft.com/windows/win32/wmisdk/setting-the-security-on-iwbemservices-and-other-proxies
HRESULT asWhoAsks(IUnknown& object)
{
    const HRESULT result =
        CoSetProxyBlanket(&object, RPC_C_AUTHN_WINNT, RPC_C_AUTHZ_NONE, nullptr,
                          RPC_C_AUTHN_LEVEL_CALL, RPC_C_IMP_LEVEL_IMPERSONATE, nullptr, EOAC_NONE);
    return result == E_NOINTERFACE ? S_OK : result; // in this very process there is no proxy
}

Result<void> addWmi(IWbemServices& services, const QString& query, SecurityProduct::Kind kind,
                    QList<CenterEntry>& entries)
{
    ComRef<IEnumWbemClassObject> rows;
    HRESULT result = services.ExecQuery(Bstr(QStringLiteral("WQL")).get(), Bstr(query).get(),
                                        WBEM_FLAG_FORWARD_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY,
                                        nullptr, rows.out());
    if (SUCCEEDED(result))
        result = asWhoAsks(*rows.get());
    if (FAILED(result))
        return failed(result, "WMI's list");
    for (int i = 0; i < maxProducts; ++i) {
        ComRef<IWbemClassObject> row;
        ULONG returned = 0;
        result = rows->Next(LONG(patienceMs), 1, row.out(), &returned);
        if (result == HRESULT(WBEM_S_TIMEDOUT))
            return failure(ErrorCode::TimedOut, QStringLiteral("WMI's list"));
        if (FAILED(result))
            return failed(result, "WMI's list");
        if (returned == 0 || !row)
            break;
        entries.append(entryOf(*row.get(), kind));
    }
    return {};
}

Result<void> connectTo(const QString& place, ComRef<IWbemServices>& services)
{
    ComRef<IWbemLocator> locator;
    HRESULT result = CoCreateInstance(__uuidof(WbemLocator), nullptr, CLSCTX_INPROC_SERVER,
                                      __uuidof(IWbemLocator), locator.outVoid());
    if (FAILED(result))
        return failed(result, "WMI");
    result =
        locator->ConnectServer(Bstr(place).get(), nullptr, nullptr, nullptr,
                               WBEM_FLAG_CONNECT_USE_MAX_WAIT, nullptr, nullptr, services.out());
    if (result == HRESULT(WBEM_E_INVALID_NAMESPACE))
        return failure(ErrorCode::Unsupported, QStringLiteral("no ") + place);
    if (SUCCEEDED(result))
        result = asWhoAsks(*services.get());
    return FAILED(result) ? failed(result, "WMI's connection") : Result<void>();
}

} // namespace

Result<QList<CenterEntry>> WindowsSecuritySources::securityCenter()
{
    const ComThread com;
    QList<CenterEntry> entries;
    for (const auto& [provider, kind] :
         {std::pair{antivirusProvider, SecurityProduct::Kind::Antivirus},
          std::pair{firewallProvider, SecurityProduct::Kind::Firewall}})
        if (const auto added = addCenter(provider, kind, entries); !added)
            return tl::unexpected(added.error());
    return entries;
}

Result<QList<CenterEntry>> WindowsSecuritySources::wmi()
{
    const ComThread com;
    ComRef<IWbemServices> services;
    if (const auto connected = connectTo(QStringLiteral("root\\SecurityCenter2"), services);
        !connected)
        return tl::unexpected(connected.error());
    QList<CenterEntry> entries;
    for (const auto& [of, kind] :
         {std::pair{QStringLiteral("AntiVirusProduct"), SecurityProduct::Kind::Antivirus},
          std::pair{QStringLiteral("FirewallProduct"), SecurityProduct::Kind::Firewall}})
        if (const auto added = addWmi(*services.get(),
                                      QStringLiteral("SELECT displayName, productState FROM ") + of,
                                      kind, entries);
            !added)
            return tl::unexpected(added.error());
    return entries;
}

} // namespace reconnect::windows_os
