#!/usr/bin/python3
"""A tool of the system that is written in Python, started from a process that has loaded it already:
the very same program, without the half second in which it loads. For root's calls alone.

    warm.py PROGRAM SOCKET MODULE ...
"""

import importlib
import os
import runpy
import shutil
import signal
import socket
import sys
import traceback

import process

WORDS, FILES = 1 << 16, 3
# What stands in the tool's place: hands its words and files on, and ends as the tool did.
ASKS = """#!/usr/bin/python3 -IS
import os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
    line.connect("{socket}")
    socket.send_fds(line, ["\\0".join([os.getcwd(), *sys.argv[1:]]).encode()], range({files}))
    sys.exit(int(line.recv(16)))
"""


def up(place, tool, *modules):
    """From here on `tool` is warm on this computer, whose mounts are private."""
    path = shutil.which(tool, path=process.PATH)
    own = f"{place.dir}/warm-{tool}"
    os.makedirs(own)
    shutil.copy(path, f"{own}/{tool}")
    process.write(f"{own}/asks", ASKS.format(socket=f"{own}/socket", files=FILES))
    os.chmod(f"{own}/asks", 0o755)
    guest = place.guest(place.client, sys.executable, os.path.abspath(__file__), f"{own}/{tool}", f"{own}/socket",
                        *modules, enter=place.enter,
                        env={"PATH": process.PATH, "LC_ALL": "C", "HOME": "/root"})
    process.until(lambda: os.path.exists(f"{own}/socket"), guest)
    process.run(*place.enter, "mount", "--bind", f"{own}/asks", path)


def serve(program, place, *modules):
    sys.path[:0] = ["/usr/lib/python3/dist-packages"]
    for module in modules:
        importlib.import_module(module)
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ear.bind(place)
    ear.listen(8)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        line = ear.accept()[0]
        if os.fork() == 0:
            break
        line.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    words, files, _, _ = socket.recv_fds(line, WORDS, FILES)
    folder, *arguments = words.decode().split("\0")
    os.chdir(folder)
    for number, file in enumerate(files):
        os.dup2(file, number)
    sys.argv[:] = [program, *arguments]
    status = 0
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    line.send(str(status).encode())
    os._exit(0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
