#pragma once

#include "core/ports/command_runner.h"
#include "platform/macos/firewall/pf_rules.h"

namespace reconnect::macos::firewall {

// What pfctl told: first whether it is on, the main rules and the names of the anchors, then the
// rules of each.
struct PfAnswers {
    Result<CommandOutput> info = failure(ErrorCode::Failed);
    Result<CommandOutput> rules = failure(ErrorCode::Failed);
    Result<CommandOutput> names = failure(ErrorCode::Failed);
    QMap<QString, Result<CommandOutput>> anchors; // by path
};

// The questions, each within a probe's limit.
Command askPfState();
Command askPfRules(const QString& anchor = {}); // empty: the main ones
Command askPfAnchors();
// What it printed. Errors: NotPermitted, Failed, and those of the tool itself.
Result<QByteArray> printedBy(const Result<CommandOutput>& answer);
// Those that have to be asked next: none where pf is off or could not be read.
QStringList anchorsToAsk(const PfAnswers& answers);

// The rules that are in force. None where pf is off, or not here. Errors: NotPermitted, TimedOut,
// TooLarge, Malformed, Failed. Pure.
Result<PfRuleset> pfRulesetFrom(const PfAnswers& answers);

} // namespace reconnect::macos::firewall
