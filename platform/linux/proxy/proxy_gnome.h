#pragma once

#include "core/ports/proxy_settings.h"

namespace reconnect::linux_os {

// What GNOME and the desktops that share its settings use for HTTPS, from the output of
// `gsettings list-recursively org.gnome.system.proxy`: the https host, or without one the socks
// host; a script, or its detection when its address is empty. Nothing for mode 'none'. The keys
// "enabled" and "use-same-proxy" say nothing (Chromium ignores them too). An http host alone is not
// used for HTTPS. Error: Malformed, where there is no mode in the text.
Result<QList<ConfiguredProxy>> readGnomeProxy(const QByteArray& gsettings);

} // namespace reconnect::linux_os
