#!/usr/bin/python3
"""Mends real computers: from a fault to "none" by `fix`, and back by `undo`, byte for byte.

    repairs.py --cli PATH [--only NAME ...]
    repairs.py --list

Needs root, for network namespaces; without it, it says so and exits 77.
"""

import argparse
import dataclasses
import json
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable

import certificates
import client
import faults as f
import process
import run as lab
import world

HERE = os.path.dirname(os.path.abspath(__file__))
ALLOW = "allow-zoom-in-firewall"
PATIENCE = 90  # seconds for one command


@dataclasses.dataclass(frozen=True)
class Repair:
    name: str
    cause: str
    fix: str
    words: str
    change: Callable  # makes the fault; the answer what undo must bring back: files, or a function that says
    reversible: bool = True
    programs: str = ""  # the folder of bin that they are in
    proven: bool = True  # by a checkup after it; False where there is no fault that it mends
    helps: bool = True  # or else it is taken back at once


def dead_kde_proxy(w):
    f.proxy_kde(w, ProxyType="1", httpProxy="http://127.0.0.1 3128",
                httpsProxy="http://127.0.0.1 3128", NoProxyFor="example.com", ReversedException="false")
    return [f"{w.home}/.config/kioslaverc"]


def needed_kde_proxy(w):
    host, port = w.proxies.squid(3128).removeprefix("http://").split(":")
    f.proxy_kde(w, ProxyType="1", httpProxy=f"http://{host} {port}", httpsProxy=f"http://{host} {port}")
    f.router_blocks(w, *f.to_zoom("meta l4proto { tcp, udp }", "drop"))
    return [f"{w.home}/.config/kioslaverc"]


def dead_gnome_proxy(w):
    f.proxy_gnome(w, url="http://127.0.0.1:3128")
    w.client.run(*w.wrap, "true", env=w.env)  # sets it, once
    w.wrap = ["dbus-run-session", "--"]
    return lambda: w.client.run(*w.wrap, "gsettings", "list-recursively", "org.gnome.system.proxy",
                                env=w.env)


def pinned_host(w):
    # Addresses that refuse at once: a kill of every step is quick then.
    w.hosts("127.0.0.99 zoom.us # pinned", "127.0.0.98 printer.example zoom.us")
    return [f"{w.etc['c']}/hosts"]


def dead_proxy_of_the_session(w, path):
    process.write(path, "LANG=C\nhttps_proxy=http://user:secret@127.0.0.1:3128\nno_proxy=localhost\n")
    w.env["https_proxy"] = "http://user:secret@127.0.0.1:3128"
    return [path]


def firewall_rules(w, *files):
    """What undo must bring back where a firewall is changed."""
    def rules():
        kernel = process.run(*w.enter, "nft", "-s", "list", "ruleset")
        return kernel, [process.run(*w.enter, "cat", path) for path in files]
    return rules


def denied(w, deny, *files):
    deny(w)
    return firewall_rules(w, *files)


UFW = ["/etc/ufw/user.rules", "/etc/ufw/user6.rules"]


def wrong_clock(w, network):
    f.settable_clock(w, "-730d", network)
    return []


def data_of_zoom(w):
    files = {f"{w.home}/.zoom/data/zoomus.db": "signed in", f"{w.home}/.config/zoomus.conf": "[General]",
             f"{w.home}/Documents/Zoom/meeting.mp4": "precious"}
    for path, content in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        process.write(path, content)
    return list(files)


def damaged_zoom(w):
    client.downloads(w, "6.7.5.6891", installed="6.7.0.100")
    return lambda: process.run(*w.enter, "dpkg-query", "-W", "zoom") + process.run(*w.enter, "cat", "/opt/zoom/zoom")


def damaged_rpm(w):
    client.downloads(w, "6.7.5.6891", installed="6.7.0.100", kind="rpm")
    return []


