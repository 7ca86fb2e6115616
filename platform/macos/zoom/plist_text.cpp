#include "platform/macos/zoom/plist_text.h"

#include <QXmlStreamReader>

namespace reconnect::macos {
namespace {

constexpr qsizetype maxPlist = 1 << 20;

} // namespace

Result<QHash<QString, QString>> textsOfPlist(const QByteArray& xml)
{
    if (xml.size() > maxPlist)
        return failure(ErrorCode::TooLarge);
    QXmlStreamReader reader(xml);
    const auto broken = [&reader] { return failure(ErrorCode::Malformed, reader.errorString()); };
    if (!reader.readNextStartElement() || reader.name() != QLatin1String("plist") ||
        !reader.readNextStartElement() || reader.name() != QLatin1String("dict"))
        return broken();
    QHash<QString, QString> texts;
    QString key;
    while (reader.readNextStartElement()) {
        if (reader.name() == QLatin1String("key")) {
            key = reader.readElementText();
        } else if (reader.name() == QLatin1String("string") && !key.isEmpty()) {
            texts.insert(key, reader.readElementText());
            key.clear();
        } else {
            reader.skipCurrentElement();
            key.clear();
        }
    }
    if (reader.hasError())
        return broken();
    return texts;
}

} // namespace reconnect::macos
