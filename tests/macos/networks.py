#!/usr/bin/env python3
"""Mends Macs of scripts (tools/) in real networks (../lab): what is wrong is found from what the Mac says and what
passes on its network, the fix is proven by a checkup, or taken back by one, and undo brings all back.

    networks.py --programs FOLDER [--only NAME ...]

Needs root, for network namespaces; without it, it says so and exits 77.
"""
import argparse
import contextlib
import dataclasses
import pathlib
import shutil
import sys
import threading
import traceback
from collections.abc import Callable

import mac as macs
import states

LAB = pathlib.Path(__file__).resolve().parent.parent / "lab"
sys.path.append(str(LAB))  # after this folder, which has modules of the same names
import addresses as at  # noqa: E402
import certificates  # noqa: E402
import faults as f  # noqa: E402
import process  # noqa: E402
import run as lab  # noqa: E402
import world as worlds  # noqa: E402

OFF, ALLOW, PINS = "turn-off-proxy", "allow-zoom-in-firewall", "remove-hosts-override"
READS = ["networksetup", "profiles", "socketfilterfw", "pfctl", "sw_vers", "ps", "plutil", "codesign",
         "systemextensionsctl"]
ANCHOR = "com.apple/reconnect2026-"
STOCK = 'anchor "com.apple/*" all'


@dataclasses.dataclass(frozen=True)
class Row:
    words: str
    change: Callable  # makes the fault on (mac, world); a context manager where something has to run meanwhile
    cause: str = "none"
    fix: str = ""  # none: the checkup is all
    ending: str = "kept"
    then: str = "none"  # the cause that is left where it is kept


def secure_web(mac, server, port):
    proxy = {"on": True, "server": server, "port": port, "authenticated": 0}
    mac.set("networksetup", {"services": [states.service("Wi-Fi", "en0", **{"web": proxy, "secure-web": proxy})]})


def dead_proxy(mac, _world):
    secure_web(mac, "127.0.0.1", 3128)


def only_proxy(port):
    def change(mac, world):
        secure_web(mac, world.proxies.squid(port).removeprefix("http://").split(":")[0], port)
        f.router_blocks(world, *f.to_zoom("meta l4proto { tcp, udp }", "drop"))
    return change


def pinned(mac, _world):
    path = mac.disk / "etc/hosts"
    path.write_text(path.read_text() + "127.0.0.99 zoom.us us02web.zoom.us zoom.com mine.example # pinned\n")


def packet_filter(mac, world):
    """pf's rule, and what a kernel would do by it."""
    mac.set("pfctl", {"on": True, "root": True,
                      "anchors": {"": [STOCK, "block return out proto tcp from any to any port = 443"], "com.apple": []}})
    shut(world)


def shut(world):
    f.computer_blocks(world, "tcp dport 443 reject with tcp reset")


@contextlib.contextmanager
def obedient_kernel(mac, world):
    """As soon as an anchor of ours is there the network lets through what it opens, and no longer."""
    packet_filter(mac, world)
    over = threading.Event()

    def follow():
        is_open = False
        while not over.wait(0.02):
            ours = any(name.startswith(ANCHOR) and rules for name, rules in mac.get("pfctl")["anchors"].items())
            if ours != is_open:
                world.client.nft("flush ruleset") if ours else shut(world)
                is_open = ours

    follower = threading.Thread(target=follow)
    follower.start()
    try:
        yield
    finally:
        over.set()
        follower.join()


def added_file(mac, _world):
    mac.write("Applications/zoom.us.app/Contents/Resources/note.txt", "of somebody's own")


def changed_file(mac, _world):
    mac.write("Applications/zoom.us.app/Contents/Frameworks/nydus.framework/nydus", "changed")


def nonsense(mac, _world):
    mac.set("faults", {tool: {"out": "Enabled: Vielleicht\n" * 3} for tool in READS})


