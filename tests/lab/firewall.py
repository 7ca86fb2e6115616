#!/usr/bin/python3
"""Lets Zoom through real firewalls, and takes it back: runs a test program on a computer (network,
mounts and daemons) of its own, with another end that answers.

    firewall.py --program PATH/firewall_contract --product nftables|iptables|ufw|firewalld

Needs root, for namespaces; without it, it says so and exits 77.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

import addresses as at
import faults
import process
import run as lab
import warm
import world

ZOOM = [at.ZOOM["zoom.us"][0], at.ZOOM["zoom.us"][2]]
OTHERS = [at.CONTROL["www.google.com"][0], at.CONTROL["www.google.com"][1]]
PORTS = [22, 443, 8801]
NEEDED = {"nftables": ["nft"], "iptables": ["iptables-nft", "iptables-legacy"], "ufw": ["ufw"],
          "firewalld": ["firewalld", "firewall-cmd", "dbus-daemon"]}


class Place:
    """A computer and the other end of its only line."""

    def __init__(self):
        tag = f"{world.PREFIX}{os.getpid()}x0"
        self.dir = tempfile.mkdtemp(prefix=f"{world.PREFIX}{os.getpid()}-0-")
        os.chmod(self.dir, 0o755)
        self.guests, self.helper, self.own, self.over = [], None, [], {}
        self.client, self.far = world.Namespace(tag + "c"), world.Namespace(tag + "i")
        for ns in (self.client, self.far):
            ns.shell("for f in all default; do d=/proc/sys/net/ipv6/conf/$f;"
                     " echo 0 > $d/accept_dad; echo 0 > $d/accept_ra; done")
        self.client.ip(f"link add eth0 type veth peer name eth0 netns {self.far.name}")
        self.far.ip("link set eth0 up", f"addr add {at.GATEWAY4}/25 dev eth0",
                    f"addr add {at.GATEWAY6}/64 dev eth0",
                    *[f"addr add {address} dev lo" for address in ZOOM + OTHERS])
        self.client.ip("link set eth0 up", f"addr add {at.CLIENT4}/25 dev eth0",
                       f"addr add {at.CLIENT6}/64 dev eth0",
                       f"route add default via {at.GATEWAY4}",
                       f"route add default via {at.GATEWAY6}")
        self.enter = self.client.enter()
        self.guest(self.far, sys.executable, os.path.abspath(__file__), "--answer")
        for address in ZOOM + OTHERS:
            process.wait_for_port(self.guests[0], address, PORTS[-1])

    def guest(self, ns, *argv, **options):
        guest = ns.spawn(*argv, log=f"{self.dir}/guests.log", **options)
        self.guests.append(guest)
        return guest

    def close(self):
        for guest in self.guests:
            process.stop(guest)
        world.clean(own=os.getpid())


def answer():
    """The other end: lets connect to, and echoes what it is sent."""
    def echo(end):
        while True:
            words, sender = end.recvfrom(2048)
            end.sendto(words, sender)

    def accept(end):
        while True:
            end.accept()[0].close()

    for address in ZOOM + OTHERS:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        for port in PORTS:
            for kind, serve in ((socket.SOCK_DGRAM, echo), (socket.SOCK_STREAM, accept)):
                end = socket.socket(family, kind)
                end.bind((address, port))
                if kind == socket.SOCK_STREAM:
                    end.listen(64)
                threading.Thread(target=serve, args=(end,)).start()


def ready(place, product):
    if product == "ufw":
        faults.ufw(place, "default deny outgoing")
        warm.up(place, "ufw", "ufw.frontend")
    elif product == "firewalld":
        faults.firewalld(place)
        warm.up(place, "firewall-cmd", "gi.repository.GObject", "firewall.client", "firewall.command",
                "firewall.core.io.zone", "firewall.core.io.policy", "firewall.core.fw_nm")
    else:
        faults.private_mounts(place)
        # What a firewalld that is off adds is left to the unit tests: its tool is slow to say so.
        tool = shutil.which("firewall-cmd", path=process.PATH)
        if tool:
            process.run(*place.enter, "mount", "--bind", "/dev/null", tool)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program",
                        default=os.path.join(lab.HERE, "../../build/dev/bin/firewall_contract"))
    parser.add_argument("--product", choices=sorted(NEEDED))
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer:
        return answer()
    missing = [tool for tool in ("ip", *NEEDED[options.product])
               if not shutil.which(tool, path=process.PATH)]
    if os.geteuid() != 0 or missing:
        print(f"skipped: {'missing: ' + ' '.join(missing) if missing else 'needs root'}")
        return lab.SKIP
    place = Place()
    try:
        ready(place, options.product)
        done = subprocess.run([*place.enter, options.program, f"[{options.product}]"], check=False,
                              env={"PATH": process.PATH, "LANG": "C", "HOME": place.dir})
        return done.returncode
    finally:
        place.close()


if __name__ == "__main__":
    sys.exit(main())
