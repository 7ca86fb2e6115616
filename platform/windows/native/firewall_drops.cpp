#include "platform/windows/native/firewall_drops.h"

#include "platform/windows/native/handle.h"

#include <QHash>

#include <fwpmu.h>

namespace reconnect::windows_os::firewall {
namespace {

constexpr UINT32 batch = 200;
constexpr UINT32 mostRead = 20000; // of all programs

constexpr quint64 ticksInMs = 10'000;            // of 100 ns
constexpr quint64 msTo1970 = 11'644'473'600'000; // from 1601, where Windows' time begins

// What of an event's header is filled in: fwpmtypes.h, left out by mingw-w64.
constexpr UINT32 protocolSet = 0x01;
constexpr UINT32 remoteAddressSet = 0x04;
constexpr UINT32 remotePortSet = 0x10;
constexpr UINT32 programSet = 0x20;

// Loaded by name, and for good: the functions are not everywhere where the file is.
struct Platform {
    HMODULE module = LoadLibraryExW(L"fwpuclnt.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    decltype(&FwpmEngineOpen0) open = find<decltype(&FwpmEngineOpen0)>("FwpmEngineOpen0");
    decltype(&FwpmEngineClose0) close = find<decltype(&FwpmEngineClose0)>("FwpmEngineClose0");
    decltype(&FwpmFreeMemory0) free = find<decltype(&FwpmFreeMemory0)>("FwpmFreeMemory0");
    decltype(&FwpmNetEventCreateEnumHandle0) begin =
        find<decltype(&FwpmNetEventCreateEnumHandle0)>("FwpmNetEventCreateEnumHandle0");
    decltype(&FwpmNetEventEnum0) next = find<decltype(&FwpmNetEventEnum0)>("FwpmNetEventEnum0");
    decltype(&FwpmNetEventDestroyEnumHandle0) end =
        find<decltype(&FwpmNetEventDestroyEnumHandle0)>("FwpmNetEventDestroyEnumHandle0");
    decltype(&FwpmFilterGetById0) filter =
        find<decltype(&FwpmFilterGetById0)>("FwpmFilterGetById0");
    decltype(&FwpmProviderGetByKey0) provider =
        find<decltype(&FwpmProviderGetByKey0)>("FwpmProviderGetByKey0");

    Platform() = default;
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;
    bool isWhole() const
    {
        return open && close && free && begin && next && end && filter && provider;
    }

private:
    template<class Function>
    Function find(const char* name) const
    {
        return module ? reinterpret_cast<Function>(
                            reinterpret_cast<void*>(GetProcAddress(module, name)))
                      : nullptr;
    }
};

FILETIME timeOf(const QDateTime& time)
{
    const quint64 ticks = (quint64(time.toMSecsSinceEpoch()) + msTo1970) * ticksInMs;
    return {DWORD(ticks), DWORD(ticks >> 32)};
}

// A session with the engine, and what it is asked.
class Session {
public:
    explicit Session(const Platform& platform)
        : m_platform(platform)
        , m_status(platform.open(nullptr, RPC_C_AUTHN_WINNT, nullptr, nullptr, &m_engine))
    {
        if (m_status != ERROR_SUCCESS)
            m_engine = nullptr;
    }
    ~Session()
    {
        if (m_walk)
            m_platform.end(m_engine, m_walk);
        if (m_engine)
            m_platform.close(m_engine);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    DWORD status() const { return m_status; }

    DWORD read(const QDateTime& since, QList<DropEvent>& drops)
    {
        FWPM_NET_EVENT_ENUM_TEMPLATE0 wanted = {};
        wanted.startTime = timeOf(since);
        wanted.endTime = timeOf(QDateTime::currentDateTimeUtc());
        DWORD status = m_platform.begin(m_engine, &wanted, &m_walk);
        UINT32 count = batch;
        for (UINT32 seen = 0; status == ERROR_SUCCESS && count == batch && seen < mostRead;
             seen += count) {
            FWPM_NET_EVENT0** events = nullptr;
            count = 0;
            status = m_platform.next(m_engine, m_walk, batch, &events, &count);
            if (status != ERROR_SUCCESS || !events)
                break;
            for (UINT32 at = 0; at < count; ++at)
                add(*events[at], drops);
            m_platform.free(reinterpret_cast<void**>(&events));
        }
        return status;
    }

private:
    void add(const FWPM_NET_EVENT0& event, QList<DropEvent>& drops)
    {
        const FWPM_NET_EVENT_HEADER0& header = event.header;
        constexpr UINT32 needed = protocolSet | remoteAddressSet | remotePortSet;
        const bool isOurs = header.ipProtocol == IPPROTO_TCP || header.ipProtocol == IPPROTO_UDP;
        if (event.type != FWPM_NET_EVENT_TYPE_CLASSIFY_DROP || !event.classifyDrop || !isOurs ||
            (header.flags & needed) != needed || !isOutgoing(event.classifyDrop->layerId))
            return;
        DropEvent drop;
        drop.transport = header.ipProtocol == IPPROTO_TCP ? Transport::Tcp : Transport::Udp;
        if (header.ipVersion == FWP_IP_VERSION_V4)
            drop.remote = QHostAddress(header.remoteAddrV4); // in the order of this computer
        else
            drop.remote = QHostAddress(header.remoteAddrV6.byteArray16);
        drop.port = header.remotePort;
        if (header.flags & programSet)
            drop.program = programOf(header.appId);
        const auto& [filter, provider] = namesOf(event.classifyDrop->filterId);
        drop.filter = filter;
        drop.provider = provider;
        drops.prepend(drop); // they come in the order of time
        if (drops.size() > DropLog::maxEvents)
            drops.removeLast();
    }

    // "\device\harddiskvolume3\program files\zoom\bin\zoom.exe"
    static QString programOf(const FWP_BYTE_BLOB& path)
    {
        constexpr UINT32 most = 4096;
        if (!path.data || path.size > most)
            return {};
        const auto* letters = reinterpret_cast<const wchar_t*>(path.data);
        QString text = QString::fromWCharArray(letters, qsizetype(path.size / sizeof(wchar_t)));
        while (text.endsWith(QChar(u'\0')))
            text.chop(1);
        return text.section(QLatin1Char('\\'), -1).toLower();
    }

    std::pair<QString, QString> namesOf(UINT64 id)
    {
        if (const auto known = m_names.constFind(id); known != m_names.constEnd())
            return *known;
        std::pair<QString, QString> names;
        FWPM_FILTER0* filter = nullptr;
        if (m_platform.filter(m_engine, id, &filter) == ERROR_SUCCESS && filter) {
            names.first = QString::fromWCharArray(filter->displayData.name);
            FWPM_PROVIDER0* provider = nullptr;
            if (filter->providerKey &&
                m_platform.provider(m_engine, filter->providerKey, &provider) == ERROR_SUCCESS &&
                provider) {
                names.second = QString::fromWCharArray(provider->displayData.name);
                m_platform.free(reinterpret_cast<void**>(&provider));
            }
            m_platform.free(reinterpret_cast<void**>(&filter));
        }
        m_names.insert(id, names);
        return names;
    }

    const Platform& m_platform;
    HANDLE m_engine = nullptr;
    HANDLE m_walk = nullptr;
    DWORD m_status = ERROR_SUCCESS;
    QHash<UINT64, std::pair<QString, QString>> m_names;
};

} // namespace

Result<QList<DropEvent>> WfpDropLog::recent(const QDateTime& since)
{
    const Platform platform;
    if (!platform.isWhole())
        return failure(ErrorCode::Unsupported, QStringLiteral("fwpuclnt.dll"));
    Session session(platform);
    QList<DropEvent> drops;
    DWORD status = session.status();
    if (status == ERROR_SUCCESS)
        status = session.read(since, drops);
    // No engine, as under Wine 8, whose other functions of it are not to be called.
    if (status == RPC_S_CANNOT_SUPPORT || status == RPC_S_SERVER_UNAVAILABLE ||
        status == EPT_S_NOT_REGISTERED)
        status = ERROR_NOT_SUPPORTED;
    // What ordinary people get instead of a refusal, as others have met it.
    if (status == ERROR_BAD_COMMAND)
        status = ERROR_ACCESS_DENIED;
    if (status != ERROR_SUCCESS)
        return tl::unexpected(systemError(status, QStringLiteral("FwpmNetEventEnum")));
    return drops;
}

} // namespace reconnect::windows_os::firewall
