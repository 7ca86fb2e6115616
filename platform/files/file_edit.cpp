#include "platform/files/file_edit.h"

#include <algorithm>

namespace reconnect {

// The new bytes come first and reach up to some place; from there on the old ones still are.
bool isPartlyReplaced(const QByteArray& before, const QByteArray& after, const QByteArray& now)
{
    const auto same = std::mismatch(now.begin(), now.end(), after.begin(), after.end());
    const qsizetype written = same.first - now.begin();
    return now.mid(written) == before.mid(written);
}

} // namespace reconnect
