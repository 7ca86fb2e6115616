#include "platform/macos/panels/mac_panels.h"

#include "platform/macos/panels/panel_addresses.h"

namespace reconnect::macos {
namespace {

constexpr int openMs = 10000;

// Tries one address after another; `addresses` has one.
void openFirst(CommandRunner& runner, QList<QStringList> addresses, QObject* context,
               SettingsPanels::Done done)
{
    Command command;
    command.program = QStringLiteral("/usr/bin/open");
    command.arguments = addresses.takeFirst();
    command.timeoutMs = openMs;
    runner.run(
        command, context,
        [&runner, addresses, context, done = std::move(done)](const Result<CommandOutput>& output) {
            const bool opened = output && output->exitCode == 0;
            if (opened || addresses.isEmpty())
                done(opened);
            else
                openFirst(runner, addresses, context, done);
        });
}

} // namespace

MacPanels::MacPanels(CommandRunner& runner, int major)
    : m_runner(runner)
    , m_major(major)
{
}

void MacPanels::open(Panel panel, QObject* context, Done done)
{
    openFirst(m_runner, panelAddresses(panel, m_major), context, std::move(done));
}

} // namespace reconnect::macos
