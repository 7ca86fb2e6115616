#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

namespace reconnect {

// DNS messages as they go over the wire (RFC 1035 section 4, AAAA: RFC 3596).

enum class DnsType : quint16 { A = 1, Aaaa = 28 };

struct DnsQuestion {
    quint16 id = 0; // random; an answer must bear it
    QString name;   // see isHostName()
    DnsType type = DnsType::A;
};

// What a datagram or a message from the server is to the question.
struct DnsReply {
    enum class Kind {
        Foreign,   // the answer to something else, or no answer: to be ignored
        Malformed, // bears the question's id and can't be read
        Truncated, // to be asked again over TCP; `addresses` has what was left of it
        Answered,
    };
    // Of RFC 1035 4.1.1; others stay numbers.
    enum Rcode { NoError = 0, ServFail = 2, NxDomain = 3, Refused = 5 };

    Kind kind = Kind::Foreign;
    int rcode = NoError;
    QList<QHostAddress> addresses; // of the name or what its CNAMEs lead to; at most 16
};

// Asks for recursion, without EDNS: what is asked here fits in 512 bytes, and old middleboxes drop
// what they don't know. Empty when the name is no host name.
QByteArray encodeDns(const DnsQuestion& question);

// Takes anything: compression that loops, counts that lie, messages cut anywhere.
DnsReply parseDns(const QByteArray& message, const DnsQuestion& question);

} // namespace reconnect
