#pragma once

#include "core/ports/security_software.h"
#include "core/result.h"

#include <QList>
#include <QString>

namespace reconnect::windows_os {

// What Windows says of one product, as it says it.
struct CenterEntry {
    SecurityProduct::Kind kind = SecurityProduct::Kind::Antivirus;
    QString name;      // at most 256 characters
    quint32 state = 0; // WSC_SECURITY_PRODUCT_STATE, or productState of WMI
};

// One entry of an "Uninstall" key.
struct InstalledEntry {
    QString key; // "WRUNINST"
    QString name;
};

// The ways in which Windows knows security programs. All of them block, for long where a service
// hangs, and are called on one thread that may be left behind. Lists are bounded: 32 products, 4096
// entries.
class SecuritySources {
public:
    virtual ~SecuritySources() = default;

    // Errors of all: NotPermitted, TimedOut, Failed; Unsupported where Windows has no such thing,
    // as its servers have no Security Center.
    virtual Result<QList<CenterEntry>> securityCenter() = 0; // IWSCProductList
    virtual Result<QList<CenterEntry>> wmi() = 0;            // root\SecurityCenter2
    // For this person and for all, in both views of the registry.
    virtual Result<QList<InstalledEntry>> installed() = 0;
};

} // namespace reconnect::windows_os
