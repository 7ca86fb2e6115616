#include "core/diagnosis/rows.h"
#include "core/guide/steps.h"
#include "core/security/known_programs.h"
#include "core/tr.h"

namespace reconnect::steps {
namespace {

QString inboundCaveat()
{
    return tr("This list is about connections that come in. Error 2026 is about one that goes "
              "out, so this step alone rarely cures it.");
}

Steps anySecurityProgram(const QString& program)
{
    return {tr("Make an exception in your security program"),
            {tr("Open it, and look for Exceptions, Exclusions or Allowed programs, in its "
                "firewall and in its web protection."),
             tr("Add %1 there. Names of menus differ between versions.").arg(program),
             tr("Norton: Settings, Firewall, Program Control; set Zoom to Allow."),
             tr("McAfee: Firewall, Internet Connections for Programs; give Zoom full access."),
             tr("Bitdefender: Protection, Firewall, Rules; add Zoom and allow it.")},
            tr("An exception is enough. There is no need to turn the protection off."),
            {}};
}

Steps anyApplicationFirewall()
{
    return {tr("Look for an application firewall"),
            {tr("OpenSnitch asks for each program: open it, find Zoom under Rules, and allow it."),
             tr("Other security programs have an Exceptions or Allowed programs list: add Zoom.")},
            tr("An exception is enough. There is no need to turn the protection off."),
            {}};
}

QList<Steps> windows()
{
    return {
        {tr("Allow Zoom in Windows Defender Firewall"),
         {tr("Open Start, type \"Allow an app through Windows Firewall\" and press Enter."),
          tr("Click Change settings."),
          tr("Find Zoom Meetings; tick it, and both Private and Public beside it."),
          tr("If it isn't listed: click Allow another app, Browse, and choose Zoom.exe in "
             "%APPDATA%\\Zoom\\bin or C:\\Program Files\\Zoom\\bin. Then tick both."),
          tr("Click OK and check again.")},
         inboundCaveat(),
         Panel::Firewall},
        {tr("Look for a rule that stops what goes out"),
         {tr("Open Start, type \"Windows Defender Firewall with Advanced Security\" and press "
             "Enter."),
          tr("Click Outbound Rules, then the Action column, so that Block comes first."),
          tr("A rule that is on and names Zoom, or port 443, stops it: right-click it and choose "
             "Disable Rule.")},
         tr("If the rule comes back, your organisation set it. Only its IT department can change "
            "it."),
         {}},
    };
}

QList<Steps> macOs()
{
    return {
        {tr("Allow Zoom in the macOS firewall"),
         {tr("Open System Settings, Network, Firewall, Options. On macOS 12 it is System "
             "Preferences, Security & Privacy, Firewall."),
          tr("Find zoom.us and choose Allow incoming connections."),
          tr("If it isn't listed: click +, choose zoom.us in Applications, and allow it."),
          tr("Click OK and check again.")},
         inboundCaveat(),
         Panel::Firewall},
        {tr("Look for a filter that stops what goes out"),
         {tr("Open System Settings, Network, Filters. Newer systems list them under General, "
             "Login Items & Extensions, Network Extensions, too."),
          tr("Each one listed can stop Zoom. Open the program it belongs to and allow zoom.us "
             "there.")},
         {},
         Panel::Network},
    };
}

QList<Steps> linuxSystems()
{
    return {
        {tr("Look for a rule that stops what goes out"),
         {tr("Open a terminal. Reading the rules needs an administrator's password."),
          tr("ufw: run \"sudo ufw status verbose\". Where outgoing is \"deny\", run \"sudo ufw "
             "allow out 443/tcp\"."),
          tr("nftables: run \"sudo nft list ruleset\" and look at the chains of the output hook."),
          tr("iptables: run \"sudo iptables -S OUTPUT\" and look for DROP and REJECT."),
          tr("firewalld: run \"sudo firewall-cmd --list-all-policies\" and look for rules from "
             "HOST.")},
         tr("Rules for what comes in can't cause error 2026. Only those for what goes out can."),
         Panel::Firewall},
    };
}

QList<Steps> ofSystem(System system)
{
    switch (system) {
    case System::Windows:
        return windows();
    case System::MacOs:
        return macOs();
    case System::Linux:
        break;
    }
    return linuxSystems();
}

Steps anyProgram(System system)
{
    return system == System::Linux ? anyApplicationFirewall()
                                   : anySecurityProgram(zoomProgram(system));
}

// The steps of one program that was found, by the name under which this computer shows it.
Steps exceptionIn(const KnownProgram& program, const QString& name, System system)
{
    Steps steps;
    steps.heading = tr("Make an exception for Zoom in %1").arg(name);
    for (QString line : program.exception)
        steps.steps.append(line.replace(QStringLiteral("{app}"), zoomProgram(system)));
    steps.steps.append(
        tr("Names of menus differ between versions. The maker's own page: %1").arg(program.source));
    steps.caveat = tr("An exception is enough. There is no need to turn the protection off.");
    return steps;
}

} // namespace

QString zoomProgram(System system)
{
    switch (system) {
    case System::Windows:
        return QStringLiteral("Zoom.exe");
    case System::MacOs:
        return QStringLiteral("zoom.us");
    case System::Linux:
        break;
    }
    return QStringLiteral("zoom");
}

Exceptions exceptions(const QString& os, const Evidence& evidence)
{
    const System system = systemOf(os);
    Exceptions all;
    bool anyUnknown = false;
    for (const Observation& row : evidence.observations) {
        if (!isSecurityProgram(&row) || row.id == QLatin1String("security:programs"))
            continue;
        const KnownProgram* program = programById(knownPrograms(), text(&row, "program"));
        if (!program)
            anyUnknown = true;
        else if (!program->exception.isEmpty())
            (program->mayStop ? all.mayStop : all.others)
                .append(exceptionIn(*program, row.target, system));
    }
    if (anyUnknown || (all.mayStop.isEmpty() && all.others.isEmpty()))
        all.others.append(anyProgram(system));
    return all;
}

QList<Steps> firewall(const QString& os, const Evidence& evidence)
{
    const Exceptions all = exceptions(os, evidence);
    return all.mayStop + ofSystem(systemOf(os)) + all.others;
}

} // namespace reconnect::steps
