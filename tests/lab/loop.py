#!/usr/bin/python3
"""Runs the real checks behind the real window in the slowest networks of the table, and asks how long
the window's thread stood still, how soon Cancel was answered, and whether the verdict is the right one.

    loop.py --program PATH/loop_gap

Needs root, for network namespaces; without it, it says so and exits 77.
"""

import argparse
import json
import os
import sys

import process
import run as lab
import world

SLOWEST = ["resolver-silent", "delay-2s", "drop+dead-proxy", "loss-50"]
GAP_MS, CANCEL_MS = 50, 200
TRIES = 3  # other programs take the processor too: what counts is what the window can keep to


def ask(place, program, *arguments):
    argv = [*place.enter, *place.wrap, program, "--endpoints", f"{lab.HERE}/endpoints.json",
            *arguments]
    env = {**place.env, "QT_QPA_PLATFORM": "offscreen"}
    return json.loads(process.run(*argv, env=env, cwd=place.dir))


def best(place, program, key, bound, *arguments):
    figure = float("inf")
    for _ in range(TRIES):
        answer = ask(place, program, *arguments)
        if answer[key] >= 0:
            figure = min(figure, answer[key])
        if figure < bound:
            break
    return figure, answer


def play(scenario, place, program):
    place.reset()
    scenario.change(place)
    gap, whole = best(place, program, "max_gap_ms", GAP_MS)
    cancel, _ = best(place, program, "cancel_answered_ms", CANCEL_MS, "--cancel-after", "1000")
    right = whole["cause"] in scenario.expect.split("|")
    good = right and gap < GAP_MS and cancel <= CANCEL_MS
    print(f"{scenario.name:<24} {whole['cause']:<20} {whole['duration_ms'] / 1000:5.2f} s  "
          f"gap {gap:5.1f} ms  cancel {cancel:5.1f} ms  {'ok' if good else 'WRONG'}", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=os.path.join(lab.HERE, "../../build/dev/bin/loop_gap"))
    options = parser.parse_args()
    reason = lab.why_not()
    if reason:
        return lab.skipped(reason)
    with lab.own_ground() as folder:
        place = world.World(0, lab.certificates.Certificates(f"{folder}/pki"))
        results = [play(s, place, os.path.abspath(options.program)) for s in lab.chosen(SLOWEST)]
    print(f"bounds: gap {GAP_MS} ms, cancel {CANCEL_MS} ms")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
