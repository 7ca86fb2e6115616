"""Tools that are gone, hang, say half of it, another thing, or yes and do nothing: the answer is a typed error, and
nothing is lost."""
import os
import random

import mac as macs
import states

OFF, ALLOW, PINS = "turn-off-proxy", "allow-zoom-in-firewall", "remove-hosts-override"
READS = ["networksetup", "scutil", "profiles", "socketfilterfw", "pfctl", "netstat", "sw_vers", "ps", "plutil",
         "codesign", "systemextensionsctl"]
CODES = {"not-found", "not-permitted", "timed-out", "too-large", "malformed", "unsupported", "conflict", "busy",
         "failed", "cancelled", "no-consent"}


def typed(status, told):
    """Complaints about an answer that is not one of a kind."""
    if told.get("ending") == "failed":
        code = told.get("error", {}).get("code")
        return [] if status == 1 and code in CODES else [f"not typed: {told}"]
    return [] if told.get("ending") in ("done", "kept", "taken-back") else [f"no ending: {status} {str(told)[:500]}"]


def fix_and_back(mac, fix, before, must_fail=True):
    """With the fault: typed. Without it: all is as before, at the latest after undo."""
    status, told = mac.ask("fix", fix, "--yes")
    yield from typed(status, told)
    if must_fail and told.get("ending") != "failed":
        yield f"it did not fail: {str(told)[:500]}"
    if must_fail and macs.differences(mac.snapshot(), before):
        yield f"it changed {macs.differences(mac.snapshot(), before)}"
    (mac.folder / "faults.json").unlink(missing_ok=True)
    mac.ask("undo", "--all", "--yes")
    if macs.differences(mac.snapshot(), before) or mac.left():
        yield f"left: {macs.differences(mac.snapshot(), before)} {mac.left()}"


def with_fault(state, fix, faults, must_fail=True):
    def play(mac):
        state(mac)
        before = mac.snapshot()
        mac.set("faults", faults)
        yield from fix_and_back(mac, fix, before, must_fail)
    return play


def unmoved(status, told, what):
    """Nothing passes where these Macs are: that alone is the cause, whatever their tools say of other things."""
    cause, others = told.get("verdict", {}).get("cause"), told.get("other_causes")
    if (status, cause, others) != (1, "no-internet", []):
        yield f"{what}: {status} {cause} {others} {str(told)[:500]}"


def gone(mac):
    """A checkup ends with an answer whatever is missing."""
    states.proxies(mac)
    before = mac.snapshot()
    mac.without(*READS)
    status, told = mac.ask("diagnose")
    yield from unmoved(status, told, "diagnose")
    unread = [p["outcome"] for p in told.get("probes", []) if p["id"] == "proxy:config"]
    if unread != ["unknown"]:
        yield f"proxies that could not be read are {unread}"
    status, told = mac.ask("fix", OFF, "--yes")
    yield from typed(status, told)
    if macs.differences(mac.snapshot(), before):
        yield "it changed something"


def hanging(mac):
    states.proxies(mac)
    mac.set("faults", {tool: {"hang": True} for tool in READS})
    status, told = mac.ask("diagnose")
    yield from unmoved(status, told, "diagnose")
    if told.get("duration_ms", 99999) > 12000:
        yield f"it took {told.get('duration_ms')} ms"


def garbage(mac):
    """Every tool says the same nonsense, of each kind."""
    states.proxies(mac)
    before = mac.snapshot()
    for words in ("", "\x00\xff\n", "Enabled: Vielleicht\n" * 3, "{" * 5000, "A" * 200000):
        mac.set("faults", {tool: {"out": words} for tool in READS})
        status, told = mac.ask("diagnose")
        yield from unmoved(status, told, f"{words[:12]!r}")
    (mac.folder / "faults.json").unlink()
    if macs.differences(mac.snapshot(), before):
        yield "it changed something"


def cut(mac):
    """What is cut off is never taken for less, so nothing is turned off by halves."""
    states.proxies(mac)
    before = mac.snapshot()
    chance = random.Random(2026)
    for at in [0, *(chance.randrange(1, 90) for _ in range(3))]:
        mac.set("faults", {"networksetup": {"cut": at, "only": ["-getsecurewebproxy"]}})
        yield from fix_and_back(mac, OFF, before, must_fail=False)


def another_helper(mac):
    """A helper that is not the signed one never runs, and leaves the one that is there, the second time too."""
    states.pins(mac)
    there = os.readlink(mac.disk / macs.HELPER)
    mac.sign(__file__)
    before = mac.snapshot()
    for _ in range(2):
        status, told = mac.ask("fix", PINS, "--yes")
        if (status, told.get("error", {}).get("code")) != (1, "no-consent") or "damaged" not in str(told):
            yield f"{status} {str(told)[:500]}"
    if macs.differences(mac.snapshot(), before) or os.readlink(mac.disk / macs.HELPER) != there:
        yield "it changed something"


