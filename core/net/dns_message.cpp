#include "core/net/dns_message.h"

#include "core/net/host_name.h"

#include <QSet>
#include <QtEndian>

#include <optional>

namespace reconnect {
namespace {

constexpr qsizetype headerSize = 12;
constexpr qsizetype longestName = 255; // as labels with their lengths
constexpr int mostJumps = 32;
constexpr int mostAliases = 16;
constexpr qsizetype mostAddresses = 16;

constexpr quint16 typeCname = 5;
constexpr quint16 classInternet = 1;
constexpr quint16 flagResponse = 0x8000;
constexpr quint16 maskOpcode = 0x7800;
constexpr quint16 flagTruncated = 0x0200;
constexpr quint16 flagRecursion = 0x0100;
constexpr quint16 maskRcode = 0x000f;

void put16(QByteArray& out, quint16 number)
{
    out.append(char(number >> 8));
    out.append(char(number & 0xff));
}

// Reads forward; the first thing that can't be read makes all that follows empty.
class Cursor {
public:
    Cursor(const QByteArray& message, qsizetype at)
        : m_message(message)
        , m_at(at)
    {
    }

    bool good() const { return m_good; }
    qsizetype at() const { return m_at; }

    quint16 read16()
    {
        return has(2) ? qFromBigEndian<quint16>(m_message.constData() + skip(2)) : quint16(0);
    }

    QByteArray bytes(qsizetype count)
    {
        return has(count) ? m_message.mid(skip(count), count) : QByteArray();
    }

    // Lower case, without the final dot. A pointer must lead backwards, so that none can loop.
    QByteArray name()
    {
        QByteArray text;
        qsizetype at = m_at;
        qsizetype lowest = m_at;
        int jumps = 0;
        while (m_good) {
            if (at >= m_message.size())
                return lose();
            const int length = quint8(m_message.at(at));
            if (length == 0) {
                if (jumps == 0)
                    m_at = at + 1;
                return text.toLower();
            }
            if (length >= 0xc0) {
                if (at + 1 >= m_message.size() || ++jumps > mostJumps)
                    return lose();
                if (jumps == 1)
                    m_at = at + 2;
                at = ((length & 0x3f) << 8) | quint8(m_message.at(at + 1));
                if (at >= lowest)
                    return lose();
                lowest = at;
                continue;
            }
            if (length > 63 || at + 1 + length > m_message.size() ||
                text.size() + length + 2 > longestName)
                return lose();
            if (!text.isEmpty())
                text.append('.');
            text.append(m_message.mid(at + 1, length));
            at += 1 + length;
        }
        return {};
    }

private:
    bool has(qsizetype count)
    {
        m_good = m_good && count <= m_message.size() - m_at;
        return m_good;
    }
    qsizetype skip(qsizetype count)
    {
        const qsizetype from = m_at;
        m_at += count;
        return from;
    }
    QByteArray lose()
    {
        m_good = false;
        return {};
    }

    const QByteArray& m_message;
    qsizetype m_at;
    bool m_good = true;
};

struct Record {
    QByteArray owner;
    quint16 type = 0;
    QByteArray alias;     // of a CNAME
    QHostAddress address; // of the type asked for
};

std::optional<QHostAddress> addressOf(const QByteArray& data, DnsType type)
{
    if (data.size() != (type == DnsType::A ? 4 : 16))
        return std::nullopt;
    if (type == DnsType::A)
        return QHostAddress(qFromBigEndian<quint32>(data.constData()));
    return QHostAddress(reinterpret_cast<const quint8*>(data.constData()));
}

std::optional<Record> readRecord(const QByteArray& message, Cursor& cursor, DnsType asked)
{
    Record record;
    record.owner = cursor.name();
    record.type = cursor.read16();
    const quint16 kind = cursor.read16();
    cursor.bytes(4); // how long it may be kept
    const quint16 size = cursor.read16();
    const qsizetype from = cursor.at();
    const QByteArray data = cursor.bytes(size);
    if (!cursor.good())
        return std::nullopt;
    if (kind != classInternet) {
        record.type = 0;
    } else if (record.type == typeCname) {
        Cursor inside(message, from);
        record.alias = inside.name();
        if (!inside.good() || inside.at() != cursor.at())
            return std::nullopt;
    } else if (record.type == quint16(asked)) {
        const auto address = addressOf(data, asked);
        if (!address)
            return std::nullopt;
        record.address = *address;
    }
    return record;
}

// The name and what it is an alias of. Records may come in any order.
QSet<QByteArray> ownNames(const QByteArray& name, const QList<Record>& records)
{
    QSet<QByteArray> names{name};
    for (int pass = 0; pass < mostAliases; ++pass) {
        const qsizetype before = names.size();
        for (const Record& record : records)
            if (record.type == typeCname && names.contains(record.owner))
                names.insert(record.alias);
        if (names.size() == before)
            break;
    }
    return names;
}

QList<QHostAddress> addressesOf(const DnsQuestion& question, const QList<Record>& records)
{
    const QSet<QByteArray> names = ownNames(question.name.toLatin1().toLower(), records);
    QList<QHostAddress> addresses;
    for (const Record& record : records) {
        if (addresses.size() == mostAddresses)
            break;
        if (record.type == quint16(question.type) && names.contains(record.owner) &&
            !addresses.contains(record.address))
            addresses.append(record.address);
    }
    return addresses;
}

} // namespace

QByteArray encodeDns(const DnsQuestion& question)
{
    if (!isHostName(question.name))
        return {};
    QByteArray message;
    put16(message, question.id);
    put16(message, flagRecursion);
    put16(message, 1); // one question, no records
    for (int section = 0; section < 3; ++section)
        put16(message, 0);
    for (const QByteArray& label : question.name.toLatin1().split('.')) {
        message.append(char(label.size()));
        message.append(label);
    }
    message.append('\0');
    put16(message, quint16(question.type));
    put16(message, classInternet);
    return message;
}

DnsReply parseDns(const QByteArray& message, const DnsQuestion& question)
{
    Cursor cursor(message, 0);
    const quint16 id = cursor.read16();
    if (!cursor.good() || id != question.id)
        return {};
    DnsReply reply;
    reply.kind = DnsReply::Kind::Malformed;
    const quint16 flags = cursor.read16();
    const quint16 questions = cursor.read16();
    const quint16 answers = cursor.read16();
    if (message.size() < headerSize)
        return reply;
    if (!(flags & flagResponse) || (flags & maskOpcode) != 0)
        return {};
    cursor.bytes(4); // the counts of the sections that don't matter here
    reply.rcode = flags & maskRcode;
    // A server that could make nothing of the question may leave it out.
    if (questions > 1 || (questions == 0 && reply.rcode == DnsReply::NoError))
        return reply;
    if (questions == 1) {
        const QByteArray name = cursor.name();
        const quint16 type = cursor.read16();
        const quint16 kind = cursor.read16();
        if (!cursor.good())
            return reply;
        if (name != question.name.toLatin1().toLower() || type != quint16(question.type) ||
            kind != classInternet)
            return {};
    }
    const bool truncated = flags & flagTruncated;
    QList<Record> records;
    for (int i = 0; i < answers; ++i) {
        const auto record = readRecord(message, cursor, question.type);
        if (!record && !truncated)
            return reply;
        if (!record)
            break;
        records.append(*record);
    }
    reply.addresses = addressesOf(question, records);
    reply.kind = truncated ? DnsReply::Kind::Truncated : DnsReply::Kind::Answered;
    return reply;
}

} // namespace reconnect
