"""Processes and files: the few lines all of the lab shares."""

import ipaddress
import os
import shutil
import signal
import subprocess
import time


PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class NotInstalled(Exception):
    pass


FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


def need(program):
    if not shutil.which(program, path=PATH):
        raise NotInstalled(program)


def run(*argv, check=True, input=None, timeout=60, **options):
    done = subprocess.run(argv, input=input, text=True, capture_output=True, timeout=timeout,
                          **options)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(argv)}: exit {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def until(come, process, seconds=10):
    """Waits for it as long as the process lives that will bring it."""
    deadline = time.monotonic() + seconds
    while not come():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args[:3]} did not bring what was waited for")
        time.sleep(0.01)


def stop(process):
    """Ends a process and all it started, gently first."""
    for signal_, patience in ((signal.SIGTERM, 1), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, signal_)
            process.wait(patience)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
    process.wait(5)


def wait_for_port(process, address, port, protocol="tcp", seconds=10):
    """Waits until something in the process' namespace listens there (what ss would show)."""
    version = "6" if ":" in address else ""
    wanted = f":{port:04X}"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server for {address}:{port} ended with {process.returncode}")
        with open(f"/proc/{process.pid}/net/{protocol}{version}", encoding="ascii") as table:
            for line in table:
                fields = line.split()
                if (wanted in fields[1] and fields[3] in ("0A", "07")
                        and decode(fields[1]) in (address, "0.0.0.0", "::")):
                    return
        time.sleep(0.01)
    raise RuntimeError(f"nothing listens on {address}:{port}/{protocol}")


def decode(field):
    """The address of a /proc/net/tcp field: words in this machine's byte order, in hex."""
    raw = bytes.fromhex(field.split(":")[0])
    words = [raw[i:i + 4][::-1] for i in range(0, len(raw), 4)]
    return str(ipaddress.ip_address(b"".join(words)))
