#!/usr/bin/python3
"""Repairs by an ordinary person, who needs an administrator for them: through the real polkitd and
pkexec, or by typing what the program says where those don't help.

    asked.py --cli PATH [--only NAME ...]

Needs root, for namespaces; without it, it says so and exits 77.
"""

import argparse
import os
import subprocess
import sys
import traceback

import certificates
import faults as f
import installed
import polkit
import process
import repairs
import run as lab
import world

ALLOW = repairs.ALLOW
PINS = "remove-hosts-override"
PERSON, STRANGER = "65534", "1"


class Person:
    """What an ordinary person does at one computer, and what an administrator types for them."""

    def __init__(self, place, cli):
        self.place, self.cli, self.complaints = place, cli, []

    def begin(self, fault, answer=polkit.ASKED, installed_=True):
        place = self.place
        place.reset()
        os.chmod(place.home, 0o755)
        place.helper = os.path.join(os.path.dirname(self.cli), "reconnect2026-helper") if installed_ else None
        polkit.prepare(place)
        self.paths = fault(place)
        polkit.start(place, answer)
        self.before = repairs.snapshot(self.paths)

    def ask(self, *words):
        return repairs.Computer(self.place, self.cli).ask(*words, endpoints=words[0] != "undo")

    def says(self, *words, path=process.PATH):
        """For people, and how it ended."""
        endpoints = [] if words[0] == "undo" else ["--endpoints", f"{os.path.dirname(self.cli)}/endpoints.json"]
        done = subprocess.run([*self.place.enter, *self.place.wrap, self.cli, *words, *endpoints],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                              timeout=repairs.PATIENCE, env={**self.place.env, "PATH": path}, cwd=self.place.dir)
        return done.returncode, done.stdout

    def types(self, said):
        """Types the lines that begin with sudo, as somebody who may; how each ended."""
        lines = [line for line in said.splitlines() if line.startswith("sudo ")]
        sudo = f"{self.place.dir}/sudo"
        process.write(sudo, f'#!/bin/sh\nexport SUDO_UID={PERSON} SUDO_GID={PERSON} SUDO_USER=nobody\nexec "$@"\n')
        os.chmod(sudo, 0o755)
        env = {"PATH": f"{self.place.dir}:{process.PATH}", "HOME": "/root", "LANG": "C"}
        ended = []
        for line in lines:
            done = subprocess.run([*self.place.enter, "sh", "-c", line], stdin=subprocess.DEVNULL, text=True,
                                  capture_output=True, check=False, env=env, cwd="/", timeout=repairs.PATIENCE)
            ended.append(done.returncode)
            if done.returncode:
                self.complaints.append(f"{line}: {done.stdout}{done.stderr}")
        return len(lines), sum(bool(code) for code in ended)

    def expect(self, what, got, wanted):
        if got != wanted:
            self.complaints.append(f"{what}: {str(got)[:700]!r}, not {wanted!r}")

    def verdict(self):
        return self.ask("diagnose")[1].get("verdict", {}).get("cause")

    def is_as_before(self, what):
        self.expect(what, repairs.snapshot(self.paths) == self.before, True)

    def changes(self):
        """What the person can take back."""
        return [c for c in self.ask("undo", "--list")[1].get("changes", []) if c["standing"] != "final"]

    def root(self, *words):
        return process.run(*self.place.enter, *words, check=False, env={"PATH": process.PATH, "HOME": "/root"})


def nft_drop(place):
    return repairs.denied(place, lambda w: f.computer_blocks(w, *f.to_zoom("counter", "drop")))


def there_and_back(person, fix):
    status, outcome = person.ask("fix", fix, "--yes")
    person.expect("fix", (status, outcome.get("ending")), (0, "kept"))
    person.expect("verdict", outcome.get("verdict", {}).get("cause"), "none")
    status, _ = person.ask("undo", "--all", "--yes")
    person.expect("undo", status, 0)
    person.is_as_before("byte for byte")
    person.expect("left", person.changes(), [])


def pins_allowed(person):
    person.begin(repairs.pinned_host, polkit.ALLOWED)
    there_and_back(person, PINS)


def nft_allowed(person):
    person.begin(nft_drop, polkit.ALLOWED)
    there_and_back(person, ALLOW)


def by_hand(person, fix, fault, lines=1, path=process.PATH, status=1):
    """Nobody could be asked, so it is typed; it helps, it is the person's, and it is taken back."""
    ended, said = person.says("fix", fix, "--yes", path=path)
    person.expect("fix", ended, status)
    person.is_as_before("nothing changed")
    person.expect("typed", person.types(said), (lines, 0))
    person.expect("verdict", person.verdict(), "none")
    person.expect("listed for the person", len(person.changes()) >= 1, True)
    _, said = person.says("undo", "--all", "--yes", path=path)
    person.expect("undo typed", person.types(said), (1, 0))
    person.is_as_before("byte for byte")
    person.expect("after undo", person.verdict(), fault)
    person.expect("left", person.changes(), [])


