#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace reconnect {

// Bounds of one answer, in bytes.
struct HttpLimits {
    qint64 head = 16 << 10; // status line and headers, of interim answers too
    qint64 body = 64 << 10;
    // The first `body` bytes of a body are enough: what follows is not waited for.
    bool cutBody = false;
};

struct HttpResponse {
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    // The first header of that name, in any case; empty when there is none.
    QByteArray header(const char* name) const;
};

// Reads one answer to a GET (RFC 9112: by length, chunked, or until the end) as its bytes come in.
// Holds no more than the limits allow, whatever comes.
class HttpResponseReader {
public:
    enum class State {
        Reading,
        Complete,
        NotHttp, // no HTTP, or broken HTTP
        TooLarge,
        CutOff, // the connection ended before the answer did
    };

    explicit HttpResponseReader(HttpLimits limits = {});

    State feed(const QByteArray& bytes);
    State ended(); // the other side closed the connection
    State state() const { return m_state; }
    const HttpResponse& response() const { return m_response; }

private:
    enum class Part { Head, Body, BodyToEnd, ChunkSize, Chunk, ChunkEnd, Trailer };

    bool step(); // false: more bytes are needed, or it is over
    bool takeLine(QByteArray& line);
    void readHead(const QByteArray& head);
    void beginBody();
    bool takeBody(qint64 wanted);
    bool readChunkSize(const QByteArray& line);
    bool finish(State state);

    HttpLimits m_limits;
    State m_state = State::Reading;
    Part m_part = Part::Head;
    QByteArray m_buffer;
    qint64 m_headBytes = 0;
    qint64 m_left = 0; // of the body or the chunk
    HttpResponse m_response;
};

} // namespace reconnect
