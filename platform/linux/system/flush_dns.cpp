#include "platform/linux/system/flush_dns.h"

#include "core/tr.h"
#include "platform/files/bounded_file.h"
#include "platform/linux/system/refusal.h"

#include <QFileInfo>

namespace reconnect::linux_os {
namespace {

constexpr int commandMs = 60000; // a person may be asked for their consent meanwhile

Command command(const char* program, const QStringList& arguments)
{
    Command command;
    command.program = QString::fromLatin1(program);
    command.arguments = arguments;
    command.timeoutMs = commandMs;
    return command;
}

// True when it did it, false when what it speaks to does not run.
Result<bool> judge(const Result<CommandOutput>& output)
{
    if (!output)
        return tl::unexpected<Error>(output.error());
    if (output->exitCode == 0)
        return true;
    const QString words = QString::fromUtf8(output->err).trimmed().left(300);
    for (const char* absent :
         {"not running", "not found", "not provided", "Could not activate", "No such process"})
        if (words.contains(QLatin1String(absent), Qt::CaseInsensitive))
            return false;
    return tl::unexpected<Error>(refusalOf(*output));
}

} // namespace

DnsFlusher::DnsFlusher(Tools& tools, QString root)
    : m_tools(tools)
    , m_root(std::move(root))
{
}

bool DnsFlusher::serves(const Change& change) const
{
    return std::holds_alternative<FlushDns>(change);
}

Rights DnsFlusher::rightsFor(const Change&) const
{
    return nscdRuns() || !dnsmasqs().isEmpty() ? Rights::Administrator : Rights::Person;
}

Result<QString> DnsFlusher::carryOut(const Change&, const Telling& tell)
{
    if (tell)
        tell(tr("Emptying the memory for names"), -1);
    QStringList emptied;
    // All of them are tried: a name forgotten in one place only comes back from the next.
    Result<bool> failed = true;
    const auto flush = [&](const Result<bool>& flushed, const char* name) {
        if (!flushed && failed)
            failed = flushed;
        if (flushed && *flushed)
            emptied.append(QString::fromLatin1(name));
    };
    if (resolvedRuns())
        flush(flushResolved(), "systemd-resolved");
    if (nscdRuns())
        flush(flushNscd(), "nscd");
    for (const qint64 pid : dnsmasqs())
        flush(flushDnsmasq(pid), "dnsmasq");
    if (!failed)
        return tl::unexpected<Error>(failed.error());
    if (emptied.isEmpty())
        return failure(ErrorCode::Unsupported,
                       tr("This computer does not remember names itself, so there is nothing to "
                          "forget."));
    return tr("The names that %1 remembered are forgotten.")
        .arg(emptied.join(QStringLiteral(", ")));
}

Result<bool> DnsFlusher::flushResolved()
{
    const auto output = m_tools.run(command("resolvectl", {QStringLiteral("flush-caches")}));
    if (output || output.error().code != ErrorCode::NotFound)
        return judge(output);
    // Its name before systemd 239.
    return judge(m_tools.run(command("systemd-resolve", {QStringLiteral("--flush-caches")})));
}

Result<bool> DnsFlusher::flushNscd()
{
    return judge(m_tools.run(command("nscd", {QStringLiteral("-i"), QStringLiteral("hosts")})));
}

Result<bool> DnsFlusher::flushDnsmasq(qint64 pid)
{
    // It empties its cache when it reads its files again.
    return judge(m_tools.run(command("kill", {QStringLiteral("-HUP"), QString::number(pid)})));
}

bool DnsFlusher::resolvedRuns() const
{
    return QFileInfo::exists(m_root + QStringLiteral("/run/systemd/resolve/stub-resolv.conf"));
}

bool DnsFlusher::nscdRuns() const
{
    return running("/run/nscd/nscd.pid", "nscd") != 0;
}

QList<qint64> DnsFlusher::dnsmasqs() const
{
    // Those of virtual machines and hotspots serve others, and keep their files elsewhere.
    QList<qint64> pids;
    for (const char* file :
         {"/run/dnsmasq/dnsmasq.pid", "/run/dnsmasq.pid", "/run/NetworkManager/dnsmasq.pid"})
        if (const qint64 pid = running(file, "dnsmasq"); pid && !pids.contains(pid))
            pids.append(pid);
    return pids;
}

qint64 DnsFlusher::running(const char* pidFile, const char* name) const
{
    const auto text = readBounded(m_root + QString::fromLatin1(pidFile), 32);
    bool isNumber = false;
    const qint64 pid = text ? text->trimmed().toLongLong(&isNumber) : 0;
    if (!isNumber || pid <= 1)
        return 0;
    // A file that was left behind may name what is another program by now.
    const auto comm = readBounded(m_root + QStringLiteral("/proc/%1/comm").arg(pid), 64);
    return comm && comm->trimmed() == name ? pid : 0;
}

} // namespace reconnect::linux_os
