#pragma once

#include "platform/adapters.h"
#include "platform/helper/helper_elevator.h"
#include "platform/macos/mac_host.h"
#include "platform/macos/system/mac_restart.h"
#include "platform/macos/zoom/mac_client_processes.h"
#include "platform/macos/zoom/reinstall_zoom.h"
#include "platform/repair_host.h"
#include "platform/timepiece.h"
#include "platform/zoom/file_names.h"

namespace reconnect::macos {

// What a Mac's adapters stand on. All of it outlives them.
struct MacMeans {
    Tools& tools;
    FileNames& files;
    Timepiece& time;
    Trash& trash; // of the person
    decltype(ReinstallMeans::copy) copy;
    // Whose rights the proxies of a network service need: the person's, where that is an
    // administrator, who may change them as they are.
    Rights forProxies = Rights::Administrator;
    bool isAdministrator = false; // this process is one's
};

class MacAdapters : public AdapterSet {
public:
    MacAdapters(const MacMeans& means, const MacPlaces& places);

    const Adapters& adapters() override { return m_adapters; }

private:
    MacClientProcesses m_processes;
    MacRestart m_restart;
    Adapters m_adapters;
};

// Where this program and its helper keep what they note.
struct MacNotes {
    QString own;     // the person's journal
    QString systems; // the helper's, a folder for each caller
    Caller caller;   // as the helper will see it
    Journal::SyncFolder syncFolder;
};
QString ownJournal(const MacPlaces& places);
QString systemJournals(const MacPlaces& places);
// Where a copy of the helper belongs that only root can write to. A path of ours among Apple's
// PrivilegedHelperTools, as others have theirs there.
QString installedHelper(const MacPlaces& places);
// `requirement`: what the signature of a helper has to fulfil; empty where nothing is signed.
// Where a person can be asked and it is signed, the one beside this program is taken: a copy is
// made of it every time, so that it is never an older program's. Else the copy that is there.
HelperElevator::Way helperWay(const MacPlaces& places, bool isAdministrator,
                              const QString& requirement,
                              std::function<Result<void>(const QString&)> isSafe);

class MacRepairHost : public RepairHost {
public:
    MacRepairHost(const MacMeans& means, const MacPlaces& places, const MacNotes& notes,
                  HelperElevator::Way way);

    const Adapters& adapters() override { return m_set.adapters(); }
    Journal& journal() override { return m_journal; }
    const Journal& systems() override { return m_systems; }
    QList<Journal> allSystems() override;
    Elevator& elevator() override { return m_elevator; }
    FixRunner::Fetch fetch() override;

private:
    MacPlaces m_places;
    MacNotes m_notes;
    Tools& m_tools;
    MacAdapters m_set;
    Journal m_journal;
    Journal m_systems;
    HelperElevator m_elevator;
};

} // namespace reconnect::macos
