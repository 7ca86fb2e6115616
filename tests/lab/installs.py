#!/usr/bin/python3
"""Reinstalls of Zoom by `fix`, from the download on, that must not work, or that are cut off in the
middle: nothing is removed or left half done without a true word about it.

    installs.py --cli PATH [--only NAME ...]

Needs root, for namespaces; without it, it says so and exits 77.
"""

import argparse
import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable

import certificates
import client
import process
import repairs
import run as lab
import world

OLD, NEW = "6.7.0.100", "6.7.5.6891"
BEGUN = "/var/log/begun"  # the package writes it while it is being set up
SLOW = {"postinst": f"#!/bin/sh\necho hello; touch {BEGUN}; sleep 2; echo there\n"}
FAILING = {"postinst": "#!/bin/sh\nexit 1\n"}


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    error: str  # token
    options: dict = dataclasses.field(default_factory=dict)  # of client.downloads
    prepare: Callable = lambda place: None


def cut(data):
    return data[:-300]


def flipped(at):
    def change(data):
        changed = bytearray(data)
        changed[at] ^= 0x55
        return bytes(changed)
    return change


def hold(path):
    """Another program that installs something."""
    def begin(place):
        lines = f"import fcntl, time; f = open('{path}', 'w'); fcntl.lockf(f, fcntl.LOCK_EX); print(1); time.sleep(99)"
        holder = subprocess.Popen([*place.enter, "/usr/bin/python3", "-uc", lines], stdout=subprocess.PIPE,
                                  start_new_session=True)
        place.guests.append(holder)
        holder.stdout.read(1)
    return begin


def full(where):
    def begin(place):
        process.run(*place.enter, "sh", "-ec", f"mkdir -p {where}; mount -t tmpfs -o size=4k none {where}")
    return begin


def of_person(place):
    full(f"{place.home}/.cache")(place)


REFUSED = [
    Row("tampered", "not-trusted", {"damage": flipped(200)}),
    Row("other-key", "not-trusted", {"other_key": True}),
    Row("truncated", "malformed", {"damage": cut}),
    Row("locked", "busy", {}, hold("/var/lib/dpkg/lock-frontend")),
    Row("full-for-download", "no-space", {}, of_person),
    Row("full-for-copy", "no-space", {}, full("/var/lib/reconnect2026/packages")),
    Row("rpm-tampered", "not-trusted", {"kind": "rpm", "damage": flipped(-20)}),
    Row("rpm-other-key", "not-trusted", {"kind": "rpm", "other_key": True}),
    Row("rpm-truncated", "not-trusted", {"kind": "rpm", "damage": cut}),
    Row("rpm-locked", "busy", {"kind": "rpm"}, hold("/root/.rpmdb/.rpm.lock")),
]


class Bench:
    def __init__(self, place, cli):
        self.place, self.cli, self.complaints = place, cli, []

    def begin(self, **options):
        self.place.reset()
        os.chmod(self.place.home, 0o755)
        self.place.helper = os.path.join(os.path.dirname(self.cli), "reconnect2026-helper")
        client.downloads(self.place, NEW, installed=OLD, **options)

    def expect(self, what, got, wanted):
        if got != wanted:
            self.complaints.append(f"{what}: {str(got)[:700]!r}, not {wanted!r}")

    def inside(self, *words):
        return process.run(*self.place.enter, *words, check=False)

    def state(self):
        """Of the client, as the tools and the disk have it."""
        return [self.inside("cat", "/opt/zoom/zoom"), self.inside("rpm", "-qa", "zoom*"),
                self.inside("dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", "zoom")]

    def package(self):
        return self.state()[2]

    def ask(self, *words):
        return repairs.Computer(self.place, self.cli).ask(*words, endpoints=words[0] != "undo")

    def listed(self):
        return self.ask("undo", "--list")[1].get("changes", ["unreadable"])


def refused(bench, row):
    bench.begin(**row.options)
    row.prepare(bench.place)
    before = bench.state()
    status, outcome = bench.ask("fix", "reinstall-zoom", "--yes")
    error = outcome.get("error") or {}
    if not isinstance(error, dict):
        error = {"sentence": error}
    bench.expect("fix", (status, outcome.get("ending"), error.get("code")), (1, "failed", row.error))
    bench.expect("one plain sentence", error.get("sentence", "").endswith("."), True)
    bench.expect("nothing changed", bench.state(), before)
    bench.expect("listed", bench.listed(), [])
    left = bench.inside("sh", "-c", "ls -d /var/lib/reconnect2026/packages/work-*")
    bench.expect("left behind", left, "")


