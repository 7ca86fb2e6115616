#pragma once

#include "core/ports/deed.h"
#include "core/ports/tools.h"

namespace reconnect::linux_os {

// Empties what this computer itself remembers of names: systemd-resolved, nscd and dnsmasq, as many
// of them as run. Where none does: Unsupported, and the detail says so for people.
//
// systemd-resolved takes it from anybody up to version 260, and asks through polkit after that;
// the others take it from an administrator alone.
class DnsFlusher : public Deed {
public:
    // `root` goes before every path; "" for the real ones.
    explicit DnsFlusher(Tools& tools, QString root = {});

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change& change) const override;
    Result<QString> carryOut(const Change& change, const Telling& tell) override;

private:
    // Where one daemon keeps names. Answers false where it turns out not to run.
    Result<bool> flushResolved();
    Result<bool> flushNscd();
    Result<bool> flushDnsmasq(qint64 pid);
    bool resolvedRuns() const;
    bool nscdRuns() const;
    QList<qint64> dnsmasqs() const; // those that answer this computer's own questions
    qint64 running(const char* pidFile, const char* name) const; // its pid, or 0

    Tools& m_tools;
    QString m_root;
};

} // namespace reconnect::linux_os
