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

// The ways in which Windows itself knows security programs. Both block, for long where a service
// hangs, and are called on one thread that may be left behind. At most 32 products of each kind.
class SecuritySources {
public:
    virtual ~SecuritySources() = default;

    // Errors of both: NotPermitted, TimedOut, Failed; Unsupported where Windows has no such thing,
    // as its servers have no Security Center.
    virtual Result<QList<CenterEntry>> securityCenter() = 0; // IWSCProductList
    virtual Result<QList<CenterEntry>> wmi() = 0;            // root\SecurityCenter2
};

} // namespace reconnect::windows_os
