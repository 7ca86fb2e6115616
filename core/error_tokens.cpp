#include "core/error_tokens.h"

#include "core/tokens.h"

#include <array>

namespace reconnect {
namespace {

constexpr std::array errorCodes{
    TokenName<ErrorCode>{ErrorCode::NotFound, QLatin1String("not-found")},
    TokenName<ErrorCode>{ErrorCode::NotPermitted, QLatin1String("not-permitted")},
    TokenName<ErrorCode>{ErrorCode::TimedOut, QLatin1String("timed-out")},
    TokenName<ErrorCode>{ErrorCode::TooLarge, QLatin1String("too-large")},
    TokenName<ErrorCode>{ErrorCode::Malformed, QLatin1String("malformed")},
    TokenName<ErrorCode>{ErrorCode::Unreachable, QLatin1String("unreachable")},
    TokenName<ErrorCode>{ErrorCode::Unsupported, QLatin1String("unsupported")},
    TokenName<ErrorCode>{ErrorCode::NoConsent, QLatin1String("no-consent")},
    TokenName<ErrorCode>{ErrorCode::Cancelled, QLatin1String("cancelled")},
    TokenName<ErrorCode>{ErrorCode::Conflict, QLatin1String("conflict")},
    TokenName<ErrorCode>{ErrorCode::Busy, QLatin1String("busy")},
    TokenName<ErrorCode>{ErrorCode::NoSpace, QLatin1String("no-space")},
    TokenName<ErrorCode>{ErrorCode::NotTrusted, QLatin1String("not-trusted")},
    TokenName<ErrorCode>{ErrorCode::HalfDone, QLatin1String("half-done")},
    TokenName<ErrorCode>{ErrorCode::Failed, QLatin1String("failed")},
};

} // namespace

QString token(ErrorCode code)
{
    return tokenIn(errorCodes, code);
}

bool fromToken(const QString& text, ErrorCode& code)
{
    return valueIn(errorCodes, text, code);
}

} // namespace reconnect
