#!/usr/bin/python3
"""Kills the program, and the helper, before every call that changes something while they mend a
computer, and asks afterwards: is all as it was, or does undo bring it back, byte for byte?

    kills.py --cli PATH [--only NAME ...]

Needs root, for network namespaces, and a C compiler; without them it says so and exits 77.
"""

import argparse
import os
import shutil
import subprocess
import sys

import certificates
import repairs
import run as lab
import world

PROGRAMS = ["reconnect2026-cli", "reconnect2026-helper"]


class Bench:
    """One computer with one fault, made anew for every kill."""

    def __init__(self, place, cli, shim):
        self.place, self.cli, self.shim = place, cli, shim
        self.counts = f"{place.dir}/count"

    def break_down(self, repair):
        paths = repairs.break_down(repair, self.place, self.cli)
        return paths, repairs.snapshot(paths)

    def fix(self, repair, program, at):
        """Mends, and kills `program` before its call number `at`; the number of calls for 0."""
        computer = repairs.Computer(self.place, self.cli)
        if os.path.exists(self.counts):
            os.remove(self.counts)
        env = dict(self.place.env)
        self.place.env.update({"LD_PRELOAD": self.shim, "KILL_PROGRAM": program, "KILL_AT": str(at),
                               "KILL_COUNT": self.counts})
        try:
            computer.ask("fix", repair.fix, "--yes")
        finally:
            self.place.env = env
        if at:
            return 0
        with open(self.counts, encoding="ascii") as counted:
            return int(counted.read())

    def undo(self):
        computer = repairs.Computer(self.place, self.cli)
        status, told = computer.ask("undo", "--all", "--yes", endpoints=False)
        _, left = computer.ask("undo", "--list", endpoints=False)
        return status, told, left.get("changes", ["unreadable"])


def play(repair, program, bench):
    """How often nothing had happened, how often undo brought it back, and what went wrong."""
    bench.break_down(repair)
    try:
        calls = bench.fix(repair, program, 0)
    except FileNotFoundError:
        return 0, 0, 0, []  # this repair does without the program
    untouched, undone, wrong = 0, 0, []
    for at in range(1, calls + 1):
        paths, before = bench.break_down(repair)
        bench.fix(repair, program, at)
        as_before = repairs.snapshot(paths) == before
        status, told, left = bench.undo()
        if repairs.snapshot(paths) != before or left:
            wrong.append(f"killed before call {at} of {calls}: undo ended with {status}, {told}; "
                         f"left: {left}")
        elif as_before:
            untouched += 1
        else:
            undone += 1
    return calls, untouched, undone, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", default=os.path.join(lab.HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    reason = lab.why_not() or (None if shutil.which("cc") else "not installed: cc")
    if reason:
        return lab.skipped(reason)
    table = [r for r in repairs.TABLE if r.reversible and (not options.only or r.name in options.only)]
    total, failed = 0, 0
    with lab.own_ground() as folder:
        cli = lab.lay_out(os.path.abspath(options.cli), folder)
        shim = f"{folder}/kill_at.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, f"{lab.HERE}/kill_at.c", "-ldl"], check=True)
        bench = Bench(world.World(0, certificates.Certificates(f"{folder}/pki")), cli, shim)
        for repair in table:
            for program in PROGRAMS:
                calls, untouched, undone, wrong = play(repair, program, bench)
                total, failed = total + calls, failed + len(wrong)
                print(f"{repair.name:<24} {program:<22} {calls:3} kills: {untouched:3} untouched, "
                      f"{undone:3} undone, {len(wrong):3} WRONG", flush=True)
                for complaint in wrong[:3]:
                    print(f"    {complaint[:600]}", flush=True)
    print(f"{total - failed} of {total} kills left nothing or were undone, byte for byte")
    return 1 if failed or not total else 0


if __name__ == "__main__":
    sys.exit(main())
