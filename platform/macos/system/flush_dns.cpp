#include "platform/macos/system/flush_dns.h"

#include "core/tr.h"
#include "platform/macos/system/refusal.h"

namespace reconnect::macos {
namespace {

constexpr int commandMs = 10000;

Result<void> run(Tools& tools, const char* program, const QStringList& arguments)
{
    Command command;
    command.program = QString::fromLatin1(program);
    command.arguments = arguments;
    command.timeoutMs = commandMs;
    const auto output = tools.run(command);
    if (!output)
        return tl::unexpected<Error>(output.error());
    if (output->exitCode != 0)
        return tl::unexpected<Error>(refusalOf(*output));
    return {};
}

} // namespace

DnsFlusher::DnsFlusher(Tools& tools)
    : m_tools(tools)
{
}

bool DnsFlusher::serves(const Change& change) const
{
    return std::holds_alternative<FlushDns>(change);
}

Rights DnsFlusher::rightsFor(const Change&) const
{
    return Rights::Administrator;
}

Result<QString> DnsFlusher::carryOut(const Change&, const Telling& tell)
{
    if (tell)
        tell(tr("Emptying the memory for names"), -1);
    const auto directory = run(m_tools, "/usr/bin/dscacheutil", {QStringLiteral("-flushcache")});
    const auto responder =
        run(m_tools, "/usr/bin/killall", {QStringLiteral("-HUP"), QStringLiteral("mDNSResponder")});
    for (const auto& done : {responder, directory})
        if (!done)
            return tl::unexpected<Error>(done.error());
    return tr("The names that %1 remembered are forgotten.").arg(QStringLiteral("macOS"));
}

} // namespace reconnect::macos
