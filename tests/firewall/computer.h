#pragma once

#include "core/ports/tools.h"
#include "platform/linux/firewall/allow/allow_zoom.h"
#include "platform/process_tools.h"

#include <QByteArray>
#include <functional>

namespace reconnect::test {

// The other end of the line, as tests/lab/firewall.py sets it up.
struct Far {
    static QList<QHostAddress> zoom();
    static QList<QHostAddress> others();
};

// Runs a tool with these words, which must succeed, and answers with what it prints.
QByteArray tool(const QString& line, const QByteArray& input = {});

// Whether a packet gets there and back, by a real socket.
bool reaches(const QHostAddress& address, Transport transport, quint16 port);

// All rules of this computer without their counters, and the files in which tools keep them.
QByteArray everyRule();

// Tools of which one call that changes something goes wrong: before it, or right after.
class CutTools : public Tools {
public:
    enum class Cut {
        FailBefore, // it does nothing, and time is up
        FailAfter,  // it does its work, but time is up
        KillBefore, // the program ends: throws Killed
        KillAfter,
    };
    explicit CutTools(Tools& real)
        : m_real(real)
    {
    }

    void cutAt(int call, Cut how);
    int changes() const { return m_changes; } // since cutAt

    Result<CommandOutput> run(const Command& command) override;

private:
    Tools& m_real;
    int m_changes = 0;
    int m_at = -1;
    Cut m_how = Cut::FailBefore;
};

} // namespace reconnect::test
