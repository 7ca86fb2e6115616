#!/usr/bin/python3
"""Installs, starts and removes the program by its installer under Wine, and compares all files and the
registry before and after.

    installer.py INSTALLER

For all users and for one. Ends with 1 where something is not as it should be.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import wine
import process  # of tests/lab, which wine.py knows the way to
SETTINGS = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"
# A network where nobody answers, so that a checkup takes its time.
SILENT = ["unshare", "-n", "sh", "-c",
          "ip link set lo up; ip link add here type veth peer name there; ip link set there up; "
          "ip addr add 192.0.2.2/24 dev here; ip link set here up; ip route add default via 192.0.2.1; "
          'exec "$@"', "sh"]
LARGEST = 15 * 1024 * 1024
KEY = "Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\Reconnect2026"
FOLDERS = {"/AllUsers": "C:\\Program Files\\Reconnect 2026",
           "/CurrentUser": "C:\\users\\{user}\\AppData\\Local\\Programs\\Reconnect 2026"}
LINKS = {"/AllUsers": "C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\Reconnect 2026.lnk",
         "/CurrentUser": "C:\\users\\{user}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs"
                         "\\Reconnect 2026.lnk"}
# What Wine itself writes as programs come and go: its notes of time, devices, windows, trust.
WINES_OWN = re.compile(r"\\\\(Explorer\\\\|Wine\\\\|Services\\\\|Class\\\\|Enum\\\\|Control\\\\Video|HardwareConfig|"
                       r"Fonts|VolatileEnvironment|SystemCertificates|NetworkCards)|/temp/", re.I)
# What every Windows has before a first installation, and Wine has not; and where NSIS asks for the copy
# of itself in the temporary folder to be gone after a restart. "No proxy" is written by Wine where nothing
# is said, as soon as somebody asks.
OF_WINDOWS = re.compile(r"AppData/Local/Programs: None$|CurrentVersion\\\\Uninstall\]|"
                        r"PendingFileRenameOperations|Internet Settings\] \"ProxyEnable\": dword:00000000$")


def expect(truth, words):
    if not truth:
        raise AssertionError(words)


def look(windows):
    windows.settle()
    return windows.files(), {key: value for key, value in windows.registry().items()
                             if not key[2].startswith("#")}


def left_behind(before, after):
    lines = [f"file {line}" for line in wine.difference(before[0], after[0])]
    lines += [f"registry {line}" for line in wine.difference(before[1], after[1])]
    return [line for line in lines if not WINES_OWN.search(line) and not OF_WINDOWS.search(line)]


def wait_until(come, seconds=60):
    """The uninstaller goes on in a copy of its own, so its end says nothing."""
    deadline = time.monotonic() + seconds
    while not come() and time.monotonic() < deadline:
        time.sleep(0.1)


def proxy_is_on(windows):
    return "0x1" in windows.run("reg", "query", SETTINGS, "/v", "ProxyEnable")


def set_proxy(windows):
    windows.run("reg", "add", SETTINGS, "/v", "ProxyEnable", "/t", "REG_DWORD", "/d", "1", "/f")
    windows.run("reg", "add", SETTINGS, "/v", "ProxyServer", "/d", "127.0.0.1:9", "/f")


def forget_proxy(windows):
    windows.run("reg", "add", SETTINGS, "/v", "ProxyEnable", "/t", "REG_DWORD", "/d", "0", "/f")
    windows.run("reg", "delete", SETTINGS, "/v", "ProxyServer", "/f")


def cut_off_with_proxy_off(windows, folder):
    """A fix that is killed between its change and the look whether it helped; its checkup lasts for seconds
    on a silent network."""
    fix = windows.start(f"{folder}\\reconnect2026-cli.exe", "fix", "turn-off-proxy", "--yes",
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: not proxy_is_on(windows) or fix.poll() is not None)
    expect(fix.poll() is None and not proxy_is_on(windows), "the proxy was not turned off")
    fix.kill()
    fix.wait()
    expect(not proxy_is_on(windows), "the killed fix was taken back by itself")


class AlwaysOpen(threading.Thread):
    """Keeps the program running: one checkup begins before the last has ended."""

    def __init__(self, windows, folder):
        super().__init__(daemon=True)
        self.windows, self.program = windows, f"{folder}\\reconnect2026-cli.exe"
        self.over, self.running = threading.Event(), []

    def begin(self):
        new = self.windows.start(self.program, "diagnose", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.running.append(new)
        wait_until(lambda: "Qt6Network.dll" in process.read(f"/proc/{new.pid}/maps"))

    def run(self):
        while not self.over.wait(1):
            self.begin()
            for old in self.running[:-2]:
                old.wait()

    def __enter__(self):
        self.begin()
        self.start()

    def __exit__(self, *_):
        self.over.set()
        self.join()
        for one in self.running:
            one.kill()
            one.wait()


def refused_while_open(windows, folder, installer, mode):
    """Neither an upgrade nor a removal touches anything while the program runs."""
    before = windows.files()
    # Wine's own services may be started by these, and keep what they inherit: nothing of theirs is read.
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with AlwaysOpen(windows, folder):
        install = windows.start(wine.unix_path(installer), "/S", mode, **nowhere).wait(timeout=180)
        windows.start(f"{folder}\\uninstall.exe", "/S", **nowhere).wait(timeout=180)
        time.sleep(8)  # it goes on in a copy of its own
    expect(install == 4, f"with the program open the installer ends with {install}")
    after = windows.files()
    gone = [name for name in before if "Reconnect 2026/" in name and before[name] != after.get(name, "gone")]
    expect(not gone, f"with the program open {gone} were changed")


def round_trip(windows, installer, mode):
    folder = FOLDERS[mode].format(user=os.environ.get("USER", "root"))
    link = LINKS[mode].format(user=os.environ.get("USER", "root"))
    before = look(windows)
    for _ in range(2):  # the second time it takes its own place
        windows.run(wine.unix_path(installer), "/S", mode, timeout=180)
    windows.settle()
    for program in ("reconnect2026.exe", "reconnect2026-cli.exe", "reconnect2026-helper.exe",
                    "reconnect2026-pac.exe", "uninstall.exe"):
        expect(os.path.exists(windows.path(f"{folder}\\{program}")), f"no {program} in {folder}")
    expect(os.path.exists(windows.path(link)), f"no {link}")
    hive = "system" if mode == "/AllUsers" else "user"
    values = {name: value for (where, key, name), value in windows.registry().items()
              if where == hive and KEY in key}
    for name in ("DisplayName", "DisplayVersion", "UninstallString", "QuietUninstallString",
                 "InstallLocation", "EstimatedSize"):
        expect(f'"{name}"' in values, f"no {name} in the list of programs: {values}")
    said = windows.run(f"{folder}\\reconnect2026-cli.exe", "--version")
    expect(said.startswith("reconnect2026 "), f"--version says {said!r}")
    # No answer from anywhere, which the program has to see, without a DLL of this computer's.
    done = windows.run_done(f"{folder}\\reconnect2026-cli.exe", "diagnose", "--json")
    expect(done.returncode in (1, 3) and '"schema": 1' in done.stdout,
           f"diagnose: {done.returncode} {done.stdout[:500]}{done.stderr}")
    refused_while_open(windows, folder, installer, mode)
    set_proxy(windows)
    cut_off_with_proxy_off(windows, folder)
    if mode == "/AllUsers":
        os.makedirs(windows.path("C:\\ProgramData\\Reconnect2026\\packages\\work-1"))
    windows.run(f"{folder}\\uninstall.exe", "/S")
    wait_until(lambda: not os.path.exists(windows.path(folder)))
    expect(proxy_is_on(windows), "removal did not take back what was changed")
    forget_proxy(windows)
    return left_behind(before, look(windows))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    installer = os.path.abspath(sys.argv[1])
    size = os.path.getsize(installer)
    expect(size <= LARGEST, f"the installer has {size} bytes")
    print(f"the installer has {size / 1e6:.1f} MB")
    folder = tempfile.mkdtemp(prefix="reconnect-installer-")
    windows = wine.Wine(folder, SILENT)
    wrong = 0
    try:
        for mode in FOLDERS:
            start = time.monotonic()
            left = round_trip(windows, installer, mode)
            wrong += len(left)
            print(f"{mode}: installed twice, started, removed in {time.monotonic() - start:.0f} s; "
                  f"left behind: {len(left) or 'nothing'}")
            print("".join(f"    {line}\n" for line in left[:40]), end="")
    finally:
        windows.end()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
