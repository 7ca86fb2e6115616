#include "platform/helper/guard.h"
#include "platform/macos/mac_repairs.h"
#include "platform/macos/native/person.h"
#include "platform/macos/system/resume_agent.h"
#include "platform/posix/native/file_copy.h"
#include "platform/posix/native/file_names.h"
#include "platform/posix/native/person_trash.h"
#include "platform/process_tools.h"
#include "signing.h"

#include <unistd.h>

namespace reconnect {
namespace {

using namespace macos;

// What the adapters stand on, before them.
struct Grounds {
    explicit Grounds(quint32 person)
        : places(placesOf(person))
    {
    }

    MacMeans means()
    {
        const bool isAdministrator = geteuid() == 0;
        const auto copy = [user = places.user](const QString& from, const QString& to,
                                               qint64 maxBytes) {
            return posix::copyOf(user, from, to, maxBytes);
        };
        const bool asTheyAre = !isAdministrator && isOfAdministrators();
        return {tools,          files, time,
                trash,          copy,  asTheyAre ? Rights::Person : Rights::Administrator,
                isAdministrator};
    }

    MacPlaces places;
    ProcessTools tools;
    posix::PosixFileNames files;
    ComputerTimepiece time;
    posix::PersonTrash trash{places.home, places.user};
};

class NativeMacAdapters : Grounds, public AdapterSet {
public:
    explicit NativeMacAdapters(quint32 person)
        : Grounds(person)
        , m_set(means(), places)
    {
    }
    const Adapters& adapters() override { return m_set.adapters(); }

private:
    MacAdapters m_set;
};

// As the helper will see it, so that its notes are looked for where they are.
Caller currentCaller()
{
    const auto asked = geteuid() == 0 ? guard::caller() : failure(ErrorCode::NotPermitted);
    return asked ? *asked : Caller{QString::number(getuid()), false};
}

class NativeMacRepairHost : Grounds, public MacRepairHost {
public:
    NativeMacRepairHost()
        : Grounds(currentUser())
        , MacRepairHost(
              means(), places,
              {ownJournal(places), systemJournals(places), currentCaller(), guard::syncFolder},
              helperWay(places, geteuid() == 0, QString::fromLatin1(signingRequirement),
                        guard::isSafe))
    {
    }
};

} // namespace

std::unique_ptr<RepairHost> makeRepairHost()
{
    return std::make_unique<NativeMacRepairHost>();
}

void forgetComeBack()
{
    removeResumeAgent(placesOf(currentUser()).home);
}

std::unique_ptr<AdapterSet> makeHelperAdapters(const Caller& caller)
{
    return std::make_unique<NativeMacAdapters>(caller.id.toUInt());
}

QString helperJournals()
{
    return systemJournals({});
}

} // namespace reconnect
