#pragma once

#include "core/security/known_programs.h"
#include "platform/windows/security/security_sources.h"
#include "platform/windows/zoom/registry_reader.h"

#include <chrono>
#include <memory>

namespace reconnect::windows_os {

// Asks on a thread of its own, which is left behind where a service of Windows hangs. After
// `patience` what is installed is the answer, where that is nothing known TimedOut. Errors
// otherwise as lookIn().
class WindowsSecuritySoftware : public SecuritySoftware {
public:
    static constexpr std::chrono::milliseconds usualPatience{3000};

    // `sources` and `registry` are used on the threads of look() alone, and have to bear two at
    // once.
    WindowsSecuritySoftware(std::shared_ptr<SecuritySources> sources,
                            std::shared_ptr<const RegistryReader> registry, KnownPrograms programs,
                            std::chrono::milliseconds patience = usualPatience);

    void look(QObject* context, Done done) override;

private:
    std::shared_ptr<SecuritySources> m_sources;
    std::shared_ptr<const RegistryReader> m_registry;
    KnownPrograms m_programs;
    std::chrono::milliseconds m_patience;
};

} // namespace reconnect::windows_os
