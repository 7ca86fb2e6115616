"""A real polkitd and pkexec on a client of the lab's own."""

import os
import shutil

import faults
from process import NotInstalled, need, run, until, write

DAEMON = "/usr/lib/polkit-1/polkitd"
ACTION = "org.reconnect2026.helper"
ALLOWED, REFUSED, ASKED = "YES", "NO", None  # what a rule says to nobody; None: no rule, and no agent to ask
HERE = os.path.dirname(os.path.abspath(__file__))
POLICY = f"{HERE}/../../packaging/linux/{ACTION}.policy"
NAME = "org.freedesktop.PolicyKit1"


def prepare(world):
    """Before anything makes the client's mounts private."""
    need("pkexec")
    need("dbus-daemon")
    if not os.path.exists(DAEMON):
        raise NotInstalled("polkitd")
    actions = f"{world.dir}/actions"
    shutil.rmtree(actions, ignore_errors=True)
    shutil.copytree("/usr/share/polkit-1/actions", actions)
    shutil.copy(POLICY, actions)
    world.own, world.over = ["/etc/polkit-1"], {"/usr/share/polkit-1/actions": actions}


def start(world, answer=ASKED):
    """From here on the client's programs are an ordinary person's."""
    if world.enter == world.client.enter():
        faults.private_mounts(world)
    own = f"{world.dir}/own/etc/polkit-1"
    os.makedirs(f"{own}/rules.d", exist_ok=True)
    if answer:
        write(f"{own}/rules.d/10-lab.rules",
              f'polkit.addRule(function(action, subject) {{ if (action.id == "{ACTION}" && '
              f'subject.user == "nobody") return polkit.Result.{answer}; }});\n')
    run("sh", "-ec", f"chmod -R a+rX {own}; chown -R polkitd {own}")
    faults.system_bus(world)
    daemon = world.guest(world.client, DAEMON, "--no-debug", enter=world.enter)
    ask = ["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.DBus", "/",
           "org.freedesktop.DBus.NameHasOwner", f"string:{NAME}"]
    until(lambda: "true" in run(*world.enter, *ask, check=False), daemon)
    world.env["SHELL"] = "/bin/sh"  # pkexec takes none that /etc/shells does not name
    faults.as_user(world)
