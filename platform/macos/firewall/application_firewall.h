#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

// The firewall that System Settings shows. It filters what comes in, by program, and nothing that
// goes out (support.apple.com/guide/mac-help/mh34041), so it can't be the cause of error 2026.
// Its tool is socketfilterfw; its words differ by version, so numbers and structure are read.
// All pure.
namespace reconnect::macos::firewall {

enum class Mode {
    Off,
    On,
    BlocksAll, // what comes in, whatever is allowed
};

// Of --getglobalstate, by the number in "(State = 1)": 0, 1 or 2. Older versions say "Firewall is
// enabled. (State = 2)", newer "Firewall is blocking all non-essential incoming connections."
// (github.com/dan-snelson/Mac-Health-Check/pull/8). Error: Malformed.
Result<Mode> modeFrom(const QByteArray& output);

// What the firewall does to one program.
enum class Access {
    Allowed,
    Blocked,
    Unknown, // it is listed with words that are not known
};

struct ListedProgram {
    QString name; // a path; since macOS 15 also the id of a bundle (osquery, alf_exceptions)
    Access access = Access::Unknown;
};

// Of --listapps: a line with the number of programs, then for each "1 : PATH" and, on a line of its
// own, "( Allow incoming connections )", in macOS 15 without the inner spaces and empty lines
// (github.com/nix-darwin/nix-darwin/issues/1705). Errors: Malformed, where the list is cut off or
// its numbers don't count up; TooLarge.
Result<QList<ListedProgram>> programsFrom(const QByteArray& output);

// "Firewall settings cannot be modified from command line on managed Mac computers."
bool saysManaged(const QByteArray& output);

} // namespace reconnect::macos::firewall
