"""The table: what is wrong, and what the program must say of it."""

import dataclasses
from collections.abc import Callable

import addresses as at
import faults as f
import servers

DEAD_PROXY = "http://127.0.0.1:3128"
NAMES_PASS = ("udp dport 53 accept", "udp sport 53 accept")


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    expect: str  # the first cause; "a|b": either is right
    words: str
    change: Callable
    also: tuple = ()  # other causes that must be named too, beside notes; no more than these
    notes: tuple = ()  # notes that must be there
    exact: bool = True  # no cause beside `expect` and `also`
    quick: bool = False  # held to the bounds of a healthy network
    hostile: bool = False  # held to the bound of memory


def each(*changes):
    """Several faults at once."""
    return lambda w: [change(w) for change in changes][-1]


def blocked(match, verdict):
    return lambda w: f.router_blocks(w, *f.to_zoom(match, verdict))


def zoom_down(*verdict):
    return lambda w: f.rules(w.internet, "input", *f.to_zoom("meta l4proto tcp", verdict[0]))


def no_forward_but(*allowed):
    return lambda w: f.rules(w.router, "forward", *allowed, policy="drop")


def no_ipv6(w):
    w.client.ip("addr flush dev eth0 scope global", f"route del default via {at.GATEWAY6}",
                f"addr add {at.CLIENT4}/25 dev eth0", f"route add default via {at.GATEWAY4}",
                force=True)


def no_way_out(w):
    w.client.ip(f"route del default via {at.GATEWAY4}", f"route del default via {at.GATEWAY6}")


def upstream_gone(w):
    w.router.ip(f"route del default via {at.UPSTREAM4}", f"route del default via {at.UPSTREAM6}")


def with_portal(answer, *rules):
    def change(w):
        servers.portal(w, answer)
        w.router.nft("table inet lab_portal { chain seize { type nat hook prerouting priority -100"
                     "\niifname lan tcp dport 80 redirect\n} }")
        no_forward_but("udp dport 53 accept", "ct state established accept", *rules)(w)
    return change


def dns_portal(w):
    servers.portal(w, "redirect")
    names = {name: [at.PORTAL] for name in at.EVERY_NAME}
    w.isp.serve(answers=names)
    no_forward_but(f"ip daddr {at.RESOLVER} udp dport 53 accept", "ct state established accept")(w)


