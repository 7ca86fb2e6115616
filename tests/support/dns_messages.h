#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QtEndian>

namespace reconnect::test {

// Pieces of DNS messages, right or wrong as a test wants them.

inline QByteArray dns16(int number)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(number), bytes.data());
    return bytes;
}

inline QByteArray dnsName(const QByteArray& name)
{
    QByteArray bytes;
    for (const QByteArray& label : name.split('.'))
        bytes += char(label.size()) + label;
    return bytes + '\0';
}

inline QByteArray dnsHeader(const QByteArray& id, int flags, int questions, int answers)
{
    return id + dns16(flags) + dns16(questions) + dns16(answers) + dns16(0) + dns16(0);
}

inline QByteArray dnsRecord(const QByteArray& owner, int type, const QByteArray& data)
{
    return owner + dns16(type) + dns16(1) + QByteArray(4, '\0') + dns16(int(data.size())) + data;
}

inline QByteArray dnsData(const char* address)
{
    const QHostAddress parsed(QString::fromLatin1(address));
    if (parsed.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR bytes = parsed.toIPv6Address();
        return {reinterpret_cast<const char*>(bytes.c), sizeof bytes.c};
    }
    QByteArray bytes(4, '\0');
    qToBigEndian(parsed.toIPv4Address(), bytes.data());
    return bytes;
}

// Where the name of the (only) question stands.
inline const QByteArray pointerToQuestion = "\xc0\x0c";

inline constexpr int dnsAnswer = 0x8180;    // a response, recursion available
inline constexpr int dnsTruncated = 0x8380; // the same, cut short

// The answer to a query, with the given records.
inline QByteArray dnsReply(const QByteArray& query, int flags,
                           const QList<QByteArray>& records = {})
{
    return dnsHeader(query.left(2), flags, 1, int(records.size())) + query.mid(12) + records.join();
}

// The type that a query asks for.
inline int dnsTypeOf(const QByteArray& query)
{
    return qFromBigEndian<quint16>(query.constData() + query.size() - 4);
}

} // namespace reconnect::test
