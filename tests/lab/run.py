#!/usr/bin/python3
"""Runs the real command line in real networks that are broken in known ways.

    run.py --cli PATH [--workers N] [--only NAME ...] [--results DIR] [--keep]
    run.py --list | clean

Needs root, for network namespaces; without it, it says so and exits 77.
"""

import argparse
import contextlib
import json
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback

import certificates
import judge
import measure
import process
import scenarios
import scenarios_more
import world

HERE = os.path.dirname(os.path.abspath(__file__))
SKIP = 77
TABLE = [*scenarios.HEALTHY, *scenarios.NETWORK, *scenarios.NAMES, *scenarios_more.FIREWALLS,
         *scenarios_more.PROXIES, *scenarios_more.CERTIFICATES, *scenarios_more.ZOOM_ITSELF,
         *scenarios_more.PAIRS, *scenarios_more.HOSTILE]
TOOLS = ["ip", "nft", "nginx", "unbound", "turnserver", "openssl",
         "faketime"]  # what every world needs


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", nargs="?", choices=["clean"],
                        help="remove what crashed runs left behind")
    parser.add_argument("--cli", default=os.path.join(HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--results", metavar="DIR", help="keep every report here")
    parser.add_argument("--keep", action="store_true",
                        help="after the last scenario wait for Enter, with the network still broken")
    parser.add_argument("--list", action="store_true", dest="listing")
    return parser.parse_args()


def chosen(names):
    unknown = set(names) - {s.name for s in TABLE}
    if unknown:
        sys.exit(f"no such scenario: {', '.join(sorted(unknown))}")
    return [s for s in TABLE if not names or s.name in names]


def why_not():
    if os.geteuid() != 0:
        return "network namespaces need root"
    missing = [tool for tool in TOOLS if not shutil.which(tool, path=process.PATH)]
    if missing:
        return f"not installed: {', '.join(missing)}"
    return None


def skipped(reason):
    """What runs unattended has to run: there a skip is a failure."""
    print(f"skipped: {reason}")
    return 1 if os.environ.get("CI") else SKIP


class Worker(threading.Thread):
    """Takes scenarios from the queue and plays them in a world of its own."""

    def __init__(self, number, trust, waiting, options, told):
        super().__init__(daemon=True)
        self.number, self.trust, self.waiting = number, trust, waiting
        self.options, self.told = options, told

    def run(self):
        place = None
        while True:
            try:
                scenario = self.waiting.get_nowait()
            except queue.Empty:
                return
            try:
                place = place or world.World(self.number, self.trust)
                self.told.put(self.play(scenario, place))
            except process.NotInstalled as missing:
                self.told.put(judge.Result(scenario, f"needs {missing}", 0.0, 0, skipped=True))
            except Exception:  # the lab's own trouble is a wrong result, and the others still run
                broken = judge.Result(scenario, "lab trouble", 0.0, 0)
                broken.complaints.append(traceback.format_exc(limit=-3))
                self.told.put(broken)

    def play(self, scenario, place):
        place.reset()
        scenario.change(place)
        run = measure.diagnose(place, self.options.cli,
                               os.path.join(os.path.dirname(self.options.cli), "endpoints.json"))
        if self.options.results and run.report:
            path = os.path.join(self.options.results, f"{scenario.name}.json")
            with open(path, "w", encoding="utf-8") as out:
                json.dump(run.report, out, indent=1)
        if self.options.keep:
            names = ", ".join(ns.name for ns in place.namespaces)
            input(f"{scenario.name}: {judge.judge(scenario, run).got}\nkept: {names}\nEnter ends it")
        return judge.judge(scenario, run)


def lay_out(cli, folder):
    """The programs and their list of hosts where any user may read them: a clone may lie in root's
    home, and some scenarios are another user's."""
    beside = os.path.dirname(cli)
    for path in (cli, os.path.join(beside, "reconnect2026-pac"),
                 os.path.join(beside, "reconnect2026-helper"), os.path.join(HERE, "endpoints.json")):
        if os.path.exists(path):
            shutil.copy(path, folder)
    return os.path.join(folder, os.path.basename(cli))


def play_all(table, options, folder):
    options.cli = lay_out(os.path.abspath(options.cli), folder)
    trust = certificates.Certificates(f"{folder}/pki")
    waiting, told = queue.Queue(), queue.Queue()
    for scenario in table:
        waiting.put(scenario)
    count = 1 if options.keep else min(options.workers, len(table))
    for number in range(count):
        Worker(number, trust, waiting, options, told).start()
    results = []
    while len(results) < len(table):
        results.append(told.get())
        print(judge.row(results[-1]), flush=True)
    return results


@contextlib.contextmanager
def own_ground():
    """A folder for the run; whatever ends it, its namespaces, files and servers are removed."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda n, _frame: sys.exit(128 + n))
    os.environ["PATH"] = process.PATH
    world.clean()
    folder = tempfile.mkdtemp(prefix=f"{world.PREFIX}{os.getpid()}-")
    os.chmod(folder, 0o755)
    try:
        yield folder
    finally:
        world.clean(os.getpid())


def main():
    options = arguments()
    if options.command == "clean":
        print("\n".join(world.clean()) or "nothing was left behind")
        return 0
    assert len({s.name for s in TABLE}) == len(TABLE), "two scenarios with one name"
    table = chosen(options.only)
    if options.listing:
        for s in table:
            print(f"{s.name:<32} {s.expect:<36} {s.words}")
        return 0
    reason = why_not()
    if reason:
        return skipped(reason)
    if not os.path.exists(options.cli):
        sys.exit(f"no program at {options.cli}: build it first, or give --cli")
    if options.results:
        os.makedirs(options.results, exist_ok=True)
    started = time.monotonic()
    with own_ground() as folder:
        print(judge.heading(), flush=True)
        results = play_all(table, options, folder)
    summary, passed = judge.total(results)
    print(f"{summary}\n  {time.monotonic() - started:.0f} s for all")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
