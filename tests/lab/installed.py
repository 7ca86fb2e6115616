"""The programs as a package puts them, for a computer of the lab's own: by the real install rules."""

import os

from process import need, run

HELPER = "/usr/libexec/reconnect2026/reconnect2026-helper"
JOURNALS = "/var/lib/reconnect2026/journal"


def stage(cli, folder):
    """What `cmake --install` puts under /usr, in `folder`; the build is the one that `cli` is of."""
    need("cmake")
    build = os.path.dirname(os.path.dirname(os.path.abspath(cli)))
    staged = f"{folder}/staged"
    run("cmake", "--install", build, "--prefix", "/usr", env={**os.environ, "DESTDIR": staged})
    return f"{staged}/usr"


def mount(staged):
    """A line for sh: puts it there, for this mount namespace."""
    return f"mount -t overlay overlay -o lowerdir={staged}:/usr /usr"


def ground(folder, staged, *more):
    """Lines for sh: /etc and /var/lib of one's own over this machine's, and the programs."""
    lines = ["mount --make-rprivate /", "mount -t tmpfs none /run"]
    for theirs in ("/etc", "/var/lib"):
        ours = f"{folder}/layers{theirs}"
        for layer in ("upper", "work"):
            os.makedirs(f"{ours}/{layer}")
        lines.append(f"mount -t overlay overlay -o lowerdir={theirs},upperdir={ours}/upper,"
                     f"workdir={ours}/work {theirs}")
    return [*lines, mount(staged), *more]
