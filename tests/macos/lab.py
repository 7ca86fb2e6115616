#!/usr/bin/env python3
"""Mends Macs of scripts (tools/) with the shipped programs, from the fix to its undo, and asks whether all is as it
was then, byte for byte. No root, and no network: it runs where there is none.

    lab.py fixes|kills|hostile --programs FOLDER [--only NAME ...]
"""
import argparse
import concurrent.futures
import sys
import traceback

import hostile
import kills
import mac as macs
import states

SKIP = 77
ADMIN, EMPLOYEE = "administrator", "employee"
OFF, NO_SCRIPT, ALLOW = "turn-off-proxy", "turn-off-proxy-script", "allow-zoom-in-firewall"
FIXES = {  # name: (what is done to the Mac, the fix, how it ends, what the fix changes)
    "proxies": (states.proxies, OFF, "networksetup.json"),
    "proxies-employee": (states.as_employee(states.proxies), OFF, "networksetup.json"),
    "script": (states.proxy_scripts, NO_SCRIPT, "networksetup.json"),
    "script-employee": (states.as_employee(states.proxy_scripts), NO_SCRIPT, "networksetup.json"),
    "hosts-pin": (states.pins, "remove-hosts-override", "etc/hosts"),
    "firewall-12": (states.application_firewall(12, True), ALLOW, "socketfilterfw.json"),
    "firewall-15": (states.application_firewall(15, True), ALLOW, "socketfilterfw.json"),
    "firewall-missing": (states.application_firewall(15, False), ALLOW, "socketfilterfw.json"),
    "zoom-data": (states.zoom_data, "clear-zoom-cache", "Users/person/Library/Application Support/zoom.us"),
}


