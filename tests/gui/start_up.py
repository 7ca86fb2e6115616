#!/usr/bin/python3
"""Measures the time from start to the first painted window: the wizard's, and an empty QWizard's.

    with_screen.sh 1024x600 start_up.py OURS EMPTY

Both in turn on the same screen, so that what else the machine does weighs on both alike. Ends with 1
where ours takes more than 1.3 times as long.
"""

import os
import statistics
import subprocess
import sys
import time

ROUNDS, WORST, TRIES = 11, 1.3, 3


def once(program):
    env = {**os.environ, "STARTED_NS": str(time.monotonic_ns())}
    ran = subprocess.run([program], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         timeout=60, check=True)
    return float(ran.stdout)


def main(ours, empty):
    for program in (ours, empty):
        once(program)  # the first start reads the disk
    best = float("inf")
    for _ in range(TRIES):
        times = {ours: [], empty: []}
        for _ in range(ROUNDS):
            for program in (ours, empty):
                times[program].append(once(program))
        mine, least = (statistics.median(times[program]) for program in (ours, empty))
        ratio = mine / least
        print(f"first painted window: ours {mine:.1f} ms, empty wizard {least:.1f} ms, "
              f"ratio {ratio:.2f} (median of {ROUNDS}, bound {WORST})", flush=True)
        best = min(best, ratio)
        if best <= WORST:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
