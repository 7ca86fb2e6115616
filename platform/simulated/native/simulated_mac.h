#pragma once

#include "core/ports/system_resolver.h"
#include "platform/command_runner.h"
#include "platform/macos/mac_repairs.h"
#include "platform/posix/native/system_resolver.h"
#include "platform/process_tools.h"

// A Mac of scripts, for test programs alone: the parts of macos/ over tools that keep their state
// in files (tests/macos/tools). $SIMULATED_MAC is its folder, whose "disk" is the Mac's; its tools
// are in $SIMULATED_TOOLS. The person is the user of this process.
namespace reconnect::simulated {

// The script in place of a program of macOS; anything else as it is. Scripts start slowly, so they
// are given more time.
Command inPlaceOf(const Command& command);
// Notes a command line that its script does not know, which no test may pass with.
void noteUnscripted(const Command& command, const Result<CommandOutput>& output);

class SimulatedRunner : public CommandRunner {
public:
    void run(const Command& command, QObject* context, Done done) override;

private:
    ProcessRunner m_runner;
};

class SimulatedTools : public Tools {
public:
    Result<CommandOutput> run(const Command& command) override;

private:
    ProcessTools m_tools;
};

// The hosts file of the Mac's disk comes first, as on a Mac; then names.json,
// {"zoom.us": ["203.0.113.5"]}. No other name leads anywhere, unless that has {"*": "network"}:
// then the network that this process is in is asked.
class SimulatedResolver : public SystemResolver {
public:
    void lookup(const QString& name, QObject* context, Done done) override;

private:
    posix::PosixSystemResolver m_network;
};

// As far ahead as clock.json says, which the tools set.
class SimulatedTime : public ComputerTimepiece {
public:
    QDateTime now() const override;
};

QString folder();
macos::MacPlaces places();
// person.json, {"administrator": true}: what kind of account the person has.
bool isOfAdministrators();

} // namespace reconnect::simulated
