#pragma once

#include "core/ports/command_runner.h"
#include "core/ports/proxy_settings.h"
#include "platform/linux/proxy/proxy_environment.h"

namespace reconnect::linux_os {

// Where one session's settings lie.
struct ProxyPlaces {
    QString root;           // goes before every system path: "" for the real ones
    QString home;           // the person's folder
    QString configHome;     // XDG_CONFIG_HOME, usually ~/.config
    QStringList configDirs; // XDG_CONFIG_DIRS, usually /etc/xdg; the most important first
    Variables environment;  // of this process
};

// Of this computer and the process that calls.
ProxyPlaces currentProxyPlaces();

// Gathers the proxies of the environment, GNOME, KDE, /etc/environment and the files a login shell
// reads. Which one is effective, that is, taken by a Zoom client of this session:
//  1. The settings of the running desktop (XDG_CURRENT_DESKTOP), unless they say "none": GNOME's
//  for
//     the desktops that share them, KDE's for KDE. Where the variable is missing (a remote shell, a
//     service) the desktop is not known, and the first of them that is set counts.
//  2. Else the environment of this process: the first proxy of proxiesOf().
//  3. Files that set variables are never effective by themselves: what a session took from them is
//     in its environment by now, and what it did not take it does not use. They are reported, since
//     they say where a proxy comes from, or what the next login will bring.
// Reads small files at once; asks gsettings through the runner.
class LinuxProxySettings : public ProxySettings {
public:
    LinuxProxySettings(CommandRunner& runner, ProxyPlaces places = currentProxyPlaces());

    void read(QObject* context, Done done) override;

    static constexpr int gsettingsMs = 1500;

private:
    CommandRunner& m_runner;
    ProxyPlaces m_places;
};

} // namespace reconnect::linux_os
