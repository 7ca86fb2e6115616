"""Kills the program, or all of them, before and after every call of a tool that changes the Mac, and asks afterwards:
is all as it was, or does undo bring it back, byte for byte?"""
import os
import shutil

import mac as macs
import states

import apps  # noqa: E402  among the tools, which mac.py adds

SMALL = [states.service("Wi-Fi", "en0", **{"web": states.PROXY, "secure-web": states.PROXY, "socks": states.OFF}),
         states.service("* mit Stern", "en5", **{"secure-web": states.PROXY})]
SCRIPTS = [states.service("Wi-Fi", "en0", script=states.SCRIPT, discovery={"on": True})]


def proxies(mac):
    mac.set("networksetup", {"services": SMALL})


def scripts(mac):
    mac.set("networksetup", {"services": SCRIPTS})


def again(mac, state):
    """The Mac as before, with nothing noted."""
    for name in ("changes", "kill.json"):
        (mac.folder / name).unlink(missing_ok=True)
    state(mac)


def changes_of(mac):
    path = mac.folder / "changes"
    return int(path.read_text()) if path.exists() else 0


def reinstall_each(mac):
    """The helper alone: in the end there is the old Zoom, untouched, or the new one, whole."""
    services = [f"gui/{os.getuid()}/us.zoom.updater", "system/us.zoom.ZoomDaemon"]
    app, daemon = mac.disk / "Applications/zoom.us.app", mac.disk / "Library/LaunchDaemons/us.zoom.ZoomDaemon.plist"

    def old(there):
        shutil.rmtree(app, ignore_errors=True)
        apps.make(app, "6.6.0.1")
        for plist in (daemon, mac.disk / "Library/LaunchAgents/us.zoom.updater.plist"):
            plist.parent.mkdir(parents=True, exist_ok=True)
            plist.write_text(f"{plist.stem}\n")
        there.set("launchctl", {"services": services})
        states.package(there)

    def reinstall(number):
        return mac.order("apply", f"20260101-120000-000-{number:04x}", "reinstall-zoom", "kind=pkg",
                         f"package={states.package(mac)}")

    again(mac, old)
    status, told = reinstall(0)
    total = changes_of(mac)
    if status or not total:
        yield f"the reinstall ended with {status} after {total} changes: {told}"
    for at in range(1, total + 1):
        for when in ("before", "after"):
            again(mac, old)
            before = mac.snapshot()
            mac.set("kill", {"at": at, "when": when, "whom": "caller"})
            status, _ = reinstall(2 * at + (when == "after"))
            if changes_of(mac) < at or status == 0:
                yield f"{when} change {at} of {total}: nothing was killed"
            (mac.folder / "kill.json").unlink()
            listed = mac.left()
            status, told = mac.ask("undo", "--all", "--yes")
            version = (app / "Contents/MacOS/zoom.us").read_text() if app.exists() else "none"
            wrong = [] if "6.7.5.6891" in version else macs.differences(mac.snapshot(), before)
            if not listed or status or wrong or mac.left():
                yield f"{when} change {at} of {total}: listed {listed}, undo ended with {status}, " \
                      f"{str(told)[:400]}; {version}; unlike: {wrong}"


def kill_each(state, fix, whom):
    def play(mac):
        again(mac, state)
        before = mac.snapshot()
        mac.fix(fix, "--yes")
        total = changes_of(mac)
        mac.ask("undo", "--all", "--yes")
        if not total:
            yield "the fix changed nothing"
        for at in range(1, total + 1):
            for when in ("before", "after"):
                again(mac, state)
                mac.set("kill", {"at": at, "when": when, "whom": whom})
                status, _ = mac.fix(fix, "--yes")
                if changes_of(mac) < at or status == 0:
                    yield f"{when} change {at} of {total}: nothing was killed"
                (mac.folder / "kill.json").unlink()
                status, told = mac.ask("undo", "--all", "--yes")
                wrong = macs.differences(mac.snapshot(), before)
                if status or wrong or mac.left():
                    yield f"{when} change {at} of {total}: undo ended with {status}, {str(told)[:400]}; unlike: {wrong}"
    return play


ROWS = {
    "proxies": kill_each(proxies, "turn-off-proxy", "caller"),
    "script": kill_each(scripts, "turn-off-proxy-script", "caller"),
    "script-helper": kill_each(states.as_employee(scripts), "turn-off-proxy-script", "caller"),
    "script-all": kill_each(states.as_employee(scripts), "turn-off-proxy-script", "all"),
    "firewall-helper": kill_each(states.application_firewall(15, True), "allow-zoom-in-firewall", "caller"),
    "reinstall": reinstall_each,
    "firewall-all": kill_each(states.application_firewall(12, False), "allow-zoom-in-firewall", "all"),
}