ROWS = {
    "healthy": Row("nothing is wrong", lambda mac, world: None),
    "tools-gone": Row("nothing is wrong, and most tools are missing", lambda mac, world: mac.without(*READS)),
    "tools-nonsense": Row("nothing is wrong, and most tools talk nonsense", nonsense),
    "dead-proxy": Row("a network service names a proxy that is gone", dead_proxy, "proxy-unreachable", OFF),
    "needed-proxy": Row("the proxy is the one way to Zoom", only_proxy(3128), "none", OFF, "taken-back"),
    "login-proxy": Row("the same, and it wants a login", only_proxy(3130), "proxy-auth-required", OFF, "taken-back"),
    "hosts-pin": Row("the hosts file pins Zoom's names", pinned, "hosts-override", PINS),
    "pf-block": Row("a rule of pf's stops all web sites", obedient_kernel, "local-firewall", ALLOW),
    "pf-and-more": Row("the same, and something that can't be seen stops them too", packet_filter, "local-firewall", ALLOW,
                       then="network-firewall"),
    "added-file": Row("somebody added a file to the client", added_file),
    "changed-file": Row("a file of the client is changed", changed_file, "client-corrupt"),
}


def cause_of(told):
    return told.get("verdict", {}).get("cause", f"nothing: {str(told)[:400]}")


def there_and_back(mac, row, complaints):
    _, report = mac.ask("diagnose")
    complaints.expect("before", cause_of(report), row.cause)
    if not row.fix:
        return
    before = mac.snapshot()
    status, outcome = mac.ask("fix", row.fix, "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0 if row.ending == "kept" else 1, row.ending))
    if row.ending == "kept":
        complaints.expect("proven by", cause_of(outcome), row.then)
        complaints.expect("something changed", mac.snapshot() != before, True)
        status, undone = mac.ask("undo", "--all", "--yes")
        complaints.expect("undo", (status, len(undone.get("undone", []))), (0, len(outcome.get("changes", []))))
    complaints.expect("byte for byte", macs.differences(mac.snapshot(), before), [])
    complaints.expect("left in the journal", mac.left(), [])
    _, report = mac.ask("diagnose")
    complaints.expect("after it", cause_of(report), row.cause)


def play(row, programs, place):
    """Complaints; none is a Mac as it should be."""
    complaints = macs.Complaints()
    place.reset()
    enter = [shutil.which("ip"), *place.client.enter()[1:]]
    with macs.Mac(programs, enter, LAB / "endpoints.json") as mac:
        mac.set("names", {"*": "network"})
        mac.set("netstat", {"gateway": at.GATEWAY4, "device": "eth0"})
        mac.set("scutil", {"servers": [at.RESOLVER, at.SECOND_RESOLVER]})
        with row.change(mac, place) or contextlib.nullcontext():
            there_and_back(mac, row, complaints)
        if mac.unscripted():
            complaints.append(f"no script knows: {mac.unscripted()[:300]}")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", required=True)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    rows = {name: row for name, row in ROWS.items() if not options.only or name in options.only}
    reason = lab.why_not()
    if reason:
        return lab.skipped(reason)
    wrong = 0
    with lab.own_ground() as folder:
        place = worlds.World(0, certificates.Certificates(f"{folder}/pki"))
        for name, row in rows.items():
            try:
                complaints, mark = play(row, options.programs, place), ""
            except process.NotInstalled as missing:
                complaints, mark = [], f"skipped, needs {missing}"
            except Exception:  # the lab's own trouble is a wrong result, and the others still run
                complaints, mark = [traceback.format_exc(limit=-3)], ""
            wrong += bool(complaints)
            print(f"{name:<16} {row.cause:<20} {row.fix:<24} {mark or ('WRONG' if complaints else 'ok')}",
                  *[f"\n    {one}" for one in complaints], sep="", flush=True)
    print(f"{len(rows) - wrong} of {len(rows)} as they should be")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