def nobody_asks(person):
    person.begin(repairs.pinned_host)
    by_hand(person, PINS, "hosts-override")


def rules_refuse(person):
    person.begin(repairs.pinned_host, polkit.REFUSED)
    _, said = person.says("fix", PINS, "--yes")
    person.expect("why", "rules of this computer" in said, True)
    by_hand(person, PINS, "hosts-override")


def prompt_dismissed(person):
    person.begin(repairs.pinned_host)
    shim = f"{person.place.dir}/dismisses"
    os.makedirs(shim, exist_ok=True)
    process.write(f"{shim}/pkexec", "#!/bin/sh\nexit 126\n")
    os.chmod(f"{shim}/pkexec", 0o755)
    by_hand(person, PINS, "hosts-override", path=f"{shim}:{process.PATH}", status=3)


def own_packets(person):
    # Only the person's are refused; the ordinary person can't see which of the tools does it.
    person.begin(lambda w: repairs.denied(
        w, lambda w: f.computer_blocks(w, f"meta skuid {PERSON} tcp dport 443 reject")))
    _, plan = person.ask("fix", ALLOW, "--dry-run")
    by_hand(person, ALLOW, "network-firewall", lines=len(plan["plan"]["changes"]))


def not_installed(person):
    person.begin(repairs.pinned_host, installed_=False)
    by_hand(person, PINS, "hosts-override", lines=3)


def download(person):
    person.begin(repairs.damaged_zoom)
    _, said = person.says("fix", "reinstall-zoom", "--yes")
    person.is_as_before("nothing changed")
    person.expect("typed", person.types(said), (1, 0))
    person.expect("installed", person.root("cat", "/opt/zoom/zoom"), "client 6.7.5.6891\n")


def secret(person):
    """What root alone can read stays among root and the person who asked for the change."""
    person.begin(lambda w: repairs.dead_proxy_of_the_session(w, f"{w.etc['c']}/environment"), polkit.ALLOWED)
    person.root("chmod", "600", "/etc/environment")
    person.before = repairs.snapshot(person.paths)
    place = f"{installed.JOURNALS}/{PERSON}"
    person.root(installed.HELPER, "apply", "20261124-101530-123-9f2c", "remove-hosts-pins", "names=none.example")
    argv = ["env", f"PKEXEC_UID={PERSON}", installed.HELPER, "apply", "20261124-101530-123-9f2d", "turn-off-proxy",
            "source=etc-environment", "place=/etc/environment", "script=no"]
    person.expect("done", '"ok":true' in person.root(*argv), True)
    look = ["--clear-groups", "--", "sh", "-c", f"cat {place}/*.json"]
    person.expect("a stranger reads", person.root("setpriv", "--reuid", STRANGER, "--regid", PERSON, *look), "")
    person.expect("the person reads", "before" in person.root("setpriv", "--reuid", PERSON, *look), True)
    person.expect("listed", len(person.ask("undo", "--list")[1].get("changes", [])), 1)
    # Who removes this program takes back what was done for anybody.
    person.place.wrap = []
    status, undone = person.ask("undo", "--all", "--yes")
    person.expect("root's undo", (status, len(undone.get("undone", []))), (0, 1))
    person.is_as_before("byte for byte")


TABLE = {"pins-allowed": pins_allowed, "nft-allowed": nft_allowed, "nobody-asks": nobody_asks,
         "rules-refuse": rules_refuse, "prompt-dismissed": prompt_dismissed, "own-packets": own_packets,
         "not-installed": not_installed, "download": download, "secret": secret}


def play(name, place, cli):
    person = Person(place, cli)
    try:
        TABLE[name](person)
    except process.NotInstalled as missing:
        return [], f"skipped, needs {missing}"
    except Exception:  # the lab's own trouble is a wrong result, and the others still run
        person.complaints.append(traceback.format_exc(limit=-3))
    return person.complaints, "WRONG" if person.complaints else "ok"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", default=os.path.join(lab.HERE, "../../build/dev/bin/reconnect2026-cli"))
    parser.add_argument("--only", action="append", default=[], metavar="NAME", choices=sorted(TABLE))
    options = parser.parse_args()
    reason = lab.why_not()
    if reason:
        return lab.skipped(reason)
    names, wrong = options.only or list(TABLE), 0
    with lab.own_ground() as folder:
        # The lab's programs, because one of the rows installs a package of the lab's.
        beside = os.path.dirname(os.path.abspath(options.cli))
        cli = lab.lay_out(f"{beside}/lab/{os.path.basename(options.cli)}", folder)
        place = world.World(0, certificates.Certificates(f"{folder}/pki"))
        for name in names:
            complaints, mark = play(name, place, cli)
            wrong += bool(complaints)
            print(f"{name:<24} {mark}", flush=True)
            for complaint in complaints:
                print(f"    {complaint}", flush=True)
    print(f"{len(names) - wrong} of {len(names)} as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
