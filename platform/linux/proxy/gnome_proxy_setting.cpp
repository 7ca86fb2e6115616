#include "platform/linux/proxy/gnome_proxy_setting.h"

namespace reconnect::linux_os {
namespace {

constexpr int gsettingsMs = 3000;
const QString modeKey = QStringLiteral("mode");

const QStringList& modes()
{
    static const QStringList list{QStringLiteral("none"), QStringLiteral("manual"),
                                  QStringLiteral("auto")};
    return list;
}

} // namespace

GnomeProxySetting::GnomeProxySetting(Tools& tools)
    : m_tools(tools)
{
}

bool GnomeProxySetting::serves(const Change& change) const
{
    const auto* off = std::get_if<TurnOffProxy>(&change);
    return off && off->source == QLatin1String("gnome");
}

Rights GnomeProxySetting::rightsFor(const Change&) const
{
    return Rights::Person;
}

Result<State> GnomeProxySetting::read(const Change&, const QString&)
{
    const auto output = gsettings({QStringLiteral("get")});
    if (!output)
        return tl::unexpected<Error>(output.error());
    QString mode = QString::fromUtf8(output->out).trimmed();
    mode.remove(QLatin1Char('\''));
    if (!modes().contains(mode))
        return failure(ErrorCode::Malformed, QString::fromUtf8(output->err).left(200));
    return State{{modeKey, mode}};
}

Result<State> GnomeProxySetting::goal(const Change&, const QString&, const State&)
{
    return State{{modeKey, QStringLiteral("none")}};
}

Result<void> GnomeProxySetting::put(const Change& change, const QString& id, const State& from,
                                    const State& to)
{
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected<Error>(now.error());
    if (*now != from)
        return failure(ErrorCode::Conflict, QStringLiteral("GNOME network settings"));
    const QString mode = to.value(modeKey).toString();
    if (!modes().contains(mode))
        return failure(ErrorCode::Malformed, QStringLiteral("not a mode"));
    const auto output = gsettings({QStringLiteral("set"), mode});
    if (!output)
        return tl::unexpected<Error>(output.error());
    const auto after = read(change, id);
    if (!after || *after != to)
        return failure(ErrorCode::Failed, QStringLiteral("gsettings wrote nothing. ") +
                                              QString::fromUtf8(output->err).left(300));
    return {};
}

Result<CommandOutput> GnomeProxySetting::gsettings(const QStringList& arguments)
{
    Command command;
    command.program = QStringLiteral("gsettings");
    command.arguments =
        QStringList{arguments.first(), QStringLiteral("org.gnome.system.proxy"), modeKey} +
        arguments.mid(1);
    command.timeoutMs = gsettingsMs;
    return m_tools.run(command);
}

} // namespace reconnect::linux_os
