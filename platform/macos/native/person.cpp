#include "platform/macos/native/person.h"

#include "platform/helper/guard.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace reconnect::macos {

quint32 currentUser()
{
    const uid_t own = ::getuid();
    const auto asked = own == 0 ? guard::caller() : failure(ErrorCode::NotFound);
    return asked ? asked->id.toUInt() : own;
}

MacPlaces placesOf(quint32 user)
{
    MacPlaces places;
    places.user = user;
    if (const struct passwd* known = ::getpwuid(user))
        places.home = QFile::decodeName(known->pw_dir);
    places.programs = QCoreApplication::applicationDirPath();
    return places;
}

// getgroups(2) tells of at most 16 on macOS, and of the first ones only: the group itself is looked
// at too.
bool isOfAdministrators()
{
    const struct group* admin = ::getgrnam("admin");
    const gid_t number = admin ? admin->gr_gid : gid_t(-1);
    std::array<gid_t, 64> groups{};
    const int count = ::getgroups(int(groups.size()), groups.data());
    for (int i = 0; i < count; ++i)
        if (groups[size_t(i)] == number)
            return true;
    const struct passwd* own = admin ? ::getpwuid(::getuid()) : nullptr;
    for (char** member = admin ? admin->gr_mem : nullptr; own && member && *member; ++member)
        if (qstrcmp(*member, own->pw_name) == 0)
            return true;
    return false;
}

} // namespace reconnect::macos
