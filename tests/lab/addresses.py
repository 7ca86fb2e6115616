"""Who lives where in the lab. Documentation ranges only; the names are the real ones."""

LAN4, LAN6 = "192.0.2.0/25", "2001:db8:1::/64"
CLIENT4, CLIENT6 = "192.0.2.10", "2001:db8:1::10"
GATEWAY4, GATEWAY6 = "192.0.2.1", "2001:db8:1::1"
ROUTER_WAN4, ROUTER_WAN6 = "192.0.2.254", "2001:db8:2::2"
UPSTREAM4, UPSTREAM6 = "192.0.2.253", "2001:db8:2::1"

RESOLVER, SECOND_RESOLVER = "198.51.100.53", "198.51.100.54"
INDEPENDENT = ["198.51.100.61", "198.51.100.62", "198.51.100.63"]

ZOOM4 = "203.0.113.0/26"
ZOOM6 = "2001:db8:a::/64"
ZOOM = {
    "zoom.us": ["203.0.113.11", "203.0.113.12", "2001:db8:a::11", "2001:db8:a::12"],
    "us02web.zoom.us": ["203.0.113.13", "2001:db8:a::13"],
    "zoom.com": ["203.0.113.14", "2001:db8:a::14"],
    "www.zoom.com": ["203.0.113.15", "2001:db8:a::15"],
    "status.zoom.us": ["203.0.113.21"],
}
STATUS = {
    "www.zoomstatus.com": ["198.51.100.21"],
    "zoom.statuspage.io": ["198.51.100.22"],
    "14qjgk812kgk.statuspage.io": ["198.51.100.23"],
}
CONTROL = {
    "www.google.com": ["198.51.100.31", "2001:db8:b::31"],
    "www.cloudflare.com": ["198.51.100.32", "2001:db8:b::32"],
    "www.microsoft.com": ["198.51.100.33", "2001:db8:b::33"],
}
# Literal addresses that the endpoints file names, so that a dead resolver is not a dead line.
LITERAL = ["198.51.100.41", "198.51.100.42", "198.51.100.43", "2001:db8:b::41", "2001:db8:b::42"]
STUN = {"stun.l.google.com": ["198.51.100.51"], "stun.cloudflare.com": ["198.51.100.52"]}
CAPTIVE = {
    "connectivitycheck.gstatic.com": ["198.51.100.71"],
    "captive.apple.com": ["198.51.100.72"],
    "www.msftconnecttest.com": ["198.51.100.73"],
    "detectportal.firefox.com": ["198.51.100.74"],
}
SQUID, TINYPROXY, ODD_PROXY = "198.51.100.81", "198.51.100.82", "198.51.100.83"
PAC_HOST = "198.51.100.84"  # also pac.example.com
IMPOSTOR = "198.51.100.90"  # a server that is not Zoom's, where liars send Zoom's names
PORTAL = GATEWAY4  # the captive portal lives on the router
EVERY_NAME = {**ZOOM, **STATUS, **CONTROL, **STUN, **CAPTIVE, "pac.example.com": [PAC_HOST],
              "proxy.example.com": [SQUID]}


def internet_addresses():
    """All addresses that the internet namespace answers on."""
    found = [RESOLVER, SECOND_RESOLVER, *INDEPENDENT, *LITERAL, SQUID, TINYPROXY, ODD_PROXY,
             IMPOSTOR]
    for addresses in EVERY_NAME.values():
        found += addresses
    return list(dict.fromkeys(found))