TABLE = [
    Repair("kde-dead-proxy", "proxy-unreachable", "turn-off-proxy",
           "KDE's settings name a proxy that is gone", dead_kde_proxy),
    Repair("kde-needed-proxy", "none", "turn-off-proxy",
           "KDE's settings name the proxy that is the one way to Zoom", needed_kde_proxy,
           proven=False, helps=False),
    Repair("gnome-dead-proxy", "proxy-unreachable", "turn-off-proxy",
           "GNOME's settings name a proxy that is gone", dead_gnome_proxy),
    Repair("environment-dead-proxy", "proxy-unreachable", "turn-off-proxy",
           "/etc/environment names a proxy that is gone",
           lambda w: dead_proxy_of_the_session(w, f"{w.etc['c']}/environment")),
    Repair("profile-dead-proxy", "proxy-unreachable", "turn-off-proxy",
           "~/.profile names a proxy that is gone",
           lambda w: dead_proxy_of_the_session(w, f"{w.home}/.profile")),
    Repair("hosts-pin", "hosts-override", "remove-hosts-override",
           "the hosts file pins Zoom's name, on a line of its own and beside another", pinned_host),
    Repair("nft-drop", "local-firewall", ALLOW, "nft drops what goes to Zoom",
           lambda w: denied(w, lambda w: f.computer_blocks(w, *f.to_zoom("counter", "drop")))),
    Repair("nft-default-deny", "local-firewall", ALLOW, "nft lets only names and pings out",
           lambda w: denied(w, lambda w: f.computer_blocks(
               w, "oifname lo accept", "udp dport 53 accept",
               "meta l4proto { icmp, ipv6-icmp } accept", policy="drop"))),
    Repair("iptables-reject", "local-firewall", ALLOW, "iptables rejects this user's 443",
           lambda w: denied(w, lambda w: f.iptables(
               w.client, "OUTPUT", "-p", "tcp", "--dport", "443", "-m", "owner", "--uid-owner",
               "0", "-j", "REJECT"))),
    Repair("ufw-deny-out", "local-firewall", ALLOW, "ufw denies what goes out to 443",
           lambda w: denied(w, lambda w: f.ufw(w, "deny out 443/tcp", "reload"), *UFW)),
    Repair("firewalld-policy", "local-firewall", ALLOW, "a policy of firewalld rejects 443",
           lambda w: denied(w, f.firewalld, "/etc/firewalld/policies/strict.xml")),
    Repair("clock-by-network", "clock-wrong", "set-clock", "the clock is two years behind; a time server answers",
           lambda w: wrong_clock(w, network=True), reversible=False),
    Repair("clock-by-hand", "clock-wrong", "set-clock", "the same, and no time server answers",
           lambda w: wrong_clock(w, network=False), reversible=False),
    Repair("zoom-data", "none", "clear-zoom-cache", "what Zoom keeps is moved aside", data_of_zoom,
           proven=False),
    Repair("damaged-zoom", "client-corrupt", "reinstall-zoom", "a file of Zoom is damaged",
           damaged_zoom, reversible=False, programs="lab"),
    Repair("damaged-zoom-rpm", "client-corrupt", "reinstall-zoom", "the same, where rpm installed it",
           damaged_rpm, reversible=False, programs="lab"),
]


class Computer:
    """What the command line is asked on one world."""

    def __init__(self, place, cli):
        self.place, self.cli = place, cli
        self.endpoints = os.path.join(os.path.dirname(cli), "endpoints.json")

    def ask(self, *words, endpoints=True):
        more = ["--endpoints", self.endpoints] if endpoints else []
        argv = [*self.place.enter, *self.place.wrap, self.cli, *words, "--json", *more]
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
                              env=self.place.env, cwd=self.place.dir, check=False)
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, {"error": done.stderr.decode(errors="replace")[-300:]}


def snapshot(paths):
    """All that undo must bring back: content, permissions, owner, and where a link leads; or what a
    question to the computer answers."""
    if callable(paths):
        return paths()
    seen = {}
    for path in paths:
        if not os.path.lexists(path):
            seen[path] = None
            continue
        info = os.lstat(path)
        content = os.readlink(path) if stat.S_ISLNK(info.st_mode) else open(path, "rb").read()
        seen[path] = (content, info.st_mode, info.st_uid, info.st_gid)
    return seen


