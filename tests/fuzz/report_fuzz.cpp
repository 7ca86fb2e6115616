#include "core/report/json.h"
#include "core/report/text.h"

#include <QJsonDocument>
#include <cstdlib>

// A saved report from anywhere: read, judged, written and read back, always to the same words.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    using namespace reconnect;
    const auto evidence = evidenceFromJson(
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), qsizetype(size)));
    if (!evidence)
        return 0;
    const Diagnosis diagnosis = diagnose(*evidence);
    const QByteArray once = QJsonDocument(toJson(*evidence, diagnosis)).toJson();
    toText(*evidence, diagnosis, {});
    const auto again = evidenceFromJson(once);
    if (again && QJsonDocument(toJson(*again, diagnose(*again))).toJson() != once)
        std::abort();
    return 0;
}
