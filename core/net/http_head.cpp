#include "core/net/http_head.h"

#include <algorithm>

namespace reconnect {
namespace {

// The line that begins at `at`, without its end; `at` then is behind it. False: it has no end yet.
bool takeLine(const QByteArray& bytes, qsizetype& at, QByteArray& line)
{
    const qsizetype end = bytes.indexOf('\n', at);
    if (end < 0)
        return false;
    line = bytes.mid(at, end - at);
    if (line.endsWith('\r'))
        line.chop(1);
    at = end + 1;
    return true;
}

// "HTTP/1.1 200 OK", as much of it as there is.
bool canBeStatusLine(const QByteArray& line)
{
    static const QByteArray form = QByteArrayLiteral("HTTP/1.# ###");
    for (qsizetype i = 0; i < std::min(line.size(), form.size()); ++i) {
        const bool isDigit = line[i] >= '0' && line[i] <= '9';
        if (form[i] == '#' ? !isDigit : line[i] != form[i])
            return false;
    }
    return line.size() <= form.size() || line[form.size()] == ' ';
}

HttpHead ended(HttpHead::State state)
{
    HttpHead head;
    head.state = state;
    return head;
}

} // namespace

HttpHead readHttpHead(const QByteArray& all)
{
    const QByteArray bytes = all.left(maxHeadBytes);
    qsizetype at = 0;
    QByteArray line;
    if (!takeLine(bytes, at, line)) {
        QByteArray part = bytes;
        if (part.endsWith('\r'))
            part.chop(1);
        if (!canBeStatusLine(part))
            return ended(HttpHead::State::NotHttp);
        return ended(all.size() >= maxHeadBytes ? HttpHead::State::TooLarge
                                                : HttpHead::State::Incomplete);
    }
    HttpHead head;
    head.status = line.mid(9, 3).toInt();
    if (!canBeStatusLine(line) || line.size() < 12 || head.status < 100 || head.status > 599)
        return ended(HttpHead::State::NotHttp);
    head.reason = line.mid(13);
    while (takeLine(bytes, at, line)) {
        if (line.isEmpty()) {
            head.state = HttpHead::State::Complete;
            head.size = at;
            return head;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            head.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
        if (head.headers.size() > maxHeaders)
            return ended(HttpHead::State::TooLarge);
    }
    return ended(all.size() >= maxHeadBytes ? HttpHead::State::TooLarge
                                            : HttpHead::State::Incomplete);
}

} // namespace reconnect
