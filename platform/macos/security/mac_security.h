#pragma once

#include "core/ports/command_runner.h"
#include "core/security/known_programs.h"

namespace reconnect::macos {

// Security programs of a Mac: what `systemextensionsctl list` shows of filters and of known makers,
// and the known programs whose app is there. A filter of an unknown maker is told of too. On where
// the extension is enabled and active, Off where it only waits; an app alone is Unknown.
class MacSecuritySoftware : public SecuritySoftware {
public:
    // root: put before each path; empty but in tests.
    MacSecuritySoftware(CommandRunner& runner, KnownPrograms programs, QString root = {});

    void look(QObject* context, Done done) override;

private:
    CommandRunner& m_runner;
    KnownPrograms m_programs;
    QString m_root;
};

// One line of the list: columns set apart by tabs (enabled, active, teamID, "bundleID (version)",
// name, [state]), below the category it is of. The stars of the first two columns count; the words
// of the state differ by version and language.
struct SystemExtension {
    QString category; // "com.apple.system_extension.network_extension"; empty where none is named
    bool isEnabled = false;
    bool isActive = false;
    QString bundle;
    QString name;
};
// Lines of another form are left aside; at most 256 are read. Error: Malformed, where there is
// neither an extension nor the line that counts them ("2 extension(s)"). Pure.
Result<QList<SystemExtension>> extensionsFrom(const QByteArray& listing);

QList<SecurityProduct> ofExtensions(const QList<SystemExtension>& extensions,
                                    const KnownPrograms& programs);

} // namespace reconnect::macos
