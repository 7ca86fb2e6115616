#include "platform/windows/firewall/value_lists.h"

#include <QtEndian>

#include <algorithm>
#include <optional>

namespace reconnect::windows_os::firewall {
namespace {

constexpr qsizetype maxTokens = 10000;

// Bytes that compare in the order of the addresses.
QByteArray bytesOf(const QHostAddress& address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        QByteArray bytes(4, '\0');
        qToBigEndian(address.toIPv4Address(), bytes.data());
        return bytes;
    }
    const Q_IPV6ADDR raw = address.toIPv6Address();
    return {reinterpret_cast<const char*>(raw.c), sizeof raw.c};
}

QHostAddress addressOf(const QByteArray& bytes)
{
    if (bytes.size() == 4)
        return QHostAddress(qFromBigEndian<quint32>(bytes.constData()));
    return QHostAddress(reinterpret_cast<const quint8*>(bytes.constData()));
}

// Strict, as QHostAddress is not: "1" and "010.0.0.1" are addresses to some readers.
QHostAddress parsed(const QString& text)
{
    const QHostAddress address(text);
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    return isIpv4 && address.toString() != text ? QHostAddress() : address;
}

// A part of a network: "/24" or "/255.255.255.0".
std::optional<AddressSpan> subnet(const QString& network, const QString& width)
{
    const QHostAddress address = parsed(network);
    if (address.isNull())
        return std::nullopt;
    QByteArray low = bytesOf(address);
    QByteArray mask(low.size(), '\0');
    bool isNumber = false;
    const uint length = width.toUInt(&isNumber);
    if (isNumber) {
        if (length > uint(low.size()) * 8)
            return std::nullopt;
        for (uint bit = 0; bit < length; ++bit)
            mask[bit / 8] = char(mask[bit / 8] | (0x80 >> (bit % 8)));
    } else {
        const QHostAddress named = parsed(width);
        if (named.isNull() || bytesOf(named).size() != low.size())
            return std::nullopt;
        mask = bytesOf(named);
        // One with gaps is no range.
        bool ended = false;
        for (qsizetype bit = 0; bit < mask.size() * 8; ++bit) {
            const bool set = mask.at(bit / 8) & (0x80 >> (bit % 8));
            if (set && ended)
                return std::nullopt;
            ended = !set;
        }
    }
    QByteArray high = low;
    for (qsizetype at = 0; at < low.size(); ++at) {
        low[at] = char(low[at] & mask[at]);
        high[at] = char(high[at] | ~mask[at]);
    }
    return AddressSpan{addressOf(low), addressOf(high)};
}

std::optional<AddressSpan> addressSpan(const QString& token)
{
    const qsizetype slash = token.indexOf(QLatin1Char('/'));
    if (slash >= 0)
        return subnet(token.left(slash), token.mid(slash + 1));
    const qsizetype dash = token.indexOf(QLatin1Char('-'));
    const QHostAddress first = parsed(token.left(dash < 0 ? token.size() : dash));
    const QHostAddress last = dash < 0 ? first : parsed(token.mid(dash + 1));
    if (first.isNull() || last.isNull() || first.protocol() != last.protocol() ||
        bytesOf(first) > bytesOf(last))
        return std::nullopt;
    return AddressSpan{first, last};
}

std::optional<quint16> portOf(const QString& text)
{
    bool isNumber = false;
    const ushort port = text.toUShort(&isNumber);
    return isNumber ? std::optional<quint16>(port) : std::nullopt;
}

std::optional<PortSpan> portSpan(const QString& token)
{
    const auto first = portOf(token.section(QLatin1Char('-'), 0, 0));
    const auto last = portOf(token.section(QLatin1Char('-'), -1));
    if (!first || !last || *first > *last || token.count(QLatin1Char('-')) > 1)
        return std::nullopt;
    return PortSpan{*first, *last};
}

template<class Span, class Parse>
ValueList<Span> listIn(const QString& text, Parse parse)
{
    ValueList<Span> list;
    QStringList tokens = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (tokens.size() > maxTokens) {
        tokens = tokens.mid(0, maxTokens);
        list.keywords.append(QStringLiteral("and more"));
    }
    for (const QString& raw : tokens) {
        const QString token = raw.trimmed();
        if (token == QLatin1String("*"))
            list.any = true;
        else if (const auto span = parse(token))
            list.spans.append(*span);
        else if (!token.isEmpty())
            list.keywords.append(token.toLower());
    }
    list.any = list.any || (list.spans.isEmpty() && list.keywords.isEmpty());
    return list;
}

template<class Span, class Write>
QString plain(const ValueList<Span>& list, Write write)
{
    if (list.any)
        return QStringLiteral("*");
    QStringList texts = list.keywords;
    for (const Span& span : list.spans)
        texts.append(write(span));
    texts.sort();
    return texts.join(QLatin1Char(','));
}

} // namespace

ValueList<PortSpan> portsIn(const QString& text)
{
    return listIn<PortSpan>(text, portSpan);
}

ValueList<AddressSpan> addressesIn(const QString& text)
{
    return listIn<AddressSpan>(text, addressSpan);
}

bool contains(const PortSpan& span, quint16 port)
{
    return span.first <= port && port <= span.last;
}

bool contains(const AddressSpan& span, const QHostAddress& address)
{
    const QByteArray bytes = bytesOf(address);
    const QByteArray first = bytesOf(span.first);
    return bytes.size() == first.size() && first <= bytes && bytes <= bytesOf(span.last);
}

QString plainPorts(const QString& text)
{
    return plain(portsIn(text), [](const PortSpan& span) {
        return span.first == span.last ? QString::number(span.first)
                                       : QStringLiteral("%1-%2").arg(span.first).arg(span.last);
    });
}

QString plainAddresses(const QString& text)
{
    return plain(addressesIn(text), [](const AddressSpan& span) {
        return span.first == span.last
                   ? span.first.toString()
                   : span.first.toString() + QLatin1Char('-') + span.last.toString();
    });
}

} // namespace reconnect::windows_os::firewall
