#include "core/net/stun.h"
#include "tests/catch.h"

using namespace reconnect;
using Kind = StunReply::Kind;

namespace {

const QByteArray transaction = QByteArray::fromHex("b7e7a701bc34d686fa87dfae");

QByteArray message(const char* type, const QByteArray& attributes)
{
    QByteArray bytes = QByteArray::fromHex(type);
    bytes += char(attributes.size() >> 8);
    bytes += char(attributes.size());
    return bytes + QByteArray::fromHex("2112a442") + transaction + attributes;
}

QByteArray attribute(const char* hex)
{
    return QByteArray::fromHex(hex);
}

} // namespace

TEST_CASE("stun: a binding request is twenty bytes with the cookie and the id")
{
    CHECK(encodeStunBinding(transaction) ==
          QByteArray::fromHex("000100002112a442b7e7a701bc34d686fa87dfae"));
    CHECK(encodeStunBinding("short").size() == 20);
}

TEST_CASE("stun: the mapped address is read, by the sample of RFC 5769")
{
    const StunReply four =
        parseStun(message("0101", attribute("00200008 0001a147e112a643")), transaction);
    CHECK(four.kind == Kind::Answered);
    CHECK(four.mapped == QHostAddress(QStringLiteral("192.0.2.1")));
    CHECK(four.mappedPort == 32853);
    const StunReply six =
        parseStun(message("0101", attribute("00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9")),
                  transaction);
    CHECK(six.kind == Kind::Answered);
    CHECK(six.mapped == QHostAddress(QStringLiteral("2001:db8:1234:5678:11:2233:4455:6677")));
    CHECK(six.mappedPort == 32853);
}

TEST_CASE("stun: an old server's plain address counts, and other attributes are passed over")
{
    const StunReply reply = parseStun(
        message("0101", attribute("80220003 61626300 00010008 0001 1234 c0000201")), transaction);
    CHECK(reply.kind == Kind::Answered);
    CHECK(reply.mapped == QHostAddress(QStringLiteral("192.0.2.1")));
    CHECK(reply.mappedPort == 0x1234);
    const StunReply both = parseStun(
        message("0101", attribute("00200008 0001a147e112a643 00010008 0001 1234 c0000209")),
        transaction);
    CHECK(both.mapped == QHostAddress(QStringLiteral("192.0.2.1")));
}

TEST_CASE("stun: a server that refuses was reached all the same")
{
    CHECK(parseStun(message("0111", {}), transaction).kind == Kind::Answered);
}

TEST_CASE("stun: an answer to another request is ignored")
{
    QByteArray other = message("0101", attribute("00200008 0001a147e112a643"));
    other[10] = 'x';
    CHECK(parseStun(other, transaction).kind == Kind::Foreign);
    CHECK(parseStun(encodeStunBinding(transaction), transaction).kind == Kind::Foreign);
}

TEST_CASE("stun: broken answers are malformed")
{
    QByteArray cookieless = message("0101", {});
    cookieless[4] = 0;
    QByteArray longer = message("0101", {}) + 'x';
    const auto broken = GENERATE_COPY(values<QByteArray>({
        {},
        "hello",
        QByteArray(20, '\xff'),
        cookieless,
        longer,
        message("0101", {}),
        message("0101", attribute("0020")),
        message("0101", attribute("00200010 0001a147e112a643")),
        message("0101", attribute("00200002 0001")),
        message("0101", attribute("00200008 0009a147e112a643")),
        message("0101", attribute("00010008 0002a147e112a643")),
    }));
    CAPTURE(broken.toHex());
    CHECK(parseStun(broken, transaction).kind == Kind::Malformed);
}
