#pragma once

#include "core/ports/proxy_settings.h"

#include <QMap>

namespace reconnect::linux_os {

// Variables and their values: of a process, or as a file sets them.
using Variables = QMap<QString, QString>;

// The proxies that such variables name for HTTPS, the one that counts first: https_proxy, then
// all_proxy, then http_proxy, as libproxy and Qt (which Zoom is built with) take them; each in
// small letters before capitals. An empty one counts as unset. no_proxy goes with each. `place` is
// the variable's name.
QList<ConfiguredProxy> proxiesOf(const Variables& variables, const QString& source);

// The lines "NAME=value" and "export NAME=value" of a file that the session or a shell reads, for
// the variables above only. Quotes are taken off; "$NAME" is filled in from lines before. Indented
// lines are passed over: they belong to a condition or function, which may never run.
Variables readAssignments(const QByteArray& file);

// The same for ~/.pam_environment: also "NAME DEFAULT=value" and "NAME OVERRIDE=value".
Variables readPamEnvironment(const QByteArray& file);

} // namespace reconnect::linux_os
