#pragma once

#include "core/security/known_programs.h"
#include "platform/windows/security/security_sources.h"
#include "platform/windows/zoom/registry_reader.h"

namespace reconnect::windows_os {

// WSC_SECURITY_PRODUCT_STATE: ON 0, OFF 1, SNOOZED 2, EXPIRED 3.
// learn.microsoft.com/windows/win32/api/iwscapi/ne-iwscapi-wsc_security_product_state
SecurityProduct::State stateOfCenter(quint32 state);

// productState is not documented by Microsoft. As others have found it out, its bits 0xF000 are
// 0x0000 off, 0x1000 on, 0x2000 snoozed, 0x3000 expired; anything else is Unknown.
// community.idera.com/database-tools/powershell/powertips/b/tips/posts/identifying-antivirus-engine-state
SecurityProduct::State stateOfWmi(quint32 productState);

// One entry of an "Uninstall" key.
struct InstalledEntry {
    QString key;  // "WRUNINST"
    QString name; // at most 256 characters; may be empty
};
// For this person and for all, as programs of either width register; at most 4096 of each.
// learn.microsoft.com/windows/win32/msi/uninstall-registry-key
QList<InstalledEntry> installedEntries(const RegistryReader& registry);

QList<SecurityProduct> ofCenter(const QList<CenterEntry>& entries);
QList<SecurityProduct> ofWmi(const QList<CenterEntry>& entries);
// Those that resources/antivirus.json knows by a key or a name; their state is not known.
QList<SecurityProduct> ofInstalled(const QList<InstalledEntry>& entries,
                                   const KnownPrograms& programs);

// `told` by Windows, and of `installed` those that Windows did not tell of.
QList<SecurityProduct> merged(const QList<SecurityProduct>& told,
                              const QList<SecurityProduct>& installed,
                              const KnownPrograms& programs);

// Asks Security Center, where it has no answer WMI, and adds what is installed. Where neither
// answers, what is installed is the answer; where that is nothing, the error is the first one's:
// a program that nobody here knows may still be there. Blocks.
Result<QList<SecurityProduct>> lookIn(SecuritySources& sources,
                                      const QList<SecurityProduct>& installed,
                                      const KnownPrograms& programs);

} // namespace reconnect::windows_os