def old_helper(mac):
    """The one that is there is an older program's: it is replaced before anything is asked of it."""
    states.pins(mac)
    place = mac.disk / macs.HELPER
    place.unlink()
    place.write_text("#!/bin/sh\necho '{\"ok\":true,\"said\":\"I am an old one.\"}'\n")
    place.chmod(0o755)
    status, told = mac.ask("fix", PINS, "--yes")
    if status or "old one" in str(told) or b"zoom" in (mac.disk / "etc/hosts").read_bytes():
        yield f"{status} {str(told)[:500]}"
    if [p.name for p in place.parent.iterdir()] != [place.name] or place.stat().st_mode & 0o777 != 0o755:
        yield f"left beside it: {list(place.parent.iterdir())}"


# What it says with its lines in another order.
REORDERED = "Server: 192.0.2.10\nEnabled: Yes\nAuthenticated Proxy Enabled: 1\nPort: 8080\n"
ROWS = {
    "gone": gone,
    "hanging": hanging,
    "garbage": garbage,
    "cut": cut,
    "reordered": with_fault(states.proxies, OFF, {"networksetup": {"out": REORDERED, "only": ["-getsecurewebproxy"]}},
                            must_fail=False),
    "other-language": lambda mac: other_language(mac),
    "idle": lambda mac: idle(mac),
    "locked": lambda mac: locked(mac),
    "locked-and-refused": lambda mac: locked_and_refused(mac),
    "switch-hangs": with_fault(states.proxies, OFF, {"networksetup": {"hang": True, "only": ["-setsecurewebproxystate"]}}),
    "firewall-cut": with_fault(states.application_firewall(15, True), ALLOW, {"socketfilterfw": {"cut": 30}}),
    "firewall-other-words": with_fault(states.application_firewall(15, True), ALLOW,
                                       {"socketfilterfw": {"out": "Gesamtzahl = zwei\n", "only": ["--listapps"]}}),
    "asker-says-nothing": with_fault(states.pins, PINS, {"osascript": {"exit": 0, "out": ""}}),
    "another-helper": another_helper,
    "old-helper": old_helper,
    "wrong-password": lambda mac: wrong_password(mac),
    "asker-breaks": with_fault(states.pins, PINS, {"osascript": {"exit": 1, "err": "what?\n"}}),
}


def other_language(mac):
    """A networksetup that would speak another language: unknown, so nothing is turned off."""
    mac.set("networksetup", {"services": states.services(), "words": {"Yes": "Ja", "No": "Nein", "On": "Ein", "Off": "Aus"}})
    before = mac.snapshot()
    status, told = mac.ask("fix", OFF, "--yes")
    yield from typed(status, told)
    if told.get("ending") != "failed" or macs.differences(mac.snapshot(), before):
        yield f"it went on: {str(told)[:500]}"


def wrong_password(mac):
    states.pins(mac)
    mac.set("osascript", {"answer": "wrong"})
    before = mac.snapshot()
    status, told = mac.ask("fix", PINS, "--yes")
    if (status, told.get("error", {}).get("code")) != (1, "no-consent") or macs.differences(mac.snapshot(), before):
        yield f"{status} {str(told)[:500]}"


def idle(mac):
    """networksetup says yes and does nothing: it is read back."""
    mac.set("networksetup", {"services": states.services(), "idle": True})
    before = mac.snapshot()
    yield from fix_and_back(mac, OFF, before)


def locked(mac):
    """networksetup refuses an administrator too: then one is asked for a password, and the helper does it."""
    mac.set("networksetup", {"services": states.services(), "locked": True})
    before = mac.snapshot()
    status, told = mac.ask("fix", OFF, "--yes")
    if status or told.get("ending") != "done":
        yield f"{status} {str(told)[:500]}"
    mac.ask("undo", "--all", "--yes")
    if macs.differences(mac.snapshot(), before) or mac.left():
        yield f"left: {macs.differences(mac.snapshot(), before)} {mac.left()}"


def locked_and_refused(mac):
    mac.set("networksetup", {"services": states.services(), "locked": True})
    mac.set("osascript", {"answer": "wrong"})
    before = mac.snapshot()
    status, told = mac.ask("fix", OFF, "--yes")
    if (status, told.get("error", {}).get("code")) != (1, "no-consent") or macs.differences(mac.snapshot(), before):
        yield f"{status} {str(told)[:500]}"
