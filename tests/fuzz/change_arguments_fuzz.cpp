#include "core/fix/change.h"

#include <QJsonDocument>
#include <cstdint>
#include <cstdlib>

// The words of a command line, one a line, as anybody may give them to the helper: refused, or a
// change that is written with just these words, in the journal and on the way back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace reconnect;
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    const QStringList words = text.split(QLatin1Char('\n'));
    const auto change = changeFromArguments(words);
    if (!change)
        return 0;
    if (toArguments(*change) != words)
        std::abort();
    const QByteArray disk = QJsonDocument(toJson(*change)).toJson();
    const auto read = changeFromJson(QJsonDocument::fromJson(disk).object());
    if (!read || *read != *change || sentenceFor(*read).isEmpty())
        std::abort();
    if (const auto* allow = std::get_if<AllowZoom>(&*change)) {
        if (allow->addresses.isEmpty() || allow->addresses.size() > 64)
            std::abort();
        for (const QHostAddress& address : allow->addresses)
            if (address.isLoopback() || address.isMulticast() || address.isNull())
                std::abort();
    }
    if (const auto* pins = std::get_if<RemoveHostsPins>(&*change))
        for (const QString& name : pins->names)
            if (!isZoomName(name))
                std::abort();
    if (const auto* package = std::get_if<ReinstallZoom>(&*change))
        if (package->package.contains(QStringLiteral("/../")) ||
            package->package.contains(QChar(0)))
            std::abort();
    return 0;
}
