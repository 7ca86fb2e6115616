#include "platform/windows/system/flush_dns.h"

#include "core/tr.h"

namespace reconnect::windows_os {
DnsFlusher::DnsFlusher(Forget forget)
    : m_forget(std::move(forget))
{
}

bool DnsFlusher::serves(const Change& change) const
{
    return std::holds_alternative<FlushDns>(change);
}

Rights DnsFlusher::rightsFor(const Change&) const
{
    return Rights::Person; // as ipconfig /flushdns does it since Windows 10
}

Result<QString> DnsFlusher::carryOut(const Change&, const Telling& tell)
{
    if (tell)
        tell(tr("Emptying the memory for names"), -1);
    if (const auto done = m_forget(); !done)
        return tl::unexpected<Error>(done.error());
    return tr("The names that %1 remembered are forgotten.").arg(QStringLiteral("Windows"));
}

} // namespace reconnect::windows_os
