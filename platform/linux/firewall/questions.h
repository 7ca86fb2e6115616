#pragma once

#include "core/ports/command_runner.h"
#include "platform/linux/firewall/readings.h"

namespace reconnect::firewall {

// One tool that prints rules of this computer, changing nothing.
struct Question {
    Transcript::Tool tool = Transcript::Tool::Nft;
    Command command;
};

// A tool's path, or empty. It is looked for in the folders for administrators too, which are on few
// people's PATH; `root` goes before these folders ("" for the real ones).
QString findTool(const QString& name, const QString& root);

// "iptables" or "ip6tables" of one kind, with this ending ("-save", "-restore"), or empty. Where a
// system has but one kind, it has no name of its own and counts as the older.
QString findIptables(Transcript::Tool tool, const QString& ending, const QString& root);

// All tools that are here.
QList<Question> questions(const QString& root);
Installed installed(const QString& root);

// The token of readings for how such a tool ended; empty when it printed what was asked.
QString problemOf(const Result<CommandOutput>& result);

// What it printed, or why it didn't.
Transcript transcriptOf(const Question& question, const Result<CommandOutput>& result);

} // namespace reconnect::firewall
