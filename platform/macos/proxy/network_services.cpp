#include "platform/macos/proxy/network_services.h"

#include <QRegularExpression>

#include <algorithm>

namespace reconnect::macos {
namespace {

constexpr int commandMs = 3000;
constexpr qint64 maxOutput = 256 << 10;
constexpr qsizetype maxServices = 64;
constexpr qsizetype maxName = 256;

bool canBeHeld(const QString& name)
{
    return name.size() <= maxName && std::none_of(name.begin(), name.end(), [](QChar letter) {
               return letter.category() == QChar::Other_Control;
           });
}

} // namespace

Command networksetup(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("/usr/sbin/networksetup");
    command.arguments = arguments;
    command.timeoutMs = commandMs;
    command.maxOutput = maxOutput;
    return command;
}

Command listNetworkServices()
{
    return networksetup({QStringLiteral("-listnetworkserviceorder")});
}

Result<QList<NetworkService>> readNetworkServices(const CommandOutput& output)
{
    if (output.exitCode != 0)
        return failure(ErrorCode::Failed, wordsOf(output));
    // "(1) Wi-Fi" and then "(Hardware Port: Wi-Fi, Device: en0)". The words within the second may
    // be of any language; what is behind the last ": " is the device.
    static const QRegularExpression first(QStringLiteral("^\\((\\d+|\\*)\\) (.+)$"));
    static const QRegularExpression second(QStringLiteral("^\\(.*: ?([^:,]*)\\)$"));
    QList<NetworkService> services;
    const QStringList lines = QString::fromUtf8(output.out).split(QLatin1Char('\n'));
    for (qsizetype at = 0; at + 1 < lines.size(); ++at) {
        const auto named = first.match(lines[at]);
        const auto is = second.match(lines[at + 1]);
        if (!named.hasMatch() || !is.hasMatch())
            continue;
        ++at;
        const NetworkService service{named.captured(2), is.captured(1).trimmed(),
                                     named.captured(1) != QLatin1String("*")};
        if (canBeHeld(service.name) && services.size() < maxServices)
            services.append(service);
    }
    if (services.isEmpty())
        return failure(ErrorCode::Malformed, QString::fromUtf8(output.out).left(200));
    return services;
}

QString wordsOf(const CommandOutput& output)
{
    // networksetup says why on standard output.
    constexpr qsizetype most = 300;
    const QByteArray words = output.err.trimmed().isEmpty() ? output.out : output.err;
    return QString::fromUtf8(words).trimmed().left(most);
}

} // namespace reconnect::macos
