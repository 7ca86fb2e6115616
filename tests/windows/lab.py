#!/usr/bin/python3
"""Plays the lab's scenarios with the Windows program under Wine, and compares its verdicts with those
that the Linux program is held to (tests/lab).

    lab.py --programs "build/windows/Reconnect 2026" [--workers N] [--only NAME ...] [--results DIR]

Needs root. Passes where at least 20 scenarios have the same verdict, and each that differs is one
that DIFFERS explains.
"""

import argparse
import dataclasses
import json
import os
import queue
import shutil
import sys
import threading
import time
import traceback

import wine

import faults  # of tests/lab, as all below
import judge
import measure
import process
import run
import world

LEAST = 20
TOO_BUSY = 2000  # ms of a checkup's four seconds
ALIKE = ["healthy", "healthy-no-ipv6", "status-minor", "hosts-commented", "hosts-right-pin",
         "proxy-works-direct-blocked", "first-resolver-silent",
         "link-down", "no-address", "no-default-route", "router-drops-all", "portal-redirect",
         "portal-page", "portal-by-dns", "udp-dropped", "ipv6-drops",
         "resolver-silent", "resolver-refuses", "no-resolver", "names-nxdomain", "names-null",
         "hijack-other-server", "hosts-wrong-pin", "hosts-loopback",
         "drop-by-address", "tcp-reset", "admin-prohibited", "sni-reset",
         "proxy-dead-environment", "proxy-name-unknown", "squid-403", "squid-407", "pac-404",
         "inspected", "self-signed", "expired-for-zoom-alone", "clock-ahead",
         "zoom-refuses", "zoom-503", "zoom-us-gone", "hosts+dead-proxy", "status-html",
         # The last, because a Wine does not forget an authority that it has once trusted.
         "inspection-trusted"]
# Under Wine these may end otherwise, for these reasons; on Windows they are not known to.
DIFFERS = {
    "admin-prohibited": "Wine hands on Linux' EACCES for ICMPv6 as WSAEACCES, which on Windows only a "
                        "filter of this computer says",
    "pac-404": "Wine's WinINet knows of no script (AutoConfigURL); the adapter's tests have one",
}
SETTINGS = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Internet Settings"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", default="build/windows/Reconnect 2026")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--results", metavar="DIR", help="keep every report here")
    return parser.parse_args()


# --- a Windows' own settings in place of a Linux desktop's -------------------------------------
def proxy(place, url, **more):
    place.proxy = {"ProxyEnable": 1, "ProxyServer": url.removeprefix("http://")}
    if "no_proxy" in more:
        place.proxy["ProxyOverride"] = more["no_proxy"].replace(",", ";")


def proxy_or_script(place, url=None, script=None):
    if url:
        proxy(place, url)
    else:
        place.proxy = {"AutoConfigURL": script}


faults.proxy_environment = proxy
faults.proxy_gnome = proxy_or_script


def registry_file(values):
    """What `regedit /S` reads; a value that is not wanted is removed."""
    lines = ["REGEDIT4", "", f"[{SETTINGS}]"]
    for name in ("ProxyEnable", "ProxyServer", "ProxyOverride", "AutoConfigURL"):
        value = values.get(name)
        lines.append(f'"{name}"=-' if value is None else f'"{name}"=dword:{value:08x}'
                     if isinstance(value, int) else f'"{name}"="{value}"')
    return "\r\n".join(lines) + "\r\n"


class Windows:
    """One worker's Windows, started anew in the scenario's network: sockets belong to its server, and
    so does the knowledge of which authorities this computer trusts."""

    def __init__(self, folder):
        self.wine = wine.Wine(folder)
        self.written = {}

    def diagnose(self, place, cli, endpoints):
        self.wine.enter = place.enter
        own = {name: value for name, value in place.env.items()
               if "FAKETIME" in name or name in ("LD_PRELOAD", "DONT_FAKE_MONOTONIC")}
        # Wine sets itself up anew where its own files' times have changed.
        own["NO_FAKE_STAT"] = "1"
        shutil.copy(f"{place.etc['c']}/hosts",
                    self.wine.path(r"C:\windows\system32\drivers\etc\hosts"))
        try:
            if place.proxy != self.written:
                path = f"{self.wine.folder}/proxy.reg"
                process.write(path, registry_file(place.proxy))
                self.wine.run("regedit", "/S", wine.unix_path(path))
                self.wine.settle()
                self.written = place.proxy
            done = self.wine.run_done(cli, "diagnose", "--json", "--endpoints",
                                      wine.unix_path(endpoints), timeout=measure.PATIENCE, env=own)
        finally:
            self.wine.end()
        try:
            report = json.loads(done.stdout)
        except ValueError:
            report = {}
        seconds = report.get("duration_ms", 0) / 1000  # without Wine's own start
        # A saved report is judged by the same code on every system; the Linux lab tries that.
        return measure.Run(seconds, done.returncode, report, done.stderr.strip(), 0, report)


