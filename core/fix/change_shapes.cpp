#include "core/fix/change_shapes.h"

#include "core/net/host_name.h"

#include <QDir>
#include <algorithm>
#include <array>

namespace reconnect {
namespace {

constexpr qint64 maxOffset = 100LL * 366 * 24 * 60 * 60;

// A word of a closed list that an adapter knows: "gnome", "etc-environment", "nftables".
bool isWord(const QString& text)
{
    const auto small = [](QChar letter) {
        return (letter >= QLatin1Char('a') && letter <= QLatin1Char('z'));
    };
    return !text.isEmpty() && text.size() <= 32 && small(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](QChar letter) {
               return small(letter) || (letter >= QLatin1Char('0') && letter <= QLatin1Char('9')) ||
                      letter == QLatin1Char('-');
           });
}

// Of another computer, so that no rule can open more than a way to it.
bool isFarHost(const QHostAddress& address)
{
    // Kept for this host, for later, and for addresses of the other family within IPv6.
    static const std::array kept{
        QHostAddress::parseSubnet(QStringLiteral("0.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("240.0.0.0/4")),
        QHostAddress::parseSubnet(QStringLiteral("::/96")),
        QHostAddress::parseSubnet(QStringLiteral("::ffff:0:0/96")),
    };
    const bool isKept = std::any_of(kept.begin(), kept.end(), [&address](const auto& subnet) {
        return address.protocol() == subnet.first.protocol() && address.isInSubnet(subnet);
    });
    return !isKept && !address.isNull() && !address.isLoopback() && !address.isMulticast() &&
           !address.isBroadcast() && !address.isLinkLocal() && address.scopeId().isEmpty() &&
           address != QHostAddress(QHostAddress::AnyIPv4) &&
           address != QHostAddress(QHostAddress::AnyIPv6);
}

bool isCleanPath(const QString& path)
{
    return QDir::isAbsolutePath(path) && QDir::cleanPath(path) == path && path.size() > 1;
}

} // namespace

Fields Shape<TurnOffProxy>::fields()
{
    return {{"source", Form::Text}, {"place", Form::Text}, {"script", Form::Flag}};
}

Texts Shape<TurnOffProxy>::write(const TurnOffProxy& change)
{
    return {change.source, change.place,
            change.script ? QStringLiteral("yes") : QStringLiteral("no")};
}

bool Shape<TurnOffProxy>::read(const Texts& texts, TurnOffProxy& change)
{
    change = {texts[0], texts[1], texts[2] == QLatin1String("yes")};
    return isWord(change.source) && !change.place.isEmpty();
}

Fields Shape<RemoveHostsPins>::fields()
{
    return {{"names", Form::List}};
}

Texts Shape<RemoveHostsPins>::write(const RemoveHostsPins& change)
{
    return {change.names.join(QLatin1Char(','))};
}

bool Shape<RemoveHostsPins>::read(const Texts& texts, RemoveHostsPins& change)
{
    change.names = texts[0].split(QLatin1Char(','));
    return change.names.size() <= maxChangeItems &&
           std::all_of(change.names.begin(), change.names.end(), [](const QString& name) {
               return isHostName(name) && name == name.toLower() && isZoomName(name);
           });
}

Fields Shape<AllowZoom>::fields()
{
    return {{"product", Form::Text}, {"addresses", Form::List}};
}

Texts Shape<AllowZoom>::write(const AllowZoom& change)
{
    QStringList addresses;
    for (const QHostAddress& address : change.addresses)
        addresses.append(address.toString());
    return {change.product, addresses.join(QLatin1Char(','))};
}

bool Shape<AllowZoom>::read(const Texts& texts, AllowZoom& change)
{
    change.product = texts[0];
    const QStringList addresses = texts[1].split(QLatin1Char(','));
    for (const QString& text : addresses) {
        const QHostAddress address(text);
        // Only as this program writes it: "1" and "0x7f.1" are addresses to some readers too.
        if (!isFarHost(address) || address.toString() != text)
            return false;
        change.addresses.append(address);
    }
    return isWord(change.product) && change.addresses.size() <= maxChangeItems;
}

Fields Shape<SetClock>::fields()
{
    return {{"offset-seconds", Form::Number}};
}

Texts Shape<SetClock>::write(const SetClock& change)
{
    return {QString::number(change.offsetSeconds)};
}

bool Shape<SetClock>::read(const Texts& texts, SetClock& change)
{
    bool isNumber = false;
    change.offsetSeconds = texts[0].toLongLong(&isNumber);
    return isNumber && QString::number(change.offsetSeconds) == texts[0] &&
           change.offsetSeconds != 0 && change.offsetSeconds >= -maxOffset &&
           change.offsetSeconds <= maxOffset;
}

Fields Shape<ReinstallZoom>::fields()
{
    return {{"kind", Form::Text}, {"package", Form::Text}};
}

Texts Shape<ReinstallZoom>::write(const ReinstallZoom& change)
{
    return {change.kind, change.package};
}

bool Shape<ReinstallZoom>::read(const Texts& texts, ReinstallZoom& change)
{
    change = {texts[0], texts[1]};
    return isWord(change.kind) && (change.package.isEmpty() || isCleanPath(change.package));
}

} // namespace reconnect
