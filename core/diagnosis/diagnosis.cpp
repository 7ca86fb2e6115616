#include "core/diagnosis/diagnosis.h"

namespace reconnect {

Diagnosis diagnose(const Evidence& evidence)
{
    Diagnosis diagnosis;
    diagnosis.verdict.stage = Stage::Checks;
    if (evidence.cancelled)
        diagnosis.verdict.values.insert(QStringLiteral("settle"), QStringLiteral("cancelled"));
    return diagnosis;
}

} // namespace reconnect