S = Scenario
HEALTHY = [
    S("healthy", "none", "nothing is wrong", lambda w: None, quick=True),
    S("healthy-not-root", "none", "nothing is wrong, and the program is not root", f.as_user,
      quick=True),
    S("healthy-no-ipv6", "none", "the network has no IPv6 at all", no_ipv6, quick=True),
    S("status-minor", "none", "the status page tells of a minor incident; Zoom answers",
      lambda w: w.web.serve(status="minor")),
    S("status-critical-but-up", "none", "the status page says critical; Zoom answers",
      lambda w: w.web.serve(status="critical")),
    S("hosts-commented", "none", "a pin in the hosts file is commented out",
      lambda w: w.hosts("#127.0.0.1 zoom.us", "192.0.2.99 notzoom.us # zoom.us")),
    S("hosts-right-pin", "none", "the hosts file pins zoom.us to one of its real addresses",
      lambda w: w.hosts(f"{at.ZOOM['zoom.us'][0]} zoom.us")),
    S("proxy-works-direct-blocked", "none", "squid carries; direct to Zoom is dropped",
      each(blocked("meta l4proto { tcp, udp }", "drop"),
           lambda w: f.proxy_environment(w, w.proxies.squid(3128)))),
    S("proxy-only-network", "none", "squid carries; nothing else passes, not even names",
      each(no_forward_but(f"ip daddr {at.SQUID} accept", "ct state established accept"),
           lambda w: f.proxy_environment(w, w.proxies.squid(3128)))),
    S("tinyproxy-works-in-gnome", "none", "tinyproxy in GNOME's settings carries",
      lambda w: f.proxy_gnome(w, w.proxies.tinyproxy())),
    S("pac-works", "none", "a script names a working squid, then DIRECT",
      lambda w: f.script(w, "function FindProxyForURL(url, host) { return 'PROXY "
                            f"{w.proxies.squid(3128)[7:]}; DIRECT'; }}")),
    S("rule-for-another-user", "none", "iptables blocks 443 for another user",
      lambda w: f.iptables(w.client, "OUTPUT", "-p", "tcp", "--dport", "443", "-m", "owner",
                           "--uid-owner", "65534", "-j", "DROP")),
    S("default-deny-allows-zoom", "none", "the policy is drop; names and the web are allowed",
      lambda w: f.computer_blocks(w, "oifname lo accept", "udp dport 53 accept", "tcp dport { 80, 443, 8801, 8802 } accept",
                                  "meta l4proto { icmp, ipv6-icmp } accept", policy="drop"),
      notes=("udp-blocked",)),
    S("rule-for-udp", "none", "nft on this computer drops UDP to Zoom", notes=("udp-blocked",),
      change=lambda w: f.computer_blocks(w, *f.to_zoom("meta l4proto udp", "drop"))),
    S("clock-four-minutes", "none", "the clock is four minutes behind",
      lambda w: f.clock(w, "-4m")),
    S("rule-for-another-port", "none", "nft blocks outgoing mail only",
      lambda w: f.computer_blocks(w, "tcp dport { 25, 465 } reject")),
    S("one-address-dead", "none", "one of zoom.us' two IPv4 addresses drops",
      lambda w: f.router_blocks(w, f"ip daddr {at.ZOOM['zoom.us'][0]} drop")),
    S("first-resolver-silent", "none", "the first name server is silent, the second answers",
      lambda w: f.router_blocks(w, f"ip daddr {at.RESOLVER} drop")),
    S("first-resolver-refuses", "none", "no service on the first name server, the second answers",
      lambda w: w.isp.serve(only=[at.SECOND_RESOLVER])),
    S("dead-proxy-bypassed", "none", "a dead proxy, and no_proxy excepts Zoom",
      lambda w: f.proxy_environment(w, DEAD_PROXY, no_proxy="zoom.us,zoom.com,.zoom.us")),
    S("loss-10", "none", "one packet in ten is lost", lambda w: f.lose(w, 10)),
    S("one-control-down", "none", "one control host is down",
      lambda w: f.router_blocks(w, f"ip daddr {at.CONTROL['www.google.com'][0]} drop",
                                f"ip6 daddr {at.CONTROL['www.google.com'][1]} drop")),
    S("one-check-odd", "none", "one captive-portal check answers another page",
      lambda w: w.web.serve(odd_check="detectportal.firefox.com")),
    S("inspection-trusted", "none", "mitmproxy inspects, and this computer trusts its authority",
      lambda w: w.trust_authority(servers.mitmproxy(w))),
]

NETWORK = [
    S("link-down", "no-network", "the cable is out",
      lambda w: w.client.ip("link set eth0 down")),
    S("no-address", "no-network", "the interface has no address",
      lambda w: w.client.ip("addr flush dev eth0")),
    S("address-self-assigned", "no-network", "DHCP never answered: 169.254 only",
      lambda w: w.client.ip("addr flush dev eth0", "addr add 169.254.7.7/16 dev eth0")),
    S("no-default-route", "no-network", "an address, but no way out",
      no_way_out),
    S("router-drops-all", "no-internet", "the router is there and drops everything",
      no_forward_but()),
    S("upstream-gone", "no-internet", "the router answers net unreachable",
      upstream_gone),
    S("gateway-gone", "no-internet", "nobody answers at the gateway's address",
      lambda w: w.router.ip("addr flush dev lan")),
    S("portal-redirect", "captive-portal", "302 to a sign-in page, the rest dropped",
      with_portal("redirect")),
    S("portal-page", "captive-portal", "a 200 page in place of every site, the rest rejected",
      with_portal("page", "reject with tcp reset")),
    S("portal-511", "captive-portal", "511 Network Authentication Required", with_portal("511")),
    S("portal-by-dns", "captive-portal", "every name leads to the portal", dns_portal),
    S("udp-dropped", "none", "all UDP but names is dropped", notes=("udp-blocked",),
      change=lambda w: f.router_blocks(w, *NAMES_PASS, "meta l4proto udp drop")),
    S("udp-rejected", "none", "all UDP but names is rejected", notes=("udp-blocked",),
      change=lambda w: f.router_blocks(w, *NAMES_PASS, "meta l4proto udp reject")),
    S("ipv6-drops", "none", "IPv6 is offered and leads nowhere", notes=("ipv6-broken",),
      change=lambda w: f.router_blocks(w, "meta nfproto ipv6 drop")),
    S("ipv6-unreachable", "none", "the router has no IPv6 upstream", notes=("ipv6-broken",),
      change=lambda w: w.router.ip(f"route del default via {at.UPSTREAM6}")),
    S("loss-50", "slow-network|none", "half of all packets are lost", lambda w: f.lose(w, 50),
      exact=False),
    S("loss-30", "none|slow-network", "three packets in ten are lost", lambda w: f.lose(w, 30),
      exact=False),
    S("ipv6-large-packets-vanish", "none|ipv6-broken", "over IPv6 small packets pass, large ones vanish",
      lambda w: f.router_blocks(w, "iifname wan meta nfproto ipv6 meta length > 1200 drop")),
    S("delay-2s", "slow-network", "every answer comes two seconds late",
      lambda w: f.delay(w, 2000), exact=False),
    S("large-packets-vanish", "slow-network", "small packets pass, large ones vanish",
      lambda w: f.router_blocks(w, "iifname wan meta length > 1200 drop")),
]

