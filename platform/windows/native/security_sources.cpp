#include "platform/windows/native/security_sources.h"

#include "platform/windows/native/com.h"
#include "platform/windows/native/registry.h"
#include "platform/windows/native/security_center.h"

#include <wbemidl.h>

namespace reconnect::windows_os {
namespace {

constexpr int maxProducts = 32;
constexpr int maxName = 256;
constexpr int maxEntries = 4096;
constexpr ULONG patienceMs = 2000; // for WMI's next row

tl::unexpected<Error> noAnswer(HRESULT result, const QString& what)
{
    return tl::unexpected<Error>(comError(result, what));
}

Result<void> addCenter(ULONG provider, SecurityProduct::Kind kind, QList<CenterEntry>& entries)
{
    ComRef<WscProductList> list;
    HRESULT result = CoCreateInstance(productListClass, nullptr, CLSCTX_INPROC_SERVER,
                                      productListInterface, list.outVoid());
    if (FAILED(result))
        return noAnswer(result, QStringLiteral("Security Center"));
    LONG count = 0;
    result = list->Initialize(provider);
    if (SUCCEEDED(result))
        result = list->get_Count(&count);
    if (FAILED(result))
        return noAnswer(result, QStringLiteral("Security Center's list"));
    for (LONG i = 0; i < count && i < maxProducts; ++i) {
        ComRef<WscProduct> product;
        Bstr name;
        int state = -1;
        if (FAILED(list->get_Item(ULONG(i), product.out())) || !product ||
            FAILED(product->get_ProductName(name.out())))
            continue; // one that can't be read hides no other
        if (FAILED(product->get_ProductState(&state)))
            state = -1;
        entries.append({kind, name.text().left(maxName), quint32(state)});
    }
    return {};
}

// What is read of a row; VT_I4 as CIM's uint32 comes through COM.
CenterEntry entryOf(IWbemClassObject& row, SecurityProduct::Kind kind)
{
    CenterEntry entry;
    entry.kind = kind;
    Variant name;
    if (SUCCEEDED(row.Get(L"displayName", 0, name.out(), nullptr, nullptr)))
        entry.name = name.text().left(maxName);
    Variant state;
    entry.state = ~0U;
    if (SUCCEEDED(row.Get(L"productState", 0, state.out(), nullptr, nullptr)) &&
        state.out()->vt == VT_I4)
        entry.state = quint32(state.out()->lVal);
    return entry;
}

Result<void> addWmi(IWbemServices& services, const QString& query, SecurityProduct::Kind kind,
                    QList<CenterEntry>& entries)
{
    const Bstr language(QStringLiteral("WQL"));
    const Bstr question(query);
    ComRef<IEnumWbemClassObject> rows;
    HRESULT result = services.ExecQuery(language.get(), question.get(),
                                        WBEM_FLAG_FORWARD_ONLY | WBEM_FLAG_RETURN_IMMEDIATELY,
                                        nullptr, rows.out());
    if (FAILED(result))
        return noAnswer(result, QStringLiteral("WMI's list"));
    for (int i = 0; i < maxProducts; ++i) {
        ComRef<IWbemClassObject> row;
        ULONG returned = 0;
        result = rows->Next(LONG(patienceMs), 1, row.out(), &returned);
        if (result == HRESULT(WBEM_S_TIMEDOUT))
            return failure(ErrorCode::TimedOut, QStringLiteral("WMI's list"));
        if (FAILED(result))
            return noAnswer(result, QStringLiteral("WMI's list"));
        if (returned == 0 || !row)
            break;
        entries.append(entryOf(*row.get(), kind));
    }
    return {};
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
            return tl::unexpected<Error>(added.error());
    return entries;
}

Result<QList<CenterEntry>> WindowsSecuritySources::wmi()
{
    const ComThread com;
    ComRef<IWbemLocator> locator;
    HRESULT result = CoCreateInstance(__uuidof(WbemLocator), nullptr, CLSCTX_INPROC_SERVER,
                                      __uuidof(IWbemLocator), locator.outVoid());
    if (FAILED(result))
        return noAnswer(result, QStringLiteral("WMI"));
    ComRef<IWbemServices> services;
    const Bstr place(QStringLiteral("ROOT\\SecurityCenter2"));
    result =
        locator->ConnectServer(place.get(), nullptr, nullptr, nullptr,
                               WBEM_FLAG_CONNECT_USE_MAX_WAIT, nullptr, nullptr, services.out());
    if (result == HRESULT(WBEM_E_INVALID_NAMESPACE))
        return failure(ErrorCode::Unsupported, QStringLiteral("no root\\SecurityCenter2"));
    if (FAILED(result))
        return noAnswer(result, QStringLiteral("root\\SecurityCenter2"));
    // WMI answers in the name of who asks.
    // learn.microsoft.com/windows/win32/wmisdk/setting-the-security-levels-on-a-wmi-connection
    result =
        CoSetProxyBlanket(services.get(), RPC_C_AUTHN_WINNT, RPC_C_AUTHZ_NONE, nullptr,
                          RPC_C_AUTHN_LEVEL_CALL, RPC_C_IMP_LEVEL_IMPERSONATE, nullptr, EOAC_NONE);
    if (FAILED(result) && result != E_NOINTERFACE) // in this very process there is no proxy
        return noAnswer(result, QStringLiteral("root\\SecurityCenter2"));
    QList<CenterEntry> entries;
    for (const auto& [query, kind] :
         {std::pair{QStringLiteral("SELECT displayName, productState FROM AntiVirusProduct"),
                    SecurityProduct::Kind::Antivirus},
          std::pair{QStringLiteral("SELECT displayName, productState FROM FirewallProduct"),
                    SecurityProduct::Kind::Firewall}})
        if (const auto added = addWmi(*services.get(), query, kind, entries); !added)
            return tl::unexpected<Error>(added.error());
    return entries;
}

Result<QList<InstalledEntry>> WindowsSecuritySources::installed()
{
    const NativeRegistry registry;
    QList<InstalledEntry> entries;
    for (const auto hive : {RegistryKey::Hive::Machine, RegistryKey::Hive::User})
        for (const bool is32Bit : {false, true}) {
            const RegistryKey list{
                hive, is32Bit,
                QStringLiteral("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall")};
            for (const QString& key : registry.keysBelow(list).mid(0, maxEntries))
                entries.append({key, registry.text(list.below(key), QStringLiteral("DisplayName"))
                                         .value_or(QString())
                                         .left(maxName)});
        }
    return entries;
}

} // namespace reconnect::windows_os
