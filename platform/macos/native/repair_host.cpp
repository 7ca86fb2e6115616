#include "platform/helper/guard.h"
#include "platform/macos/helper/osascript.h"
#include "platform/macos/mac_repairs.h"
#include "platform/macos/native/person.h"
#include "platform/macos/system/resume_agent.h"
#include "platform/posix/native/file_copy.h"
#include "platform/posix/native/file_names.h"
#include "platform/posix/native/person_trash.h"
#include "platform/process_tools.h"
#include "signing.h"

#include <QCoreApplication>
#include <QFileInfo>

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

// Where a person can be asked and it is signed, the one beside this program: a copy is made of it
// every time, so that it is never an older program's. Else the copy that is there already.
HelperElevator::Way wayFor(const MacPlaces& places)
{
    const QString prompt = QCoreApplication::translate(
        "elevator", "Reconnect 2026 wants to change settings of this Mac.");
    const QString own = places.programs + QStringLiteral("/reconnect2026-helper");
    HelperElevator::Way way;
    way.installed = installedHelper(places);
    if (geteuid() != 0)
        way.asker = std::make_shared<Osascript>(prompt, way.installed,
                                                QString::fromLatin1(signingRequirement));
    way.isCopied = way.asker && signingRequirement[0] != '\0';
    way.helper = way.isCopied || !QFileInfo::exists(way.installed) ? own : way.installed;
    way.isSafe = guard::isSafe;
    return way;
}

class NativeMacRepairHost : Grounds, public MacRepairHost {
public:
    NativeMacRepairHost()
        : Grounds(currentUser())
        , MacRepairHost(
              means(), places,
              {ownJournal(places), systemJournals(places), currentCaller(), guard::syncFolder},
              wayFor(places))
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
