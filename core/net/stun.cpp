#include "core/net/stun.h"

#include <QtEndian>

namespace reconnect {
namespace {

constexpr qsizetype headerSize = 20;
constexpr quint32 cookie = 0x2112a442;
constexpr quint16 bindingRequest = 0x0001;
constexpr quint16 bindingSuccess = 0x0101;
constexpr quint16 bindingError = 0x0111;
constexpr quint16 mappedAddress = 0x0001; // as in RFC 3489, which old servers still speak
constexpr quint16 xorMappedAddress = 0x0020;

quint16 read16(const QByteArray& bytes, qsizetype at)
{
    return qFromBigEndian<quint16>(bytes.constData() + at);
}

// The value of a (XOR-)MAPPED-ADDRESS; mask: what it is xored with, empty for none.
bool readAddress(const QByteArray& value, const QByteArray& mask, StunReply& reply)
{
    if (value.size() < 4)
        return false;
    const int family = quint8(value.at(1));
    const qsizetype size = family == 1 ? 4 : family == 2 ? 16 : 0;
    if (size == 0 || value.size() != 4 + size)
        return false;
    QByteArray port = value.mid(2, 2);
    QByteArray address = value.mid(4);
    if (!mask.isEmpty()) {
        for (qsizetype i = 0; i < port.size(); ++i)
            port[i] = char(port.at(i) ^ mask.at(i));
        for (qsizetype i = 0; i < address.size(); ++i)
            address[i] = char(address.at(i) ^ mask.at(i));
    }
    reply.mappedPort = read16(port, 0);
    if (family == 1)
        reply.mapped = QHostAddress(qFromBigEndian<quint32>(address.constData()));
    else
        reply.mapped = QHostAddress(reinterpret_cast<const quint8*>(address.constData()));
    return true;
}

bool readAttributes(const QByteArray& message, StunReply& reply)
{
    const QByteArray mask = message.mid(4, 16); // the cookie and the transaction id
    qsizetype at = headerSize;
    while (at < message.size()) {
        if (message.size() - at < 4)
            return false;
        const quint16 type = read16(message, at);
        const qsizetype size = read16(message, at + 2);
        at += 4;
        if (size > message.size() - at)
            return false;
        const QByteArray value = message.mid(at, size);
        if (type == xorMappedAddress && !readAddress(value, mask, reply))
            return false;
        if (type == mappedAddress && reply.mapped.isNull() && !readAddress(value, {}, reply))
            return false;
        at += (size + 3) & ~qsizetype(3);
    }
    return true;
}

} // namespace

QByteArray encodeStunBinding(const QByteArray& transaction)
{
    QByteArray message(8, '\0');
    qToBigEndian<quint16>(bindingRequest, message.data());
    qToBigEndian<quint32>(cookie, message.data() + 4);
    return message + transaction.leftJustified(12, '\0', true);
}

StunReply parseStun(const QByteArray& message, const QByteArray& transaction)
{
    StunReply reply;
    reply.kind = StunReply::Kind::Malformed;
    if (message.size() < headerSize || quint8(message.at(0)) > 0x3f ||
        qFromBigEndian<quint32>(message.constData() + 4) != cookie ||
        read16(message, 2) != message.size() - headerSize)
        return reply;
    const quint16 type = read16(message, 0);
    if (message.mid(8, 12) != transaction || (type != bindingSuccess && type != bindingError))
        return {};
    StunReply answered;
    answered.kind = StunReply::Kind::Answered;
    if (type == bindingError)
        return answered;
    return readAttributes(message, answered) && !answered.mapped.isNull() ? answered : reply;
}

} // namespace reconnect
