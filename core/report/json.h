#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace reconnect {

// The JSON contract of `diagnose --json` (schema 1): written here, read back here.
QJsonObject toJson(const Evidence& evidence, const Diagnosis& diagnosis);

// Reads the evidence of a saved report; its verdict is not trusted but reached again. Of several
// observations with one id the first counts. Errors: TooLarge (over 4 MiB), Malformed; the detail
// says what is wrong and where.
Result<Evidence> evidenceFromJson(const QByteArray& json);

} // namespace reconnect
