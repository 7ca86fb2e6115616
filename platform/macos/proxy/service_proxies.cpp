#include "platform/macos/proxy/service_proxies.h"

#include "platform/macos/proxy/network_services.h"

#include <optional>

namespace reconnect::macos {
namespace {

constexpr qsizetype maxExceptions = 500;
constexpr qsizetype maxValue = 4096;

struct Names {
    const char* token;
    const char* get;
    const char* set;
};

Names namesOf(ProxyPart part)
{
    switch (part) {
    case ProxyPart::Web:
        return {"web", "-getwebproxy", "-setwebproxystate"};
    case ProxyPart::SecureWeb:
        return {"secure-web", "-getsecurewebproxy", "-setsecurewebproxystate"};
    case ProxyPart::Socks:
        return {"socks", "-getsocksfirewallproxy", "-setsocksfirewallproxystate"};
    case ProxyPart::Script:
        return {"script", "-getautoproxyurl", "-setautoproxystate"};
    case ProxyPart::Discovery:
        break;
    }
    return {"discovery", "-getproxyautodiscovery", "-setproxyautodiscovery"};
}

// The values of "Label: value" lines, in their order.
QStringList valuesOf(const QByteArray& text)
{
    QStringList values;
    const QStringList lines = QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const qsizetype colon = line.indexOf(QLatin1Char(':'));
        if (colon > 0)
            values.append(line.mid(colon + 1).trimmed());
    }
    return values;
}

std::optional<bool> switchOf(const QString& word)
{
    for (const char* on : {"Yes", "On", "1"})
        if (word.compare(QLatin1String(on), Qt::CaseInsensitive) == 0)
            return true;
    for (const char* off : {"No", "Off", "0"})
        if (word.compare(QLatin1String(off), Qt::CaseInsensitive) == 0)
            return false;
    return std::nullopt;
}

QString valueOf(const QString& text)
{
    return text == QLatin1String("(null)") ? QString() : text;
}

std::optional<ProxyPartState> manualFrom(const QStringList& values)
{
    if (values.size() != 4)
        return {};
    const auto on = switchOf(values[0]);
    const auto authenticated = switchOf(values[3]);
    bool isNumber = false;
    const int port = values[2].toInt(&isNumber);
    if (!on || !authenticated || !isNumber)
        return {};
    return ProxyPartState{*on, valueOf(values[1]), port, *authenticated, {}};
}

std::optional<ProxyPartState> scriptFrom(const QStringList& values)
{
    const auto on = values.size() == 2 ? switchOf(values[1]) : std::nullopt;
    if (!on)
        return {};
    return ProxyPartState{*on, {}, 0, false, valueOf(values[0])};
}

std::optional<ProxyPartState> discoveryFrom(const QStringList& values)
{
    const auto on = values.size() == 1 ? switchOf(values[0]) : std::nullopt;
    if (!on)
        return {};
    return ProxyPartState{*on, {}, 0, false, {}};
}

} // namespace

QString token(ProxyPart part)
{
    return QString::fromLatin1(namesOf(part).token);
}

Command readPart(ProxyPart part, const QString& service)
{
    return networksetup({QString::fromLatin1(namesOf(part).get), service});
}

Command switchPart(ProxyPart part, const QString& service, bool on)
{
    return networksetup({QString::fromLatin1(namesOf(part).set), service,
                         on ? QStringLiteral("on") : QStringLiteral("off")});
}

Command readExceptions(const QString& service)
{
    return networksetup({QStringLiteral("-getproxybypassdomains"), service});
}

Result<ProxyPartState> readPartState(ProxyPart part, const CommandOutput& output)
{
    if (output.exitCode != 0)
        return failure(ErrorCode::Failed, wordsOf(output));
    const QStringList values = valuesOf(output.out);
    const auto state = part == ProxyPart::Script      ? scriptFrom(values)
                       : part == ProxyPart::Discovery ? discoveryFrom(values)
                                                      : manualFrom(values);
    if (!state || state->server.size() > maxValue || state->script.size() > maxValue)
        return failure(ErrorCode::Malformed, wordsOf(output));
    return *state;
}

QStringList readExceptionList(const CommandOutput& output)
{
    if (output.exitCode != 0)
        return {};
    QStringList exceptions;
    const QStringList lines =
        QString::fromUtf8(output.out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const QString entry = line.trimmed();
        // No host has blanks in its name: "There aren't any bypass domains set on Wi-Fi."
        if (!entry.isEmpty() && !entry.contains(QLatin1Char(' ')) &&
            exceptions.size() < maxExceptions)
            exceptions.append(entry);
    }
    return exceptions;
}

} // namespace reconnect::macos
