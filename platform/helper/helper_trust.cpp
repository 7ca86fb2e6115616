#include "platform/helper/helper_trust.h"

#include "core/tr.h"

namespace reconnect {
Error whyHelperIsNotRun(const Error& error)
{
    if (error.code == ErrorCode::NotFound)
        return {ErrorCode::NoConsent,
                tr("The part of this program that changes settings of the whole computer "
                   "isn't installed.")};
    return {ErrorCode::NoConsent,
            tr("Others than an administrator can change %1, so nothing there is run with "
               "an administrator's rights.")
                .arg(error.detail)};
}

} // namespace reconnect
