#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace reconnect {

// The beginning of an HTTP answer, for those who have no use for a body: a proxy's to CONNECT.
struct HttpHead {
    enum class State {
        Incomplete, // more bytes are needed
        Complete,
        NotHttp,  // it can't become HTTP/1.x any more
        TooLarge, // no end within maxHeadBytes, or more than maxHeaders
    };
    State state = State::Incomplete;
    int status = 0;    // 100 to 599
    QByteArray reason; // as sent
    QList<std::pair<QByteArray, QByteArray>> headers;
    qsizetype size = 0; // bytes of the head, its empty line too; what follows is not its part
};

constexpr qsizetype maxHeadBytes = 16 << 10;
constexpr int maxHeaders = 100;

// Pure. Lines may end in a bare LF; header lines that are none are passed over.
HttpHead readHttpHead(const QByteArray& bytes);

} // namespace reconnect
