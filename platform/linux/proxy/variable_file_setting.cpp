#include "platform/linux/proxy/variable_file_setting.h"

#include <QRegularExpression>

namespace reconnect::linux_os {
namespace {

const QByteArray mark = QByteArrayLiteral("# off by Reconnect 2026: ");

bool isOurs(const QString& source)
{
    return source == QLatin1String("etc-environment") || source == QLatin1String("profile");
}

// The places that LinuxProxySettings reads, and no other: the helper relies on it.
bool isKnown(const QString& place)
{
    static const QRegularExpression places(QRegularExpression::anchoredPattern(
        QStringLiteral("/etc/environment|/etc/profile|/etc/profile\\.d/[\\w-][\\w.+-]*\\.sh|"
                       "(/etc|~/\\.config)/environment\\.d/[\\w-][\\w.+-]*\\.conf|"
                       "~/\\.(profile|bash_profile|xprofile|pam_environment)")));
    return places.match(place).hasMatch();
}

} // namespace

QByteArray withoutProxyVariables(const QByteArray& file)
{
    // As readAssignments and readPamEnvironment take them: at the beginning of a line.
    static const QRegularExpression sets(
        QStringLiteral("^(?:(?:declare -x|export)\\s+)?(?:https?|all|HTTPS?|ALL)_(?:proxy|PROXY)"
                       "(?:=|\\s+(?:DEFAULT|OVERRIDE)=)"));
    QList<QByteArray> lines = file.split('\n');
    for (QByteArray& line : lines)
        if (sets.match(QString::fromLatin1(line)).hasMatch())
            line.prepend(mark);
    return lines.join('\n');
}

VariableFileSetting::VariableFileSetting(QString root, QString home, QString configHome)
    : m_root(std::move(root))
    , m_home(std::move(home))
    , m_configHome(std::move(configHome))
{
}

bool VariableFileSetting::serves(const Change& change) const
{
    const auto* off = std::get_if<TurnOffProxy>(&change);
    return off && isOurs(off->source);
}

Rights VariableFileSetting::rightsFor(const Change& change) const
{
    const bool own = std::get<TurnOffProxy>(change).place.startsWith(QLatin1Char('~'));
    return own ? Rights::Person : Rights::Administrator;
}

Result<QString> VariableFileSetting::pathFor(const Change& change) const
{
    const QString place = std::get<TurnOffProxy>(change).place;
    if (!isKnown(place))
        return failure(ErrorCode::Unsupported, place);
    const QString inConfig = QStringLiteral("~/.config/");
    if (place.startsWith(inConfig))
        return m_configHome + place.mid(inConfig.size() - 1);
    return place.startsWith(QLatin1Char('~')) ? m_home + place.mid(1) : m_root + place;
}

Result<WholeFile> VariableFileSetting::edited(const Change&, const WholeFile& now) const
{
    return now ? WholeFile(withoutProxyVariables(*now)) : now;
}

} // namespace reconnect::linux_os
