#!/usr/bin/python3
"""Gives the installed helper orders that no honest program gives, as pkexec would: each is refused
with one typed answer, and nothing in /etc or in a journal is another than before.

    hostile_orders.py --cli PATH [--only NAME ...]

Needs root, for namespaces; without it, it says so and exits 77. No program's argument can hold a
NUL: the system ends it there. What is read from JSON can, and the unit tests give it that.
"""

import argparse
import dataclasses
import json
import os
import subprocess
import sys

import hostile_table as t
import installed
import process
import run as lab

HOSTS = "127.0.0.1 localhost\n192.0.2.99 zoom.us\n"
TOKENS = {"malformed", "not-found", "not-permitted", "not-trusted", "unsupported", "conflict"}


class Ground:
    """A computer's /etc, /var/lib and /usr, with the helper installed. `folder` is seen from both
    sides; root() is where the inside lies for us outside."""

    def __init__(self, folder, staged):
        self.folder = folder
        ready = f"{folder}/ready"
        lines = installed.ground(folder, staged, f"touch {ready}", "exec sleep infinity")
        self.holder = subprocess.Popen(["unshare", "-m", "-n", "sh", "-ec", "\n".join(lines)],
                                       start_new_session=True)
        process.until(lambda: os.path.exists(ready), self.holder)
        self.enter = ["nsenter", "-t", str(self.holder.pid), "-m", "-n", "--"]

    def inside(self, path):
        return f"/proc/{self.holder.pid}/root{path}"

    def make_new(self):
        """A pin to remove, and an entry of caller 1001 that is done."""
        self.sh(f"rm -rf /var/lib/reconnect2026 {self.folder}/victim; mkdir {self.folder}/victim")
        process.write(f"{self.folder}/victim/file", "precious\n")
        process.write(self.inside("/etc/hosts"), HOSTS)
        for caller, order in ((t.OTHER, t.GOOD), (t.CALLER, ["list"])):
            done, answer = self.order(t.Row("", order, uid=str(caller)))
            if done.returncode or not answer:
                raise RuntimeError(f"the helper does nothing at all: {done}")
        process.write(self.inside("/etc/hosts"), HOSTS)

    def sh(self, script):
        return process.run(*self.enter, "sh", "-ec", script)

    def order(self, row):
        """Starts the helper; the answer is None where it is not one typed one."""
        env = {"PATH": process.PATH, "PKEXEC_UID": row.uid, **row.env}
        env = ["env", "-i", *(f"{name}={value}" for name, value in env.items())]
        words = [word if isinstance(word, bytes) else os.fsencode(word) for word in row.words]
        argv = [*self.enter, *row.wrap, *env, row.program.format(folder=self.folder), *words]
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=30, check=False)
        return done, typed(done.stdout)

    def state(self):
        """Every file that an order could touch: what it is, and what it holds."""
        seen = {}
        for top in (self.inside("/etc"), self.inside("/var/lib/reconnect2026"), f"{self.folder}/victim"):
            for folder, folders, files in os.walk(top):
                # Where packages are copied to, to be looked at, is left empty. The lab's other
                # computers share this folder /etc: their networks come and go in it, and so does
                # what they write for a moment beside their own hosts file.
                folders[:] = [name for name in folders
                              if name != "netns" and (name != "packages" or os.listdir(f"{folder}/{name}"))]
                files = [name for name in files if name != ".hosts.reconnect2026"]
                for name in [*folders, *files, "."]:
                    path = os.path.join(folder, name)
                    info = os.lstat(path)
                    link = os.path.islink(path)
                    seen[path] = (info.st_mode, info.st_uid, info.st_gid, os.readlink(path) if link else
                                  None if os.path.isdir(path) else (info.st_size, info.st_mtime_ns))
        return seen


