#include "platform/windows/helper/access.h"

#include <algorithm>

namespace reconnect::windows_os {
namespace {

// winnt.h; for a folder the low ones mean: add a file, add a folder, attributes, remove a child.
constexpr quint32 writeData = 0x0002;
constexpr quint32 appendData = 0x0004;
constexpr quint32 writeExtended = 0x0010;
constexpr quint32 deleteChild = 0x0040;
constexpr quint32 writeAttributes = 0x0100;
constexpr quint32 remove = 0x00010000;
constexpr quint32 writeList = 0x00040000;
constexpr quint32 takeOwnership = 0x00080000;
constexpr quint32 maximumAllowed = 0x02000000;
constexpr quint32 genericAll = 0x10000000;
constexpr quint32 genericWrite = 0x40000000;

constexpr quint32 moves =
    deleteChild | remove | writeList | takeOwnership | maximumAllowed | genericAll;
constexpr quint32 writes =
    moves | writeData | appendData | writeExtended | writeAttributes | genericWrite;

// CREATOR OWNER and OWNER RIGHTS are whoever owns it.
bool isOwner(const QString& sid)
{
    return sid == QLatin1String("S-1-3-0") || sid == QLatin1String("S-1-3-4");
}

} // namespace

bool onlyTheyChange(const Access& access, const QStringList& trusted, Place place)
{
    const quint32 dangerous = place == Place::Above ? moves : writes;
    return access.hasList && trusted.contains(access.owner) &&
           std::all_of(access.rules.begin(), access.rules.end(), [&](const AccessRule& rule) {
               return !rule.allows || rule.inheritOnly || (rule.rights & dangerous) == 0 ||
                      trusted.contains(rule.sid) || isOwner(rule.sid);
           });
}

} // namespace reconnect::windows_os
