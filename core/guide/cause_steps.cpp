#include "core/guide/steps.h"
#include "core/tr.h"

namespace reconnect {
namespace {

using steps::System;

QString hostsPath(System system)
{
    return system == System::Windows ? QStringLiteral("C:\\Windows\\System32\\drivers\\etc\\hosts")
                                     : QStringLiteral("/etc/hosts");
}

QString flushCommand(System system)
{
    switch (system) {
    case System::Windows:
        return QStringLiteral("ipconfig /flushdns");
    case System::MacOs:
        return QStringLiteral("sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder");
    case System::Linux:
        break;
    }
    return QStringLiteral("resolvectl flush-caches");
}

QString clockPlace(System system)
{
    switch (system) {
    case System::Windows:
        return tr("Open Settings, Time & language, Date & time.");
    case System::MacOs:
        return tr("Open System Settings, General, Date & Time. On macOS 12 it is System "
                  "Preferences, Date & Time.");
    case System::Linux:
        break;
    }
    return tr("Open Settings, Date & Time.");
}

} // namespace

std::optional<Steps> stepsFor(Cause cause, const QString& os)
{
    const System system = steps::systemOf(os);
    switch (cause) {
    case Cause::NoNetwork:
        return Steps{tr("Get connected"),
                     {tr("Turn Wi-Fi on and choose your network, or plug the cable in at both "
                         "ends."),
                      tr("Make sure that flight mode is off."), tr("Check again.")},
                     {},
                     Panel::Network};
    case Cause::CaptivePortal:
        return Steps{tr("Sign in to this network"),
                     {tr("Open any site in a browser; the sign-in page comes instead."),
                      tr("Accept the terms or log in, then check again.")},
                     {},
                     {}};
    case Cause::DnsFailure:
        return Steps{tr("Bring the name service back"),
                     {tr("Disconnect from the network and connect again."),
                      tr("Forget what was looked up before: run \"%1\" in a terminal.")
                          .arg(flushCommand(system)),
                      tr("Check again. If nothing changed, restart the router.")},
                     {},
                     Panel::Network};
    case Cause::HostsOverride:
        return Steps{tr("Remove the line from the hosts file"),
                     {tr("Open %1 in an editor, as administrator.").arg(hostsPath(system)),
                      tr("Put a # before the line that names Zoom, and save."), tr("Check again.")},
                     tr("Someone, or a program, put it there for a reason. On a company's "
                        "computer, ask first."),
                     {}};
    case Cause::ClockWrong:
        return Steps{tr("Set the clock"),
                     {clockPlace(system), tr("Turn on setting the time by itself."),
                      tr("See that the time zone and the year are right, then check again.")},
                     {},
                     Panel::Clock};
    case Cause::TlsIntercepted:
        return Steps{tr("Let Zoom's connection through unopened"),
                     {tr("Open your security program and find Web Shield, HTTPS scanning or SSL "
                         "scanning."),
                      tr("Add zoom.us and zoom.com to its exceptions."), tr("Check again.")},
                     tr("On a company's computer or network it is set on purpose: write to IT."),
                     {}};
    case Cause::Ipv6Broken:
        return Steps{tr("Get the dead route repaired"),
                     {tr("Restart the router; its way into the newer internet (IPv6) is often "
                         "what is stuck."),
                      tr("Where that doesn't help, ask your internet provider and name IPv6.")},
                     {},
                     Panel::Network};
    case Cause::SlowNetwork:
        return Steps{tr("Make the connection better"),
                     {tr("Move closer to the Wi-Fi, or use a cable."),
                      tr("Pause downloads, backups and streaming on this network."),
                      tr("Disconnect a VPN, if one is on and you may."),
                      tr("Restart the router, then check again.")},
                     {},
                     Panel::Network};
    default:
        return std::nullopt;
    }
}

} // namespace reconnect
