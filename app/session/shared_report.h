#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/report/redact.h"
#include "core/result.h"

namespace reconnect {

// The person at this computer, whom no report names.
Person person();

// A report as it may leave this computer: redacted, with the verdict reached again from what is
// left. Text for people, and the JSON that evidenceFromJson reads back.
QString sharedText(const Evidence& evidence);
QByteArray sharedJson(const Evidence& evidence);

// Reads a saved report, "-" from standard input; blocks while it is read. Errors: NotFound where it
// can't be opened, and those of evidenceFromJson.
Result<Evidence> loadReport(const QString& path);
// The same failure as a line on a terminal.
QString unloadable(const QString& path, const Error& error);

} // namespace reconnect
