#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/result.h"

#include <QStringList>

namespace reconnect {

// What the command line asks for.
struct Arguments {
    enum class Verb { Help, Version, Diagnose, Report, Fix, Undo };
    Verb verb = Verb::Help;
    bool json = false;
    QString endpoints; // a file; empty: the built-in list
    QString from;      // a saved report, or "-" for standard input; empty: look at this computer
    QString out;       // where the report goes; empty: standard output
    int timeoutMs = 10000;

    Fix fix = Fix::RestartZoom;
    bool dryRun = false;  // say what the fix would do, and change nothing
    bool yes = false;     // don't ask
    bool list = false;    // undo: what there is
    bool all = false;     // undo: everything
    bool dismiss = false; // undo: list this one no more
    QString id;           // undo: this one
};

// `words` without the program's name. Errors: Malformed, with one line that says what is wrong.
Result<Arguments> parseArguments(const QStringList& words);

QString helpText();

} // namespace reconnect
