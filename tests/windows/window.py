#!/usr/bin/python3
"""Shows the wizard's window under Wine, and makes a picture of it.

    window.py --programs "build/windows/Reconnect 2026" --pictures build/windows/pictures

Run inside a screen (tests/gui/with_screen.sh). The network is empty, so the verdict is no-network.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

import wine
import process  # of tests/lab, which wine.py knows the way to
from installer import expect
from suites import ALONE

TITLE = "Reconnect 2026"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--programs", default="build/windows/Reconnect 2026")
    parser.add_argument("--pictures", default="build/windows/pictures")
    options = parser.parse_args()
    os.makedirs(options.pictures, exist_ok=True)
    folder = tempfile.mkdtemp(prefix="reconnect-window-")
    windows = None
    try:
        windows = wine.Wine(folder, ALONE)
        windows.env["DISPLAY"] = os.environ["DISPLAY"]
        with open(f"{folder}/said", "w+b") as said:
            wizard = windows.start(os.path.join(os.path.abspath(options.programs), "reconnect2026.exe"),
                                   stdout=said, stderr=said)
            process.until(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", TITLE],
                                                 capture_output=True, check=False).stdout,
                          wizard, 60)
            time.sleep(8)  # the checks of an empty network, and Wine's drawing
            picture = os.path.join(options.pictures, "checks.png")
            process.run("import", "-window", "root", picture)
            colours = int(process.run("identify", "-format", "%k", picture))
            expect(colours > 50, f"the picture has {colours} colours: nothing was drawn")
            window = process.run("xdotool", "search", "--onlyvisible", "--name", TITLE).split()[0]
            process.run("xdotool", "windowactivate", "--sync", window, "key", "alt+F4")
            wizard.wait(30)
            expect(wizard.returncode == 0, f"closed with {wizard.returncode}")
        print(f"the window was shown, pictured in {picture} with {colours} colours, and closed")
    finally:
        if windows:
            windows.end()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
