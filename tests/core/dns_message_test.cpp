#include "core/net/dns_message.h"
#include "tests/catch.h"
#include "tests/support/dns_messages.h"

using namespace reconnect;
using namespace reconnect::test;
using Kind = DnsReply::Kind;

namespace {

const DnsQuestion question{0x1234, QStringLiteral("zoom.us"), DnsType::A};
const QByteArray query = encodeDns(question);

QByteArray pointer(int offset)
{
    return dns16(0xc000 | offset);
}

QByteArray a(const QByteArray& owner, const char* address)
{
    return dnsRecord(owner, 1, dnsData(address));
}

QByteArray cname(const QByteArray& owner, const QByteArray& alias)
{
    return dnsRecord(owner, 5, alias);
}

DnsReply parsed(const QList<QByteArray>& records)
{
    return parseDns(dnsReply(query, dnsAnswer, records), question);
}

QStringList texts(const QList<QHostAddress>& addresses)
{
    QStringList list;
    for (const QHostAddress& address : addresses)
        list.append(address.toString());
    return list;
}

} // namespace

TEST_CASE("dns message: a question is written as RFC 1035 draws it")
{
    CHECK(query == QByteArray::fromHex("1234 0100 0001 0000 0000 0000 04 7a6f6f6d 02 7573 00 "
                                       "0001 0001"));
    CHECK(encodeDns({1, QStringLiteral("a.test"), DnsType::Aaaa})
              .endsWith(QByteArray::fromHex("001c0001")));
    CHECK(encodeDns({1, QString(64, u'a'), DnsType::A}).isEmpty());
    CHECK(encodeDns({1, QStringLiteral("a..b"), DnsType::A}).isEmpty());
}