def there_and_back(mac, row):
    state, fix, changed = row
    complaints = macs.Complaints()
    state(mac)
    before = mac.snapshot()
    status, plan = mac.fix(fix, "--dry-run")
    complaints.expect("dry run", (status, macs.differences(mac.snapshot(), before)), (0, []))
    status, outcome = mac.fix(fix, "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0, "done"))
    if complaints:
        complaints.append(f"{plan} {outcome}"[:900])
    after = mac.snapshot()
    complaints.expect("it changed that", any(name.startswith(changed) for name in macs.differences(before, after)), True)
    complaints.expect("and that alone", [n for n in macs.differences(before, after) if not n.startswith(changed)], [])
    if fix in (OFF, NO_SCRIPT):
        complaints += still_on(mac, fix)
    status, undone = mac.ask("undo", "--all", "--yes")
    complaints.expect("undo", (status, len(undone.get("undone", []))), (0, len(outcome.get("changes", [0]))))
    complaints.expect("byte for byte", macs.differences(mac.snapshot(), before), [])
    complaints.expect("left in the journal", mac.left(), [])
    return complaints


def still_on(mac, fix):
    """What the client would take is off, on each service that is not disabled, and a disabled one is left alone."""
    parts = ("web", "secure-web", "socks") if fix == OFF else ("script", "discovery")
    complaints = macs.Complaints()
    for one in mac.get("networksetup")["services"]:
        on = [part for part in parts if one.get(part, {}).get("on")]
        named = any(part in ("secure-web", "script", "discovery") for part in on)
        if one["enabled"] and named:
            complaints.append(f"{one['name']} still has {on}")
        if not one["enabled"] and not on:
            complaints.append(f"{one['name']}, which is disabled, was changed")
    return complaints


def cancelled(mac):
    complaints = macs.Complaints()
    states.pins(mac)
    mac.set("osascript", {"answer": "cancel"})
    before = mac.snapshot()
    status, outcome = mac.fix("remove-hosts-override", "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (3, "cancelled"))
    complaints.expect("nothing changed", macs.differences(mac.snapshot(), before), [])
    complaints.expect("left in the journal", mac.left(), [])
    return complaints


def flushed(mac):
    complaints = macs.Complaints()
    mac.set("killall", {"names": ["zoom.us"]})
    status, outcome = mac.fix("flush-dns", "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0, "done"))
    complaints.expect("names", mac.get("killall").get("names"), [])
    return complaints


def clock(mac):
    """Set by the network or by hand; and only where nothing keeps it right something does then, and it is said."""
    complaints = macs.Complaints()
    cases = [(False, "On"), (True, "On"), (False, "Off"), (True, "Off"), (True, "Wer weiß")]
    for number, (silent, kept) in enumerate(cases):
        mac.set("clock", {"offset": 63072000, "silent": silent})
        mac.set("systemsetup", {"network": kept})
        status, told = mac.order("apply", f"20260101-120000-000-00a{number}", "set-clock", "offset-seconds=63072000")
        complaints.expect("set", (status, abs(mac.get("clock")["offset"]) < 30), (0, True))
        complaints.expect("kept", mac.get("systemsetup")["network"], "On" if kept == "Off" else kept)
        complaints.expect("said", "automatically is turned on" in str(told), kept == "Off")
    return complaints


def restarted_zoom(mac):
    complaints = macs.Complaints()
    states.zoom_runs(mac)
    status, outcome = mac.fix("restart-zoom", "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0, "done"))
    runs = [one["pid"] for one in mac.get("ps")["processes"]]
    complaints.expect("another Zoom runs", len(runs) == 1 and runs != [512], True)
    return complaints


def restarted_computer(mac):
    complaints = macs.Complaints()
    status, outcome = mac.fix("restart-computer", "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0, "done"))
    complaints.expect("restarts", mac.get("osascript").get("restarts"), 1)
    agents = list((mac.home / "Library/LaunchAgents").glob("*.plist"))
    complaints.expect("comes back", len(agents), int((mac.programs / "reconnect2026").exists()))
    return complaints


def reinstalled(mac):
    complaints = macs.Complaints()
    states.zoom_runs(mac)
    kept = {n: v for n, v in mac.snapshot().items() if "Documents/Zoom" in n or "us.zoom" in n or n == "etc/hosts"}
    status, told = mac.order("apply", "20260101-120000-000-00b0", "reinstall-zoom", "kind=pkg",
                             f"package={states.package(mac)}")
    complaints.expect("helper", status, 0)
    if status:
        complaints.append(str(told))
    version = (mac.disk / "Applications/zoom.us.app/Contents/MacOS/zoom.us").read_text()
    complaints.expect("version", version, "MacOS/zoom.us of 6.7.5.6891\n")
    old = mac.home / ".Trash/zoom.us.app/Contents/MacOS/zoom.us"
    complaints.expect("the old one is in the Trash", old.exists() and old.read_text(), "MacOS/zoom.us of 6.6.0.1\n")
    now = mac.snapshot()
    complaints.expect("recordings, settings and policy", [n for n in kept if now.get(n) != kept[n]], [])
    return complaints


def somebody_elses(mac):
    """What others have set since is shown, and never overwritten."""
    complaints = macs.Complaints()
    states.proxies(mac)
    mac.fix(OFF, "--yes")
    state = mac.get("networksetup")
    state["services"][0]["secure-web"] = {**states.PROXY, "server": "192.0.2.77"}
    mac.set("networksetup", state)
    status, told = mac.ask("undo", "--all", "--yes")
    complaints.expect("undo", (status, [one["error"]["code"] for one in told.get("left", [])]), (1, ["conflict"]))
    complaints.expect("theirs stays", mac.get("networksetup")["services"][0]["secure-web"]["server"], "192.0.2.77")
    return complaints


def remembered_settings(mac):
    """The server of settings writes late: what is put back stays, and what it wrote is kept beside it."""
    complaints = macs.Complaints()
    name = "Library/Preferences/us.zoom.xos.plist"
    mac.set("cfprefsd", {"unwritten": {}})
    status, outcome = mac.fix("clear-zoom-cache", "--yes")
    complaints.expect("fix", (status, outcome.get("ending")), (0, "done"))
    complaints.expect("moved aside", (mac.home / name).exists(), False)
    mac.set("cfprefsd", {"unwritten": {name: "newest"}})
    status, _ = mac.ask("undo", "--all", "--yes")
    complaints.expect("undo", status, 0)
    complaints.expect("put back", (mac.home / name).read_text(), "settings")
    kept = [one.read_text() for one in (mac.home / name).parent.glob("us.zoom.xos.plist.since-*")]
    complaints.expect("kept", kept, ["newest"])
    return complaints


def forgetful(mac):
    """The bad sample: where what is turned off can't be brought back, this lab must find it."""
    def begin(there):
        there.set("networksetup", {"services": states.services(), "forgetful": True})
    found = there_and_back(mac, (begin, OFF, "networksetup.json"))
    print("\n".join(f"    (bad sample) {one}" for one in found)[:600])
    return [] if any(one.startswith("byte for byte") for one in found) else ["a Mac that forgets was not noticed"]


ACTS = {"bad-sample": forgetful, "cancelled": cancelled, "flush": flushed, "clock": clock, "restart-zoom": restarted_zoom,
        "restart-computer": restarted_computer, "reinstall": reinstalled, "conflict": somebody_elses,
        "remembered-settings": remembered_settings}


def rows_of(act):
    if act == "fixes":
        return {**{name: lambda mac, row=row: there_and_back(mac, row) for name, row in FIXES.items()}, **ACTS}
    return kills.ROWS if act == "kills" else hostile.ROWS


def play(name, row, programs, wrap):
    try:
        with macs.Mac(programs, wrap) as mac:
            complaints = list(row(mac))
            if mac.unscripted():
                complaints.append(f"no script knows: {mac.unscripted()[:300]}")
    except Exception:  # the lab's own trouble is a wrong result, and the others still run
        complaints = [traceback.format_exc(limit=-3)]
    print(f"{name:<28} {'WRONG' if complaints else 'ok'}", *[f"\n    {one}" for one in complaints], sep="", flush=True)
    return bool(complaints)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("act", choices=["fixes", "kills", "hostile"])
    parser.add_argument("--programs", required=True)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    wrap = macs.alone()
    if wrap is None:
        print("skipped: no network of its own can be had here (unshare)")
        return SKIP
    rows = {name: row for name, row in rows_of(options.act).items() if not options.only or name in options.only}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        wrong = sum(pool.map(lambda name: play(name, rows[name], options.programs, wrap), rows))
    print(f"{len(rows) - wrong} of {len(rows)} as they should be")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
