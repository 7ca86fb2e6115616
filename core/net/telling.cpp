#include "core/net/telling.h"

#include <QStringList>

#include <algorithm>

namespace reconnect {
namespace {

constexpr int fewPerFamily = 2;

bool isUnreachable(const Attempt& attempt)
{
    return !attempt.connected && attempt.error == QStringLiteral("unreachable");
}

int rank(const Attempt& attempt)
{
    static const QStringList before{QStringLiteral("not-permitted"), QStringLiteral("refused"),
                                    QStringLiteral("unreachable"), QStringLiteral("failed"),
                                    QStringLiteral("timed-out")};
    const int place = int(before.indexOf(attempt.error));
    if (!attempt.connected && place >= 0)
        return 3 + place;
    if (place < 0)
        return 0; // something was shown: a certificate, an alert, an answer, a reset
    return attempt.error == QStringLiteral("timed-out") ? 1 : 2;
}

} // namespace

int tellingAttempt(const QList<Attempt>& attempts)
{
    const bool allUnreachable = std::all_of(attempts.begin(), attempts.end(), isUnreachable);
    const auto familyUnreachable = [&](QAbstractSocket::NetworkLayerProtocol family) {
        return std::all_of(attempts.begin(), attempts.end(), [&](const Attempt& attempt) {
            return attempt.address.protocol() != family || isUnreachable(attempt);
        });
    };
    int best = -1;
    for (int i = 0; i < attempts.size(); ++i) {
        if (!allUnreachable && familyUnreachable(attempts[i].address.protocol()))
            continue;
        if (best < 0 || rank(attempts[i]) < rank(attempts[best]))
            best = i;
    }
    return best;
}

QList<QHostAddress> fewOfEach(const QList<QHostAddress>& addresses)
{
    QList<QHostAddress> few;
    for (const QHostAddress& address : addresses) {
        const auto sameFamily =
            std::count_if(few.begin(), few.end(), [&](const QHostAddress& other) {
                return other.protocol() == address.protocol();
            });
        if (sameFamily < fewPerFamily)
            few.append(address);
    }
    return few;
}

} // namespace reconnect
