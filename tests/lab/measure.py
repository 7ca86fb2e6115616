"""Runs the program once and measures it: time, exit status, and the memory of it and its children."""

import dataclasses
import json
import os
import signal
import subprocess
import threading
import time

PATIENCE = 30  # seconds; far over any bound, so that a hang is seen as one
PROGRAM = "reconnect2026"  # the first letters of the names of all our programs


@dataclasses.dataclass
class Run:
    seconds: float
    status: int
    report: dict  # empty where standard output was not JSON
    error: str
    peak_kib: int  # resident, at most, of all our processes together
    again: dict = dataclasses.field(default_factory=dict)  # reached once more from the saved report


def diagnose(world, cli, endpoints):
    argv = [*world.enter, *world.wrap, cli, "diagnose", "--json", "--endpoints", endpoints]
    with open(f"{world.dir}/stdout", "w+b") as out, open(f"{world.dir}/stderr", "w+b") as err:
        start = time.monotonic()
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   env=world.env, cwd=world.dir, start_new_session=True)
        peak = watch(process, start + PATIENCE)
        seconds = time.monotonic() - start
        out.seek(0)
        err.seek(0)
        text, complaint = out.read(), err.read().decode(errors="replace")
    try:
        report = json.loads(text)
    except ValueError:
        report = {}
        complaint += f"\nnot JSON: {text[:300]!r}"
    again = from_saved(cli, text) if report else {}
    return Run(seconds, process.returncode, report, complaint.strip(), peak, again)


def from_saved(cli, report):
    done = subprocess.run([cli, "diagnose", "--json", "--from", "-"], input=report,
                          capture_output=True, timeout=PATIENCE, env={"LANG": "C"})
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {}


def watch(process, deadline):
    """Waits for the end, and gives the largest sum of resident memory seen on the way.

    Every process' own peak counts (VmHWM), so looking now and then misses little."""
    peak, done = 0, threading.Event()

    def look():
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, sum(map(resident, ours(process.pid))))
            if time.monotonic() > deadline:
                os.killpg(process.pid, signal.SIGKILL)

    watcher = threading.Thread(target=look)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return peak


def ours(pid, parent="", inside=False):
    """The processes under this one that are our program, or were started by it."""
    program = read_link(f"/proc/{pid}/exe")
    if inside and program == parent:
        return []  # forked and about to run another: its memory is its parent's still
    inside = inside or os.path.basename(program).startswith(PROGRAM)
    found = [pid] if inside else []
    for thread in list_folder(f"/proc/{pid}/task"):
        for child in read(f"/proc/{pid}/task/{thread}/children").split():
            found += ours(int(child), program, inside)
    return found


def resident(pid):
    for line in read(f"/proc/{pid}/status").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


def read(path):
    try:
        with open(path, encoding="ascii", errors="replace") as source:
            return source.read()
    except OSError:
        return ""


def list_folder(path):
    try:
        return os.listdir(path)
    except OSError:
        return []


def read_link(path):
    try:
        return os.readlink(path)
    except OSError:
        return ""
