#include "core/journal/journal.h"

#include <QJsonDocument>
#include <cstdint>
#include <cstdlib>

// A file of a journal, damaged in any way: refused, or an entry that is written as it was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace reconnect;
    const auto bytes =
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto entry = entryFromJson(QJsonDocument::fromJson(bytes).object());
    if (!entry)
        return 0;
    if (!isEntryId(entry->id) || !entry->when.isValid())
        std::abort();
    const QByteArray once = QJsonDocument(toJson(*entry)).toJson();
    const auto again = entryFromJson(QJsonDocument::fromJson(once).object());
    if (!again || QJsonDocument(toJson(*again)).toJson() != once)
        std::abort();
    return 0;
}