def break_down(repair, place, cli):
    """A computer with this fault; the answer is what undo must bring back."""
    place.reset()
    os.chmod(place.home, 0o755)  # what others can write to is not trusted
    # The helper has to lie where only root writes, and keeps a journal of its own in /var/lib.
    place.helper = os.path.join(os.path.dirname(cli), "reconnect2026-helper")
    paths = repair.change(place)
    if place.enter == place.client.enter():
        f.private_mounts(place)
    return paths


def play(repair, place, cli):
    """Complaints; none is a repair as it should be."""
    paths = break_down(repair, place, cli)
    before = snapshot(paths)
    computer = Computer(place, cli)
    complaints = []

    def expect(what, got, wanted):
        if got != wanted:
            complaints.append(f"{what}: {got!r}, not {wanted!r}")

    status, report = computer.ask("diagnose")
    expect("before", report.get("verdict", {}).get("cause"), repair.cause)
    status, plan = computer.ask("fix", repair.fix, "--dry-run")
    expect("dry run", (status, snapshot(paths) == before), (0, True))
    status, outcome = computer.ask("fix", repair.fix, "--yes")
    if not repair.helps:
        expect("fix", (status, outcome.get("ending")), (1, "taken-back"))
        expect("taken back", snapshot(paths) == before, True)
        return complaints
    expect("fix", (status, outcome.get("ending")), (0, "kept" if repair.proven else "done"))
    if repair.proven:
        expect("verdict", outcome.get("verdict", {}).get("cause"), "none")
    if complaints:
        complaints.append(json.dumps(outcome)[:600])
    if repair.reversible:
        expect("something changed", snapshot(paths) != before, True)
        status, undone = computer.ask("undo", "--all", "--yes", endpoints=False)
        expect("undo", (status, len(undone.get("undone", []))), (0, len(outcome["changes"])))
        expect("byte for byte", snapshot(paths) == before, True)
        _, report = computer.ask("diagnose")
        expect("after undo", report.get("verdict", {}).get("cause"), repair.cause)
    status, left = computer.ask("undo", "--list", endpoints=False)
    undoable = [c for c in left.get("changes", []) if c["standing"] != "final"]
    expect("left in the journal", (status, undoable), (0, []))
    return complaints


def play_all(table, cli, folder):
    bin_folder, name = os.path.split(os.path.abspath(cli))
    clis = {}
    for programs in {repair.programs for repair in table}:
        os.makedirs(f"{folder}/{programs}", exist_ok=True)
        clis[programs] = lab.lay_out(os.path.join(bin_folder, programs, name), f"{folder}/{programs}")
    place = world.World(0, certificates.Certificates(f"{folder}/pki"))
    wrong = 0
    for repair in table:
        try:
            complaints, mark = play(repair, place, clis[repair.programs]), None
        except process.NotInstalled as missing:
            complaints, mark = [], f"skipped, needs {missing}"
        except Exception:  # the lab's own trouble is a wrong result, and the others still run
            complaints, mark = [traceback.format_exc(limit=-3)], None
        wrong += bool(complaints)
        print(f"{repair.name:<24} {repair.cause:<20} {repair.fix:<24} "
              f"{mark or ('WRONG' if complaints else 'ok')}", flush=True)
        for complaint in complaints:
            print(f"    {complaint}", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", default=os.path.join(HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--list", action="store_true", dest="listing")
    options = parser.parse_args()
    table = [r for r in TABLE if not options.only or r.name in options.only]
    if options.listing:
        for repair in table:
            print(f"{repair.name:<24} {repair.cause:<20} {repair.fix:<24} {repair.words}")
        return 0
    reason = lab.why_not()
    if reason:
        return lab.skipped(reason)
    with lab.own_ground() as folder:
        wrong = play_all(table, options.cli, folder)
    print(f"{len(table) - wrong} of {len(table)} repairs went there and back")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
