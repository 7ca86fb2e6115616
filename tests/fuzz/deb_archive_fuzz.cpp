#include "platform/linux/zoom/deb_archive.h"

#include <QBuffer>
#include <cstddef>
#include <cstdint>

using namespace reconnect::linux_os;

// A package, and after its last NUL NUL NUL a signed list; what is accepted names nothing outside
// of the file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray all(reinterpret_cast<const char*>(data), qsizetype(size));
    const QByteArray mark(3, '\0');
    const qsizetype at = all.lastIndexOf(mark);
    QByteArray package = at < 0 ? all : all.left(at);
    QBuffer file(&package);
    file.open(QIODevice::ReadOnly);
    const auto archive = readDebArchive(file);
    if (!archive)
        return 0;
    qint64 bytes = 0;
    for (const DebMember& member : archive->members) {
        if (member.offset < 0 || member.size < 0 || member.offset + member.size > package.size())
            __builtin_trap();
        bytes += member.size;
    }
    if (bytes > package.size())
        __builtin_trap();
    static_cast<void>(checkSignedList(at < 0 ? QByteArray() : all.mid(at + 3), *archive, file));
    return 0;
}
