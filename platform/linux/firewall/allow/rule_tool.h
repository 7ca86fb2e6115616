#pragma once

#include "core/ports/tools.h"
#include "platform/linux/firewall/allow/openings.h"

namespace reconnect::firewall {

// A firewall's own tool, with which our rules are read, made and removed. Blocks. Errors of all:
// NotPermitted, TimedOut, TooLarge, Malformed, Busy (another holds the rules), NoSpace, Unsupported
// (the tool isn't here, or can't do it), Failed.
class RuleTool {
public:
    virtual ~RuleTool() = default;

    // Its product, or a part of one: "nftables", "iptables", "ufw", "firewalld",
    // "firewalld-direct".
    virtual QString name() const = 0;

    // The rules that are there with the mark of this entry.
    virtual Result<QList<OwnRule>> ours(const QString& id) = 0;

    // The rules that lift these blocks, in the right places. Blocks that are this tool's to lift
    // are taken out of the list. Changes nothing.
    virtual Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) = 0;

    // Removes some, which ours() gave, and makes others. Where the tool has no single step for it,
    // a part may be done when an error is returned.
    virtual Result<void> change(const QString& id, const QList<OwnRule>& gone,
                                const QList<OwnRule>& made) = 0;
};

// Runs a tool that must end with 0, and answers with what it printed.
Result<QByteArray> ask(Tools& tools, const Command& command);
Result<QByteArray> outcome(const Command& command, const Result<CommandOutput>& output);

// One opening for all of Zoom's ports to the block's address.
Opening openingFor(const Block& block, const QString& tool, const QString& place,
                   const QString& chain);
void addOnce(QList<Opening>& openings, const Opening& opening);

} // namespace reconnect::firewall