def typed(out):
    """The answer, after any lines that tell how far the work is."""
    *told, last, rest = out.split(b"\n") if b"\n" in out else (b"", out)
    try:
        answer = json.loads(last or b"")
        told = [json.loads(line) for line in told]
    except ValueError:
        return None
    if rest or not isinstance(answer, dict) or any(set(line) != {"tell", "thousandths"} for line in told):
        return None
    shape = {"ok", "said"} if answer.get("ok") is True else {"ok", "error", "detail"}
    return answer if set(answer) == shape else None


def refused(row, place):
    """What is wrong about how the row was taken, and the token of its error."""
    place.make_new()
    if row.before:
        row.before(place)
    before = place.state()
    wrong = []
    try:
        done, answer = place.order(row)
    except OSError as never_started:
        return ([] if row.wanted == t.SYSTEM else [str(never_started)]), t.SYSTEM
    if done.returncode == 0:
        wrong.append("it was carried out")
    elif done.returncode not in (1, 2):
        wrong.append(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    error = (answer or {}).get("error", "no typed answer")
    if error != row.wanted:
        wrong.append(f"{error}, not {row.wanted}: {done.stdout[:300]!r}")
    after = place.state()
    if after != before:
        wrong.append(f"changed: {sorted(p for p in {*before, *after} if before.get(p) != after.get(p))[:4]}")
    return wrong, error


def carried_out(row, place):
    """A good order in bad circumstances: done as if there were none, and undone."""
    place.make_new()
    before = process.read(place.inside("/etc/hosts"))
    done, answer = place.order(row)
    wrong = []
    after = process.read(place.inside("/etc/hosts"))
    if after != HOSTS.replace("192.0.2.99 zoom.us\n", ""):
        wrong.append(f"/etc/hosts is {after!r}: {answer}, {done.stderr[-200:]!r}")
    names = os.listdir(place.inside(f"{installed.JOURNALS}/{t.CALLER}"))
    if names != [f"{t.ID}.json"]:
        wrong.append(f"the journal holds {names}")
    else:
        entry = json.loads(process.read(place.inside(f"{installed.JOURNALS}/{t.CALLER}/{names[0]}")))
        if entry["phase"] != "applied":
            wrong.append(f"its phase is {entry['phase']}")
    done, answer = place.order(t.Row("", ["undo", t.ID]))
    if done.returncode or process.read(place.inside("/etc/hosts")) != before:
        wrong.append(f"undo: {answer}")
    return wrong, "done"


def may_raise_limits():
    """CAP_SYS_RESOURCE, in capabilities(7)."""
    status = process.read("/proc/self/status")
    held = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff"))
    return bool(int(held, 16) >> 24 & 1)


def play(table, judged, place):
    failed = 0
    for row in table:
        if row.raises_limits and not may_raise_limits():
            # Then it has to be refused like any other.
            row = dataclasses.replace(row, wanted="not-permitted")
            wrong, got = refused(row, place)
        else:
            wrong, got = judged(row, place)
        failed += bool(wrong)
        print(f"{row.name:<46} {got:<16} {'WRONG' if wrong else 'ok'}", flush=True)
        for complaint in wrong:
            print(f"    {complaint}", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", default=os.path.join(lab.HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    if os.geteuid() != 0:
        return lab.skipped("namespaces need root")

    def chosen(table):
        return [row for row in table if not options.only or row.name in options.only]
    with lab.own_ground() as folder:
        try:
            place = Ground(folder, installed.stage(options.cli, folder))
        except process.NotInstalled as missing:
            return lab.skipped(f"not installed: {missing}")
        try:
            hostile, good = chosen(t.HOSTILE), chosen(t.GOOD_IN_BAD_PLACES)
            wrong = play(hostile, refused, place)
            ill = play(good, carried_out, place)
        finally:
            process.stop(place.holder)
    print(f"{len(hostile) - wrong} of {len(hostile)} hostile orders refused with nothing changed; "
          f"{len(good) - ill} of {len(good)} good ones in bad places done and undone")
    return 1 if wrong or ill else 0


if __name__ == "__main__":
    sys.exit(main())
