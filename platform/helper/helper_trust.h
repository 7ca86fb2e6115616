#pragma once

#include "core/result.h"

namespace reconnect {

// What a person is told where the helper is not there, or where others than an administrator can
// change it; `error` is guard::isSafe()'s. NoConsent. Pure.
Error whyHelperIsNotRun(const Error& error);

} // namespace reconnect
