#include "platform/linux/proxy/kde_proxy_setting.h"

namespace reconnect::linux_os {
namespace {

constexpr int signalMs = 2000;
const QByteArray group = QByteArrayLiteral("[Proxy Settings]");
const QByteArray off = QByteArrayLiteral("ProxyType=0");

// "ProxyType=1", also with the flags that KConfig puts after a name ("ProxyType[$e]=1").
bool setsKind(const QByteArray& line)
{
    const QByteArray name = line.left(line.indexOf('=')).trimmed();
    return line.contains('=') && (name == "ProxyType" || name.startsWith("ProxyType["));
}

} // namespace

QByteArray withoutKdeProxy(const QByteArray& kioslaverc)
{
    QList<QByteArray> lines = kioslaverc.split('\n');
    bool inGroup = false;
    bool isSet = false;
    qsizetype header = -1;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.startsWith('[')) {
            inGroup = line == group;
            if (inGroup && header < 0)
                header = i;
        } else if (inGroup && setsKind(line)) {
            lines[i] = off + (lines[i].endsWith('\r') ? "\r" : "");
            isSet = true;
        }
    }
    if (isSet)
        return lines.join('\n');
    if (header >= 0) {
        lines.insert(header + 1, off);
        return lines.join('\n');
    }
    QByteArray result = kioslaverc;
    if (!result.isEmpty() && !result.endsWith('\n'))
        result += '\n';
    return result + group + '\n' + off + '\n';
}

KdeProxySetting::KdeProxySetting(Tools& tools, QString configHome)
    : m_tools(tools)
    , m_configHome(std::move(configHome))
{
}

bool KdeProxySetting::serves(const Change& change) const
{
    const auto* proxy = std::get_if<TurnOffProxy>(&change);
    return proxy && proxy->source == QLatin1String("kde");
}

Rights KdeProxySetting::rightsFor(const Change&) const
{
    return Rights::Person;
}

Result<QString> KdeProxySetting::pathFor(const Change&) const
{
    return m_configHome + QStringLiteral("/kioslaverc");
}

Result<WholeFile> KdeProxySetting::edited(const Change&, const WholeFile& now) const
{
    return WholeFile(withoutKdeProxy(now.value_or(QByteArray())));
}

void KdeProxySetting::changed()
{
    // Those that run read it anew. Without a bus there is none to tell, and that is no failure.
    Command command;
    command.program = QStringLiteral("dbus-send");
    command.arguments = {QStringLiteral("--session"), QStringLiteral("--type=signal"),
                         QStringLiteral("/KIO/Scheduler"),
                         QStringLiteral("org.kde.KIO.Scheduler.reparseSlaveConfiguration"),
                         QStringLiteral("string:")};
    command.timeoutMs = signalMs;
    static_cast<void>(m_tools.run(command));
}

} // namespace reconnect::linux_os