TEST_CASE("dns message: addresses of the name are read, and none twice")
{
    const DnsReply reply =
        parsed({a(pointerToQuestion, "192.0.2.1"), a(dnsName("zoom.us"), "192.0.2.2"),
                a(dnsName("ZOOM.us"), "192.0.2.1")});
    CHECK(reply.kind == Kind::Answered);
    CHECK(reply.rcode == DnsReply::NoError);
    CHECK(texts(reply.addresses) ==
          QStringList{QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2")});
}

TEST_CASE("dns message: IPv6 addresses are read")
{
    const DnsQuestion six{7, QStringLiteral("zoom.us"), DnsType::Aaaa};
    const QByteArray record = dnsRecord(pointerToQuestion, 28, dnsData("2001:db8::1"));
    const DnsReply reply = parseDns(dnsReply(encodeDns(six), dnsAnswer, {record}), six);
    CHECK(reply.kind == Kind::Answered);
    CHECK(texts(reply.addresses) == QStringList{QStringLiteral("2001:db8::1")});
}

TEST_CASE("dns message: aliases are followed in any order; other names' addresses don't count")
{
    const DnsReply reply =
        parsed({a(dnsName("end.test"), "192.0.2.9"), a(dnsName("evil.test"), "192.0.2.66"),
                cname(dnsName("mid.test"), dnsName("end.test")),
                cname(pointerToQuestion, dnsName("mid.test"))});
    CHECK(reply.kind == Kind::Answered);
    CHECK(texts(reply.addresses) == QStringList{QStringLiteral("192.0.2.9")});
}

TEST_CASE("dns message: aliases in a circle end, with no address")
{
    const DnsReply reply = parsed({cname(pointerToQuestion, dnsName("b.test")),
                                   cname(dnsName("b.test"), dnsName("zoom.us"))});
    CHECK(reply.kind == Kind::Answered);
    CHECK(reply.addresses.isEmpty());
}

TEST_CASE("dns message: rcodes are kept, also without the question")
{
    const int rcode = GENERATE(2, 3, 5, 9);
    CHECK(parseDns(dnsReply(query, dnsAnswer | rcode), question).rcode == rcode);
    const DnsReply bare = parseDns(dnsHeader("\x12\x34", dnsAnswer | rcode, 0, 0), question);
    CHECK(bare.kind == Kind::Answered);
    CHECK(bare.rcode == rcode);
}

TEST_CASE("dns message: records of other types and classes are passed over")
{
    QByteArray chaos = a(pointerToQuestion, "192.0.2.66");
    chaos[5] = 3; // its class
    const DnsReply reply = parsed(
        {dnsRecord(pointerToQuestion, 46, "signature"), chaos, a(pointerToQuestion, "192.0.2.1")});
    CHECK(texts(reply.addresses) == QStringList{QStringLiteral("192.0.2.1")});
}

TEST_CASE("dns message: what answers something else is ignored")
{
    const QByteArray good = dnsReply(query, dnsAnswer);
    QByteArray otherId = good;
    otherId[0] = 0x55;
    QByteArray otherName = good;
    otherName[13] = 'b';
    const QByteArray otherType = good.left(good.size() - 3) + char(28) + good.right(2);
    const QByteArray otherClass = good.left(good.size() - 1) + char(3);
    CHECK(parseDns(good, question).kind == Kind::Answered);
    CHECK(parseDns(otherId, question).kind == Kind::Foreign);
    CHECK(parseDns(otherName, question).kind == Kind::Foreign);
    CHECK(parseDns(otherType, question).kind == Kind::Foreign);
    CHECK(parseDns(otherClass, question).kind == Kind::Foreign);
    CHECK(parseDns(query, question).kind == Kind::Foreign); // our own question, sent back
    CHECK(parseDns(dnsReply(query, 0xa180), question).kind == Kind::Foreign); // another opcode
    CHECK(parseDns({}, question).kind == Kind::Foreign);
    CHECK(parseDns("x", question).kind == Kind::Foreign);
}

TEST_CASE("dns message: case of letters in the question does not matter")
{
    QByteArray shouting = dnsReply(query, dnsAnswer, {a(pointerToQuestion, "192.0.2.1")});
    shouting.replace("zoom", "ZOoM");
    CHECK(parseDns(shouting, question).addresses.size() == 1);
}

TEST_CASE("dns message: broken ones are malformed, never more")
{
    const QByteArray longLabels = QByteArray('?' + QByteArray(63, 'a')).repeated(5);
    const QByteArray endless = QByteArray("\x3f").repeated(63);
    const auto broken = GENERATE_REF(values<QByteArray>({
        dnsReply(query, dnsAnswer, {dnsRecord(pointerToQuestion, 1, "abc")}), // 3 bytes of address
        dnsReply(query, dnsAnswer, {dnsRecord(pointer(29), 1, "abcd")}),      // points forward
        dnsReply(query, dnsAnswer, {dnsRecord(pointer(25), 1, "abcd")}),      // points at itself
        dnsReply(query, dnsAnswer, {dnsRecord(pointer(5000), 1, "abcd")}),    // points outside
        dnsReply(query, dnsAnswer, {cname(pointerToQuestion, "\x05zo")}),     // a label too long
        dnsReply(query, dnsAnswer, {cname(pointerToQuestion, dnsName("a.b") + "x")}),
        dnsReply(query, dnsAnswer, {cname(pointerToQuestion, "\x80x")}), // a reserved kind
        dnsReply(query, dnsAnswer, {cname(pointerToQuestion, longLabels)}),
        dnsReply(query, dnsAnswer, {pointerToQuestion}),
        dnsReply(query, dnsAnswer, {QByteArray("\xc0")}),
        dnsReply(query, dnsAnswer, {endless}),
        dnsHeader(query.left(2), dnsAnswer, 2, 0) + query.mid(12),
        dnsHeader(query.left(2), dnsAnswer, 0, 0),
        dnsHeader(query.left(2), dnsAnswer, 1, 65535) + query.mid(12),
        dnsHeader(query.left(2), dnsAnswer, 1, 0),
        query.left(2),
        query.left(11),
    }));
    CAPTURE(broken.toHex());
    CHECK(parseDns(broken, question).kind == Kind::Malformed);
}

TEST_CASE("dns message: cut anywhere, a good answer is never taken for whole")
{
    const QByteArray whole = dnsReply(
        query, dnsAnswer,
        {cname(pointerToQuestion, dnsName("end.test")), a(dnsName("end.test"), "192.0.2.1")});
    REQUIRE(parseDns(whole, question).addresses.size() == 1);
    for (qsizetype size = 2; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(parseDns(whole.left(size), question).kind == Kind::Malformed);
    }
}

TEST_CASE("dns message: a truncated answer says so and keeps what is whole")
{
    const QByteArray record = a(pointerToQuestion, "192.0.2.1");
    const QByteArray message =
        dnsHeader(query.left(2), dnsTruncated, 1, 9) + query.mid(12) + record + record.left(7);
    const DnsReply reply = parseDns(message, question);
    CHECK(reply.kind == Kind::Truncated);
    CHECK(reply.addresses.size() == 1);
}

TEST_CASE("dns message: a pointer chain that goes back step by step is read, a long one is not")
{
    // Each record's owner points at the owner before it.
    QByteArray message = query.mid(12);
    int last = 12;
    QList<QByteArray> records;
    for (int i = 0; i < 40; ++i) {
        const int here = 12 + int(message.size());
        message += a(pointer(last), "192.0.2.1");
        last = here;
        if (i == 20)
            CHECK(
                parseDns(dnsHeader(query.left(2), dnsAnswer, 1, i + 1) + message, question).kind ==
                Kind::Answered);
    }
    CHECK(parseDns(dnsHeader(query.left(2), dnsAnswer, 1, 40) + message, question).kind ==
          Kind::Malformed);
}

TEST_CASE("dns message: a flood of addresses is cut")
{
    QList<QByteArray> records;
    for (int i = 1; i < 200; ++i)
        records.append(dnsRecord(pointerToQuestion, 1, QByteArray("\xc0\x00\x02", 3) + char(i)));
    CHECK(parsed(records).addresses.size() == 16);
}
