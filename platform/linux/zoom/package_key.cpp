#include "platform/linux/zoom/package_key.h"

#include <QCryptographicHash>
#include <QList>

#include <optional>

// RFC 4880: packets are in section 4, fingerprints in 12.2, the armour in 6.
namespace reconnect::linux_os {
namespace {

constexpr qsizetype maxFile = 256 << 10;
constexpr int maxPackets = 500;
constexpr quint32 maxBody = 65535; // a longer key has no fingerprint of version 4

enum Tag { Signature = 2, PrimaryKey = 6, UserId = 13, Subkey = 14, UserAttribute = 17 };

struct Packet {
    int tag = 0;
    QByteArray body;
    QByteArray whole;
};

const QByteArray begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
const QByteArray end = "-----END PGP PUBLIC KEY BLOCK-----";

// All blocks of an armoured file, one after the other; the file itself where it isn't one.
std::optional<QByteArray> unarmoured(const QByteArray& file)
{
    if (!file.contains(begin))
        return file;
    QByteArray packets;
    qsizetype at = 0;
    while ((at = file.indexOf(begin, at)) >= 0) {
        const qsizetype stop = file.indexOf(end, at);
        if (stop < 0)
            return std::nullopt;
        QByteArray text;
        bool inBody = false;
        for (const QByteArray& raw :
             file.mid(at + begin.size(), stop - at - begin.size()).split('\n')) {
            const QByteArray line = raw.trimmed();
            if (line.startsWith('=')) // a checksum against accidents; the fingerprint says more
                break;
            if (inBody)
                text += line;
            else if (line.isEmpty() && !text.isNull())
                inBody = true;
            else
                text = ""; // headers, and the end of the first line
        }
        const auto block =
            QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        if (!block)
            return std::nullopt;
        packets += *block;
        at = stop;
    }
    return packets;
}

// Reads big-endian numbers and bytes, and knows when there were too few.
class Reader {
public:
    explicit Reader(const QByteArray& bytes)
        : m_bytes(bytes)
    {
    }
    bool atEnd() const { return m_at >= m_bytes.size(); }
    qsizetype at() const { return m_at; }
    std::optional<quint32> number(int octets)
    {
        if (m_bytes.size() - m_at < octets)
            return std::nullopt;
        quint32 value = 0;
        for (int i = 0; i < octets; ++i)
            value = value << 8 | static_cast<quint8>(m_bytes[m_at++]);
        return value;
    }
    std::optional<QByteArray> bytes(quint32 count)
    {
        if (count > maxBody || m_bytes.size() - m_at < static_cast<qsizetype>(count))
            return std::nullopt;
        m_at += count;
        return m_bytes.mid(m_at - count, count);
    }

private:
    const QByteArray& m_bytes;
    qsizetype m_at = 0;
};

std::optional<quint32> newLength(Reader& reader)
{
    const auto first = reader.number(1);
    if (!first || *first < 192)
        return first;
    if (*first < 224) {
        const auto second = reader.number(1);
        return second ? std::optional((*first - 192) * 256 + *second + 192) : std::nullopt;
    }
    return *first == 255 ? reader.number(4) : std::nullopt; // never in parts in a key
}

std::optional<Packet> nextPacket(Reader& reader, const QByteArray& all)
{
    const qsizetype start = reader.at();
    const quint32 head = reader.number(1).value_or(0);
    if (!(head & 0x80))
        return std::nullopt;
    Packet packet;
    std::optional<quint32> length;
    if (head & 0x40) {
        packet.tag = static_cast<int>(head & 0x3f);
        length = newLength(reader);
    } else {
        packet.tag = static_cast<int>(head >> 2 & 0x0f);
        const int kind = static_cast<int>(head & 3);
        length = kind < 3 ? reader.number(1 << kind) : std::nullopt; // 3: of no told length
    }
    const auto body = length ? reader.bytes(*length) : std::nullopt;
    if (!body)
        return std::nullopt;
    packet.body = *body;
    packet.whole = all.mid(start, reader.at() - start);
    return packet;
}

std::optional<QList<Packet>> packetsOf(const QByteArray& bytes)
{
    QList<Packet> packets;
    Reader reader(bytes);
    while (!reader.atEnd()) {
        const auto packet = nextPacket(reader, bytes);
        if (!packet || packets.size() == maxPackets)
            return std::nullopt;
        packets.append(*packet);
    }
    return packets;
}

QByteArray fingerprintOf(const QByteArray& body)
{
    if (!body.startsWith('\x04'))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const char head[] = {'\x99', static_cast<char>(body.size() >> 8),
                         static_cast<char>(body.size())};
    hash.addData(QByteArray(head, sizeof head));
    hash.addData(body);
    return hash.result().toHex().toUpper();
}

quint32 crc24(const QByteArray& bytes)
{
    quint32 crc = 0xb704ce;
    for (const char byte : bytes) {
        crc ^= static_cast<quint32>(static_cast<quint8>(byte)) << 16;
        for (int i = 0; i < 8; ++i) {
            crc <<= 1;
            if (crc & 0x1000000)
                crc ^= 0x1864cfb;
        }
    }
    return crc & 0xffffff;
}

} // namespace

Result<PackageKey> keyWithFingerprint(const QByteArray& file, const QByteArray& fingerprint)
{
    if (file.size() > maxFile)
        return failure(ErrorCode::Malformed, QStringLiteral("key"));
    const auto bytes = unarmoured(file);
    const auto packets = bytes ? packetsOf(*bytes) : std::nullopt;
    if (!packets || packets->isEmpty())
        return failure(ErrorCode::Malformed, QStringLiteral("key"));
    PackageKey key;
    bool ours = false;
    for (const Packet& packet : *packets) {
        if (packet.tag == PrimaryKey) {
            if (!key.primary.isEmpty())
                break; // another key follows, or the same once more
            ours = fingerprintOf(packet.body) == fingerprint;
        }
        const bool belongs = packet.tag == PrimaryKey || packet.tag == Signature ||
                             packet.tag == UserId || packet.tag == UserAttribute ||
                             packet.tag == Subkey;
        if (!ours || !belongs)
            continue;
        const bool isSub = packet.tag == Subkey || !key.subkeys.isEmpty();
        (isSub ? key.subkeys : key.primary) += packet.whole;
    }
    if (key.primary.isEmpty())
        return failure(ErrorCode::NotTrusted, QStringLiteral("the key is not Zoom's"));
    return key;
}

QByteArray armoured(const QByteArray& packets)
{
    QByteArray text = begin + "\n\n";
    const QByteArray letters = packets.toBase64();
    for (qsizetype at = 0; at < letters.size(); at += 64)
        text += letters.mid(at, 64) + '\n';
    const quint32 crc = crc24(packets);
    const char sum[] = {static_cast<char>(crc >> 16), static_cast<char>(crc >> 8),
                        static_cast<char>(crc)};
    return text + '=' + QByteArray(sum, sizeof sum).toBase64() + '\n' + end + '\n';
}

} // namespace reconnect::linux_os
