#include "platform/helper/guard.h"
#include "platform/macos/mac_repairs.h"
#include "platform/macos/system/resume_agent.h"
#include "platform/posix/native/file_copy.h"
#include "platform/posix/native/file_names.h"
#include "platform/posix/native/person_trash.h"
#include "platform/simulated/native/simulated_mac.h"

namespace reconnect {
namespace {

using namespace macos;

struct Grounds {
    explicit Grounds(bool asHelper)
        : isHelper(asHelper)
    {
    }

    MacMeans means()
    {
        const auto copy = [user = places.user](const QString& from, const QString& to,
                                               qint64 maxBytes) {
            return posix::copyOf(user, from, to, maxBytes);
        };
        const bool asTheyAre = !isHelper && simulated::isOfAdministrators();
        return {tools,   files, time,
                trash,   copy,  asTheyAre ? Rights::Person : Rights::Administrator,
                isHelper};
    }

    bool isHelper;
    MacPlaces places = simulated::places();
    simulated::SimulatedTools tools;
    posix::PosixFileNames files;
    simulated::SimulatedTime time;
    posix::PersonTrash trash{places.home, places.user};
};

class SimulatedAdapters : Grounds, public AdapterSet {
public:
    SimulatedAdapters()
        : Grounds(true)
        , m_set(means(), places)
    {
    }
    const Adapters& adapters() override { return m_set.adapters(); }

private:
    MacAdapters m_set;
};

class SimulatedRepairHost : Grounds, public MacRepairHost {
public:
    SimulatedRepairHost()
        : Grounds(false)
        , MacRepairHost(
              means(), places,
              {ownJournal(places), systemJournals(places), *guard::caller(), guard::syncFolder},
              helperWay(places, false, QStringLiteral("simulated helper"), guard::isSafe))
    {
    }
};

} // namespace

std::unique_ptr<RepairHost> makeRepairHost()
{
    return std::make_unique<SimulatedRepairHost>();
}

void forgetComeBack()
{
    removeResumeAgent(simulated::places().home);
}

std::unique_ptr<AdapterSet> makeHelperAdapters(const Caller&)
{
    return std::make_unique<SimulatedAdapters>();
}

QString helperJournals()
{
    return systemJournals(simulated::places());
}

} // namespace reconnect
