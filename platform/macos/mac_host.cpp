#include "platform/macos/mac_host.h"

namespace reconnect::macos {

MacHost::MacHost(const MacSeams& seams, const MacPlaces& places)
    : m_seams(seams)
    , m_firewall(seams.commands, places.user)
    , m_proxies(seams.commands)
    , m_security(seams.commands, knownPrograms(), places.root)
    , m_system(seams.tools, places.root)
    , m_zoom(seams.commands, places.zoom(), places.user)
{
}

Ports MacHost::ports()
{
    return {m_clock,    m_seams.datagrams, m_firewall,       m_seams.pac, m_proxies,
            m_security, m_system,          m_seams.resolver, m_zoom};
}

} // namespace reconnect::macos
