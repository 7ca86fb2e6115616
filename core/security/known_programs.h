#pragma once

#include "core/ports/security_software.h"
#include "core/result.h"

#include <QList>
#include <QStringList>

namespace reconnect {

// A security program that people have, from resources/antivirus.json. All texts are English.
struct KnownProgram {
    QString id;    // "norton": lower case, digits and hyphens
    QString name;  // "Norton"
    QString maker; // the word by which a certificate of its own names it: "Norton"
    QList<SecurityProduct::Kind> kinds;
    // It can stop a program's connections by settings that can't be read here. False for what only
    // looks at files, and for the system's own firewall, whose rules are read.
    bool mayStop = false;
    QStringList names;      // how systems show it begins with one of these
    QStringList uninstall;  // Windows: its key or its name under "Uninstall" begins so
    QStringList paths;      // Linux: any of these files or folders is there
    QStringList processes;  // Linux: one of these runs where it is on
    QStringList bundles;    // macOS: any of these is there
    QStringList extensions; // macOS: ids of its system extensions
    // How to leave Zoom alone, a line each; "{app}" stands for Zoom's program on that system.
    QStringList exception;
    QString source; // the maker's own page on it
};
using KnownPrograms = QList<KnownProgram>;

// Errors: TooLarge (over 128 KiB), Malformed; the detail names the line and what is wrong with it.
Result<KnownPrograms> parseKnownPrograms(const QByteArray& json);

// The list built into the program, which never changes.
const KnownPrograms& knownPrograms();

// The one whose id is `id`, or null.
const KnownProgram* programById(const KnownPrograms& programs, const QString& id);
// The one that a system shows as `name`, by whole words from its beginning and in either case.
const KnownProgram* programByName(const KnownPrograms& programs, const QString& name);
// `name` begins with `beginning`, in either case, and what follows is not the rest of a word.
bool beginsWithWords(const QString& name, const QString& beginning);

} // namespace reconnect
