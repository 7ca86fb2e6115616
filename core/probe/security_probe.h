#pragma once

#include "core/probe/probe.h"
#include "core/security/known_programs.h"

namespace reconnect {

// security:PROGRAM, one for each security program that is found, or security:programs in their
// place: may it stop Zoom's connections in a way that can't be read here?
class SecurityProbe : public Probe {
    Q_OBJECT

public:
    SecurityProbe(SecuritySoftware& software, const KnownPrograms& programs);

    static constexpr int maxPrograms = 16;
    static constexpr int maxParts = 8; // of one program
    static constexpr int maxName = 80; // letters

protected:
    void run() override;
    void expired() override;

private:
    void conclude(const Result<QList<SecurityProduct>>& products);

    SecuritySoftware& m_software;
    KnownPrograms m_programs;
};

} // namespace reconnect
