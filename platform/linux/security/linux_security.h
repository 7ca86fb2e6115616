#pragma once

#include "core/security/known_programs.h"

#include <QSet>

namespace reconnect::linux_os {

// Which of the known security programs are here, by the existence of their files alone: nothing of
// theirs is read or asked. On where one of their processes runs, else Unknown: a service may be
// started by what its files don't show.
class LinuxSecuritySoftware : public SecuritySoftware {
public:
    // root: put before each path; empty but in tests.
    explicit LinuxSecuritySoftware(KnownPrograms programs, QString root = {});

    void look(QObject* context, Done done) override;

    static constexpr int maxProcesses = 8192; // looked at

private:
    QList<SecurityProduct> installed() const;
    QSet<QString> processes() const; // the names of those that run, as the kernel keeps them

    KnownPrograms m_programs;
    QString m_root;
};

} // namespace reconnect::linux_os
