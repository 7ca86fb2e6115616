#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

namespace reconnect {

// What a download asks of addresses and heads. Pure.

// Whether `url` is https, without a name or password in it, and leads to one of `hosts` or a name
// below one.
bool mayAsk(const QUrl& url, const QStringList& hosts);

// -1 where there is none. Error: Malformed.
Result<qint64> contentLength(const QByteArray& header);

// "bytes 100-199/200". Error: Malformed; so is one whose total is not told.
struct ContentRange {
    qint64 first = 0, last = 0, total = 0;
};
Result<ContentRange> contentRange(const QByteArray& header);

// The tag, with its quotes, where it promises equal bytes; else empty.
QByteArray strongTag(const QByteArray& header);

} // namespace reconnect