def trusting_alone(place):
    """Trusts the lab's authority and no other: Wine brings every one of /etc/ssl into its registry
    when it starts, which takes it up to 16 seconds, with the program waiting."""
    folder = f"{place.dir}/ssl/certs"
    shutil.rmtree(folder)
    os.makedirs(folder)
    run.certificates.install(place.trust.path("root.pem"), folder)
    return place


class Worker(threading.Thread):
    def __init__(self, number, trust, folder, waiting, options, told):
        super().__init__(daemon=True)
        self.number, self.trust, self.folder = number, trust, folder
        self.waiting, self.options, self.told = waiting, options, told

    def run(self):
        place = windows = None
        while True:
            try:
                scenario = self.waiting.get_nowait()
            except queue.Empty:
                return
            try:
                place = place or trusting_alone(world.World(self.number, self.trust))
                windows = windows or Windows(f"{self.folder}/wine{self.number}")
                self.told.put(self.play(scenario, place, windows))
            except process.NotInstalled as missing:
                self.told.put(judge.Result(scenario, f"needs {missing}", 0.0, 0, skipped=True))
            except Exception:  # the lab's own trouble is a wrong result, and the others still run
                broken = judge.Result(scenario, "lab trouble", 0.0, 0)
                broken.complaints.append(traceback.format_exc(limit=-3))
                self.told.put(broken)

    def play(self, scenario, place, windows):
        """Again where this computer had no time for the program, which then rightly says little, or
        where Wine fell: a fault of a Windows program is an exception and ends with a status of its
        own, and only Wine's Unix side dies of a signal (seen once in some 600, after the verdict)."""
        for _ in range(3):
            result, held_up, status = self.play_once(scenario, place, windows)
            if result.ok or (held_up < TOO_BUSY and status >= 0):
                break
            if status < 0:
                print(f"{scenario.name}: Wine died of signal {-status}", flush=True)
        return result

    def play_once(self, scenario, place, windows):
        place.reset()
        place.proxy = {}
        scenario.change(place)
        cli = os.path.join(os.path.abspath(self.options.programs), "reconnect2026-cli.exe")
        seen = windows.diagnose(place, cli, os.path.join(run.HERE, "endpoints.json"))
        if self.options.results and seen.report:
            process.write(os.path.join(self.options.results, f"{scenario.name}.json"),
                          json.dumps(seen.report, indent=1))
        # Times are Wine's here, and no one's to be held to.
        held_up = max((probe["detail"].get("heldUpMs", 0) for probe in seen.report.get("probes", [])), default=0)
        return judge.judge(dataclasses.replace(scenario, quick=False), seen), held_up, seen.status


def play_all(table, options, folder):
    trust = run.certificates.Certificates(f"{folder}/pki")
    waiting, told = queue.Queue(), queue.Queue()
    for scenario in table:
        waiting.put(scenario)
    for number in range(min(options.workers, len(table))):
        Worker(number, trust, folder, waiting, options, told).start()
    results = []
    while len(results) < len(table):
        results.append(told.get())
        print(row(results[-1]), flush=True)
    return results


def row(result):
    why = "" if result.ok or result.skipped else DIFFERS.get(result.scenario.name, "NOT EXPLAINED")
    mark = "skipped" if result.skipped else "same" if result.ok else "differs"
    line = f"{result.scenario.name:<30} {result.scenario.expect:<20} {result.got:<34} {mark}  {why}"
    return "\n".join([line.rstrip(), *([] if result.ok else [f"    {c}" for c in result.complaints])])


def main():
    options = arguments()
    reason = run.why_not() or ", ".join(wine.missing())
    if reason:
        return run.skipped(reason)
    known = {s.name: s for s in run.TABLE}
    table = [known[name] for name in options.only or ALIKE]
    if options.results:
        os.makedirs(options.results, exist_ok=True)
    start = time.monotonic()
    with run.own_ground() as folder:
        print(f"{'scenario':<30} {'the Linux program':<20} {'the Windows program':<34}")
        results = play_all(table, options, folder)
    same = sum(r.ok for r in results)
    unexplained = [r.scenario.name for r in results
                   if not r.ok and not r.skipped and r.scenario.name not in DIFFERS]
    print(f"{same} of {len(results)} verdicts are the same; without a reason: "
          f"{', '.join(unexplained) or 'none'}; {time.monotonic() - start:.0f} s")
    return 0 if not unexplained and (options.only or same >= LEAST) else 1


if __name__ == "__main__":
    sys.exit(main())
