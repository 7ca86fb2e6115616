#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace reconnect::linux_os {

// What tools and files say of the Zoom client. Pure; hostile text gives empty answers.

// The version in `dpkg-query -W -f='${db:Status-Status} ${Version}'`; empty unless installed.
QString versionFromDpkg(const QByteArray& answer);
// The version in `rpm -q --qf '%{VERSION}'`; empty where it isn't one.
QString versionFromRpm(const QByteArray& answer);
// `version:` of a snap.yaml.
QString versionFromSnapYaml(const QByteArray& yaml);
// The newest <release version="…"> of an AppStream file (the first one by its own rules).
QString versionFromMetainfo(const QByteArray& xml);
// The first dotted number of a text.
QString versionFromText(const QByteArray& text);

// The files that `dpkg --verify` or `rpm -V` call missing or changed; not settings, nor what only
// has other rights, owners or times. Both print lines as in rpm(8), VERIFY OPTIONS.
QStringList damagedFrom(const QByteArray& verified);

// "connected" or "disconnected" from `nmcli -t -f STATE general`; empty for anything else. Zoom
// takes any kind of connection.
QString connectivityFromNmcli(const QByteArray& answer);

} // namespace reconnect::linux_os