def fails_to_set_up(bench):
    """What the system's own list says is told, and the next time it is made whole."""
    bench.begin(scripts=FAILING)
    status, outcome = bench.ask("fix", "reinstall-zoom", "--yes")
    error = outcome.get("error") or {}
    bench.expect("fix", (status, error.get("code")), (1, "half-done"))
    bench.expect("state", bench.package(), f"half-configured {NEW}")
    bench.expect("words", "not set up" in error.get("sentence", ""), True)
    bench.expect("verdict", bench.ask("diagnose")[1].get("verdict", {}).get("cause"), "client-corrupt")
    client.publish(bench.place, "deb", NEW)
    status, outcome = bench.ask("fix", "reinstall-zoom", "--yes")
    bench.expect("again", (status, outcome.get("ending")), (0, "kept"))
    bench.expect("whole", bench.package(), f"installed {NEW}")


def in_the_middle(bench, number, to_all):
    """Stops the program while dpkg sets the package up; the answer is what it still said."""
    bench.begin(scripts=SLOW)
    bench.inside("rm", "-f", BEGUN)
    argv = [*bench.place.enter, bench.cli, "fix", "reinstall-zoom", "--yes", "--json", "--endpoints",
            f"{os.path.dirname(bench.cli)}/endpoints.json"]
    run = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                           env=bench.place.env, cwd=bench.place.dir, start_new_session=True)
    process.until(lambda: subprocess.run([*bench.place.enter, "test", "-e", BEGUN], check=False).returncode == 0,
                  run, seconds=60)
    (os.killpg if to_all else os.kill)(run.pid, number)
    said = run.communicate(timeout=repairs.PATIENCE)[0]
    deadline = time.monotonic() + 20
    while bench.package() != f"installed {NEW}" and time.monotonic() < deadline:
        time.sleep(0.1)
    bench.expect("dpkg came to its end", bench.package(), f"installed {NEW}")
    while bench.inside("pidof", "reconnect2026-helper") and time.monotonic() < deadline:
        time.sleep(0.1)
    listed = bench.listed()
    bench.expect("listed", [(c["change"], c["standing"]) for c in listed], [("reinstall-zoom", "final")])
    bench.expect("another time", bench.ask("fix", "reinstall-zoom", "--yes")[0], 0)
    return said


def interrupted(bench):
    said = json.loads(in_the_middle(bench, signal.SIGINT, to_all=True))
    bench.expect("what stays is told", [c["change"] for c in said["changes"]], ["reinstall-zoom"])


def killed(bench):
    in_the_middle(bench, signal.SIGKILL, to_all=False)


def killed_all(bench):
    in_the_middle(bench, signal.SIGKILL, to_all=True)


CUT_OFF = {"postinst-fails": fails_to_set_up, "interrupted": interrupted, "killed": killed,
           "killed-with-all": killed_all}


def play(bench, name, act):
    try:
        act()
    except process.NotInstalled as missing:
        return f"skipped, needs {missing}"
    except Exception:  # the lab's own trouble is a wrong result, and the others still run
        bench.complaints.append(traceback.format_exc(limit=-3))
    return "WRONG" if bench.complaints else "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", default=os.path.join(lab.HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    reason = lab.why_not()
    if reason:
        return lab.skipped(reason)
    rows = {**{row.name: lambda bench, row=row: refused(bench, row) for row in REFUSED}, **CUT_OFF}
    names, wrong = options.only or list(rows), 0
    with lab.own_ground() as folder:
        beside = os.path.dirname(os.path.abspath(options.cli))
        cli = lab.lay_out(f"{beside}/lab/{os.path.basename(options.cli)}", folder)
        place = world.World(0, certificates.Certificates(f"{folder}/pki"))
        for name in names:
            bench = Bench(place, cli)
            mark = play(bench, name, lambda: rows[name](bench))
            wrong += bool(bench.complaints)
            print(f"{name:<24} {mark}", flush=True)
            for complaint in bench.complaints:
                print(f"    {complaint}", flush=True)
    print(f"{len(names) - wrong} of {len(names)} as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
