#!/usr/bin/python3
"""Uses the wizard as a screen reader does: finds its controls by role and name, and presses them.

    with_screen.sh 1024x600 dbus-run-session -- accessibility.py RECONNECT2026 REPORT

Ends with 77, which ctest takes for "skipped", where a part is missing. The live checkup runs in a
network namespace of its own, so that nothing outside is asked.
"""

import os
import subprocess
import sys
import time

try:
    import pyatspi
except ImportError:
    print("skipped: python3-pyatspi is not installed")
    sys.exit(77)

NAME = "reconnect2026"
failures = []


def expect(holds, text):
    print(("ok: " if holds else "MISSING: ") + text, flush=True)
    if not holds:
        failures.append(text)


def showing(node):
    """Every node on the screen; hidden buttons and later pages are in the tree too."""
    try:
        children = [node.getChildAtIndex(i) for i in range(node.childCount)]
    except Exception:  # it went away while it was looked at
        return
    for child in children:
        if child is None:
            continue
        try:
            if child.getState().contains(pyatspi.STATE_SHOWING):
                yield child
        except Exception:
            continue
        yield from showing(child)


def window(seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.name == NAME and application.childCount:
                return application
        time.sleep(0.1)
    return None


def find(root, role, name, seconds=8):
    end = time.monotonic() + seconds
    while True:
        for node in showing(root):
            if node.getRoleName() == role and name in node.name:
                return node
        if time.monotonic() > end:
            return None
        time.sleep(0.1)


def press(node):
    node.queryAction().doAction(0)


def walk_report(program, report):
    with subprocess.Popen([program, "--from", report]) as ran:
        try:
            root = window()
            if root is None:
                print("skipped: the accessibility bus does not answer")
                sys.exit(77)
            expect(find(root, "label", "isn't connected to a network"), "the verdict's sentence")
            expect(find(root, "push button", "Check again"), "Check again")
            main = find(root, "push button", "Open network settings")
            expect(main, "the main button")
            expect(main and "isn't connected" in main.description, "why, read with the button")
            expect(find(root, "tree", "What was checked"), "the list of checks")
            expect(find(root, "label", "needs you"), "a stage's state in words")
            details = find(root, "push button", "Details") or find(root, "button", "Details")
            expect(details, "Details")
            if details:
                press(details)
                expect(find(root, "label", "How sure this is"), "the evidence, once unfolded")
            following = find(root, "push button", "Next")
            expect(following, "Next")
            if following:
                press(following)
                expect(find(root, "label", "blocking Zoom?"), "the next page's question")
                expect(find(root, "push button", "Back"), "Back")
        finally:
            ran.kill()


def cancel_run(program):
    alone = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    if subprocess.run([*alone, "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        print("left out: no network namespace can be made, so no live checkup")
        return
    with subprocess.Popen([*alone, program]) as ran:
        try:
            root = window()
            stop = root and find(root, "push button", "Cancel")
            expect(stop, "Cancel, while it checks")
            expect(root and find(root, "progress bar", "Checks done"), "the progress bar")
            if stop:
                press(stop)
                expect(find(root, "push button", "Check again"), "Check again, once stopped")
        finally:
            ran.kill()


def main(program, report):
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    walk_report(program, report)
    time.sleep(1)  # until the bus has forgotten the first one
    cancel_run(program)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
