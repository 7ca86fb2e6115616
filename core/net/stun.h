#pragma once

#include <QByteArray>
#include <QHostAddress>

namespace reconnect {

// STUN binding requests and their answers (RFC 8489): the smallest question that media servers
// answer over UDP.

// Of a request with this transaction id (12 random bytes).
QByteArray encodeStunBinding(const QByteArray& transaction);

struct StunReply {
    enum class Kind {
        Foreign,   // the answer to another request: to be ignored
        Malformed, // no STUN message, or a broken one
        Answered,  // success or refusal: either way the server was reached
    };
    Kind kind = Kind::Foreign;
    // As the server saw us; null when it refused.
    QHostAddress mapped;
    quint16 mappedPort = 0;
};

StunReply parseStun(const QByteArray& message, const QByteArray& transaction);

} // namespace reconnect
