#include "platform/helper/caller.h"

#include <QRegularExpression>

namespace reconnect {

bool isCallerId(const QString& id)
{
    // SID: [MS-DTYP] 2.4.2.1, at most 15 parts after the authority; all of them decimal in
    // practice.
    static const QRegularExpression form(
        QStringLiteral("\\A(?:0|[1-9][0-9]{0,9}|S-1(?:-(?:0|[1-9][0-9]{0,14})){1,16})\\z"));
    return form.match(id).hasMatch();
}

} // namespace reconnect