NAMES = [
    S("resolver-silent", "dns-failure", "questions are dropped on the way",
      lambda w: f.router_blocks(w, f"ip daddr {{ {at.RESOLVER}, {at.SECOND_RESOLVER} }} drop")),
    S("resolver-servfail", "dns-failure", "SERVFAIL for every name",
      lambda w: f.upstream_of_resolver_dies(w, "servfail")),
    S("resolver-upstream-dead", "dns-failure", "the resolver's own upstream is silent",
      lambda w: f.upstream_of_resolver_dies(w, "silent")),
    S("resolver-refuses", "dns-failure", "REFUSED for every name",
      lambda w: w.isp.serve(everything="always_refuse")),
    S("resolver-port-closed", "dns-failure", "no service on the resolver's port",
      lambda w: w.resolv(at.IMPOSTOR)),
    S("no-resolver", "dns-failure", "no name server is configured", lambda w: w.resolv()),
    *[S(f"names-{kind}", "dns-blocked", words, lambda w, how=how: w.isp.serve(zoom=how))
      for kind, how, words in (
          ("nxdomain", "always_nxdomain", "the resolver denies Zoom's names"),
          ("refused", "always_refuse", "the resolver refuses Zoom's names"),
          ("null", "always_null", "the resolver says 0.0.0.0 and ::"),
          ("empty", "always_nodata", "the resolver knows no address of Zoom's"),
          ("silent", "always_deny", "the resolver is silent about Zoom alone"))],
    S("names-loopback", "dns-blocked", "the resolver says 127.0.0.1 and ::1",
      lambda w: f.resolver_lies(w, "127.0.0.1", "::1")),
    S("names-zoom-us-only", "dns-blocked", "zoom.us alone is denied",
      lambda w: w.isp.serve(denied="zoom.us")),
    S("names-first-server-denies", "dns-blocked", "the first name server denies, the second answers",
      f.first_resolver_denies),
    S("hijack-other-server", "dns-hijacked", "Zoom's names lead to a parked-domain server",
      lambda w: f.resolver_lies(w, at.IMPOSTOR)),
    S("hijack-private", "dns-hijacked", "Zoom's names lead to a private address",
      lambda w: f.resolver_lies(w, "192.168.77.7")),
    S("hosts-wrong-pin", "hosts-override", "the hosts file pins zoom.us to another server",
      lambda w: w.hosts(f"{at.IMPOSTOR} zoom.us")),
    S("hosts-loopback", "hosts-override", "the hosts file sends all of Zoom to 127.0.0.1",
      lambda w: w.hosts("127.0.0.1 zoom.us us02web.zoom.us zoom.com www.zoom.com # ads")),
    S("hosts-ipv6-loopback", "hosts-override", "the hosts file sends zoom.us to ::1",
      lambda w: w.hosts("::1 zoom.us")),
    S("hosts-second-name", "hosts-override", "the hosts file pins us02web.zoom.us to nowhere",
      lambda w: w.hosts("0.0.0.0\tus02web.zoom.us")),
]
