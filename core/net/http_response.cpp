#include "core/net/http_response.h"

#include <algorithm>

namespace reconnect {
namespace {

constexpr int maxChunkLine = 256;
const QByteArray magic = QByteArrayLiteral("HTTP/1.");

bool isDigits(const QByteArray& text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "HTTP/1.1 200 OK"; 0 when it is none. The reason may be missing.
int statusOf(const QByteArray& line)
{
    if (!line.startsWith("HTTP/1.") || line.size() < 12 || line[8] != ' ')
        return 0;
    if (line.size() > 12 && line[12] != ' ')
        return 0;
    const QByteArray digits = line.mid(9, 3);
    const int status = isDigits(digits) ? digits.toInt() : 0;
    return status >= 100 && status <= 599 ? status : 0;
}

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

} // namespace

QByteArray HttpResponse::header(const char* name) const
{
    for (const auto& [key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

HttpResponseReader::HttpResponseReader(HttpLimits limits)
    : m_limits(limits)
{
}

HttpResponseReader::State HttpResponseReader::feed(const QByteArray& bytes)
{
    if (m_state != State::Reading)
        return m_state;
    m_buffer += bytes;
    while (m_state == State::Reading && step()) {
    }
    if (m_state == State::Reading && m_part == Part::Head &&
        m_headBytes + m_buffer.size() > m_limits.head)
        finish(State::TooLarge);
    return m_state;
}

HttpResponseReader::State HttpResponseReader::ended()
{
    if (m_state == State::Reading)
        finish(m_part == Part::BodyToEnd ? State::Complete : State::CutOff);
    return m_state;
}

bool HttpResponseReader::step()
{
    QByteArray line;
    switch (m_part) {
    case Part::Head: {
        // Whatever is not HTTP shows it in its first bytes; it need not be waited for.
        if (!m_buffer.startsWith(magic.left(m_buffer.size())))
            return finish(State::NotHttp);
        // Some servers end lines with a bare LF.
        const qsizetype strict = m_buffer.indexOf("\r\n\r\n");
        const qsizetype loose = m_buffer.indexOf("\n\n");
        const bool byStrict = strict >= 0 && (loose < 0 || strict < loose);
        const qsizetype end = byStrict ? strict : loose;
        if (end < 0)
            return false;
        const QByteArray head = m_buffer.left(end);
        m_buffer.remove(0, end + (byStrict ? 4 : 2));
        m_headBytes += head.size() + (byStrict ? 4 : 2);
        if (m_headBytes > m_limits.head)
            return finish(State::TooLarge);
        readHead(head);
        return m_state == State::Reading;
    }
    case Part::Body:
        return takeBody(m_left);
    case Part::BodyToEnd:
        return takeBody(m_buffer.size());
    case Part::ChunkSize:
        return takeLine(line) && readChunkSize(line);
    case Part::Chunk:
        return takeBody(m_left);
    case Part::ChunkEnd:
        if (!takeLine(line))
            return false;
        m_part = Part::ChunkSize;
        return line.isEmpty() || finish(State::NotHttp);
    case Part::Trailer:
        if (!takeLine(line))
            return false;
        m_headBytes += line.size() + 2;
        if (line.isEmpty())
            return finish(State::Complete);
        return m_headBytes <= m_limits.head || finish(State::TooLarge);
    }
    return false;
}

bool HttpResponseReader::takeLine(QByteArray& line)
{
    const qsizetype end = m_buffer.indexOf('\n');
    if (end > maxChunkLine || (end < 0 && m_buffer.size() > maxChunkLine))
        return finish(State::NotHttp);
    if (end < 0)
        return false;
    line = m_buffer.left(end);
    if (line.endsWith('\r'))
        line.chop(1);
    m_buffer.remove(0, end + 1);
    return true;
}

void HttpResponseReader::readHead(const QByteArray& head)
{
    const QList<QByteArray> lines = head.split('\n');
    HttpResponse response;
    response.status = statusOf(lines[0].trimmed());
    if (response.status == 0) {
        finish(State::NotHttp);
        return;
    }
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0) {
            finish(State::NotHttp);
            return;
        }
        response.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    if (response.status < 200)
        return; // an interim answer; the real one follows
    m_response = response;
    beginBody();
}

void HttpResponseReader::beginBody()
{
    if (hasNoBody(m_response.status)) {
        finish(State::Complete);
        return;
    }
    if (m_response.header("Transfer-Encoding").toLower().contains("chunked")) {
        m_part = Part::ChunkSize;
    } else if (const QByteArray length = m_response.header("Content-Length"); !length.isEmpty()) {
        if (!isDigits(length)) {
            finish(State::NotHttp);
            return;
        }
        m_part = Part::Body;
        bool fits = false;
        m_left = length.toLongLong(&fits);
        if (!m_limits.cutBody && (!fits || m_left > m_limits.body)) {
            finish(State::TooLarge);
            return;
        }
        if (!fits)
            m_left = m_limits.body + 1;
    } else {
        m_part = Part::BodyToEnd;
    }
    if (m_limits.cutBody && m_limits.body == 0)
        finish(State::Complete);
}

// Moves up to `wanted` bytes into the body; on when the part is complete.
bool HttpResponseReader::takeBody(qint64 wanted)
{
    const qint64 room = m_limits.body - m_response.body.size();
    const qint64 here = std::min<qint64>(wanted, m_buffer.size());
    m_response.body += m_buffer.left(std::min(here, room));
    m_buffer.remove(0, here);
    if (here > room)
        return finish(m_limits.cutBody ? State::Complete : State::TooLarge);
    if (m_part == Part::BodyToEnd)
        return false;
    m_left -= here;
    if (m_left > 0)
        return false;
    if (m_part == Part::Body)
        return finish(State::Complete);
    m_part = Part::ChunkEnd;
    return true;
}

bool HttpResponseReader::readChunkSize(const QByteArray& line)
{
    const QByteArray digits = line.split(';').constFirst().trimmed();
    bool isHex = false;
    const qulonglong size = digits.toULongLong(&isHex, 16);
    if (!isHex || digits.startsWith('+') || digits.startsWith('-'))
        return finish(State::NotHttp);
    if (size == 0) {
        m_part = Part::Trailer;
        return true;
    }
    const auto room = qulonglong(m_limits.body - m_response.body.size());
    if (size > room && !m_limits.cutBody)
        return finish(State::TooLarge);
    m_left = qint64(std::min(size, room + 1));
    m_part = Part::Chunk;
    return true;
}

bool HttpResponseReader::finish(State state)
{
    m_state = state;
    m_buffer.clear();
    return false;
}

} // namespace reconnect
