#!/usr/bin/python3
"""Runs the Catch2 suites of the Windows build under Wine, one program after the other.

    suites.py --build build/windows [SUITE ...]

Ends with 1 where a test fails. They see no network but their own loopback.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import time

import wine

LONGEST = 300  # seconds for one suite
ALONE = ["unshare", "-n", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"]

# What is left out under Wine 8, and why. All else must pass.
NO_TLS_SERVER = "Wine's Schannel can't serve TLS (its GnuTLS can't decrypt); as a client it can"
POSIX = "made of this system's modes, links, devices or sh"
LEFT_OUT = {
    "core": {
        "tls:*": NO_TLS_SERVER, "http probe:*": NO_TLS_SERVER, "status:*": NO_TLS_SERVER,
        "http: a redirect that must not be followed*": NO_TLS_SERVER,
        "http: each way a connection can break*": NO_TLS_SERVER,
        "http: a body without a length*": NO_TLS_SERVER,
        "http: through a proxy a secure page*": NO_TLS_SERVER,
        "http: what a proxy itself says*": NO_TLS_SERVER,
        "http: over TLS*": NO_TLS_SERVER, "proxy script: it is fetched*": NO_TLS_SERVER,
        "proxy: SOCKS proxies that work*": NO_TLS_SERVER, "proxy: an https proxy*": NO_TLS_SERVER,
        "proxy: one that wants a login*": NO_TLS_SERVER, "proxy: one that works*": NO_TLS_SERVER,
        "proxy: what is wrong with TLS*": NO_TLS_SERVER,
        "proxy: a dead one is told*": "Windows tries a closed port for 2 s before it says so",
        "journal: a folder of its own*": POSIX, "journal: what a link leads to*": POSIX,
        "script source: a file*": POSIX,
        "udp: a closed port*": "Wine does not hand on that a datagram was refused",
        "udp: of two addresses*": "Wine does not hand on that a datagram was refused",
        "dns: a server whose port is closed*": "Wine does not hand on that a datagram was refused",
        "download: *": NO_TLS_SERVER, "package fetch: *": NO_TLS_SERVER,
    },
    "gui": {
        "pages: for every cause*": "off the screen Wine measures texts by a font of another height",
        "loop gap:*": "beside other work it measures Wine's server, which all its threads wait for",
    },
    "platform": {
        "pac:*": POSIX, "process tools:*": POSIX, "commands:*": POSIX,
        "file edit: a full second name*": POSIX, "hosts: the pin goes and comes back*": POSIX,
        "linux restart: a folder that can't be written*": POSIX, "linux restart: without systemd*": POSIX,
        "linux restart: word for the wizard*": POSIX, "zoom client: NetworkManager*": POSIX,
        "mac restart: *": POSIX, "reinstall on macOS: killed*": POSIX,
        "zoom client: a deb*": POSIX, "zoom client: an rpm*": POSIX,
        "helper inside:*": "what the tests of the helper run, in a place of theirs",
    },
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build/windows")
    parser.add_argument("suites", nargs="*")
    return parser.parse_args()


def play(windows, program, env):
    """Whether all passed; prints a row, and what was said where one did not."""
    start = time.monotonic()
    left_out = [f"~{test}" for test in LEFT_OUT.get(os.path.basename(program)[6:-4], {})]
    try:
        done = windows.run_done(program, "-d", "yes", *left_out, timeout=LONGEST,
                                env={**env, "QT_QPA_PLATFORM": "offscreen"})
        said, status = done.stderr + done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        said, status = (late.stdout or b"").decode(errors="replace"), "too long"
    seconds = time.monotonic() - start
    summary = re.search(r"All tests passed.*|test cases: .*\n.*assertions: .*", said)
    name = os.path.basename(program)[:-4]
    row = f"{name:<18} {seconds:6.1f} s  {summary[0] if summary else f'ended early: {status}'}"
    print(row, flush=True)
    if status == 0 and summary:
        return True
    # Without a summary the last test that was timed is the one before the one that ended it all.
    lines = [line for line in said.splitlines() if not re.match(r"\d+\.\d+ s: ", line)] if summary \
        else said.splitlines()[-30:]
    print("\n".join(lines[-200:]))
    return False


def main():
    options = arguments()
    build = os.path.abspath(options.build)
    programs = [p for p in sorted(glob.glob(f"{build}/bin/tests_*.exe"))
                if not options.suites or os.path.basename(p)[6:-4] in options.suites]
    if not programs:
        sys.exit(f"no suites in {build}/bin")
    env = wine.from_build(build)
    windows = wine.Wine(f"{build}/wine/suites", ALONE)
    try:
        results = [play(windows, program, env) for program in programs]
    finally:
        windows.end()
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
