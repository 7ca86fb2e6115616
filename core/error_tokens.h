#pragma once

#include "core/result.h"

namespace reconnect {

// "not-permitted", … : how an error is named in JSON.
QString token(ErrorCode code);
bool fromToken(const QString& text, ErrorCode& code);

} // namespace reconnect
