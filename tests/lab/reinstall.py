#!/usr/bin/python3
"""Reinstalls a small package named as Zoom's, by the real dpkg, apt and rpm, in a copy of this computer.

    reinstall.py --program PATH [--only NAME ...]

The copy is an overlay in a mount namespace without a network: this computer's own lists of packages
are never written. Needs root; without it, it says so and exits 77.
"""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile

import packages
from packages import read, write

SKIP = 77
TOOLS = ["unshare", "chroot", "mount", "apt-get", "dpkg-deb", "gpg", "gpgv", "rpmbuild", "rpmsign", "rpmkeys"]
CODES = ["NotFound", "NotPermitted", "TimedOut", "TooLarge", "Malformed", "Unreachable", "Unsupported", "NoConsent", "Cancelled",
         "Conflict", "Busy", "NoSpace", "NotTrusted", "HalfDone", "Failed"]  # core/result.h, in its order
OLD, NEW = "6.7.0.100", "6.7.5.6891"
PERSON = 65534
PROGRAM = "/run/reinstall_lab"
STORE = "/var/lib/reconnect2026/packages"
RECORDING = "/home/someone/Documents/Zoom/meeting.mp4"


class Computer:
    """This computer's files, with all that is written kept apart."""

    def __init__(self, folder):
        self.folder = folder
        self.root = folder + "/root"
        for name in ("up", "work", "root"):
            os.makedirs(f"{folder}/{name}")
        mount("-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={folder}/up,workdir={folder}/work", self.root)
        for name in ("/dev", "/proc"):
            mount("--rbind", name, self.root + name)
        mount("-t", "tmpfs", "tmpfs", self.root + "/tmp")
        mount("-t", "tmpfs", "tmpfs", self.root + "/run")
        # Whoever runs this may have Zoom.
        self.run("dpkg", "--purge", "--force-all", "zoom")
        os.makedirs(self.root + os.path.dirname(RECORDING), exist_ok=True)
        write(self.root + RECORDING, b"precious")

    def end(self):
        subprocess.run(["umount", "-R", "-l", self.root], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words):
        return subprocess.run(["chroot", self.root, *words], capture_output=True, check=False, text=True,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C"})

    def give(self, package, key):
        """Puts a downloaded package where the person's are, and says where."""
        os.makedirs(self.root + "/home/someone/get", exist_ok=True)
        path = "/home/someone/get/" + os.path.basename(package)
        shutil.copyfile(package, self.root + path)
        if key is not None:
            write(self.root + path + ".key", key)
            os.chown(self.root + path + ".key", PERSON, PERSON)
        os.chown(self.root + path, PERSON, PERSON)
        return path

    def client(self):
        path = self.root + "/opt/zoom/zoom"
        return read(path).decode().strip() if os.path.exists(path) else None

    def state(self):
        """What must not change when a package is refused."""
        return (self.client(), read(self.root + "/var/lib/dpkg/status"), self.run("rpm", "-qa").stdout,
                read(self.root + RECORDING))


def mount(*words):
    subprocess.run(["mount", *words], check=True)


class Lab:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.zoom = packages.Signer(folder, "zoom")
        self.stranger = packages.Signer(folder, "stranger")
        self.installed = {"deb": self.deb(OLD), "rpm": self.rpm(OLD)}
        self.count = 0

    def deb(self, version=NEW, signer=None, listed=None, **options):
        path = packages.sign_deb(packages.deb(self.folder, version, **options), signer or self.zoom, listed)
        return self.kept(path)

    def rpm(self, version=NEW, signer=None, **options):
        return self.kept(packages.sign_rpm(packages.rpm(self.folder, version, **options), signer or self.zoom))

    def kept(self, path):
        kept = tempfile.mkdtemp(dir=self.folder) + "/" + os.path.basename(path)
        shutil.copyfile(path, kept)
        return kept

    def computer(self, kind, installed=True):
        self.count += 1
        computer = Computer(f"{self.folder}/computer{self.count}")
        # A clone may lie in a folder that the copy has another of.
        shutil.copy(self.program, computer.root + PROGRAM)
        if installed:
            path = computer.give(self.installed[kind], None)
            done = computer.run(*(["dpkg", "-i", path] if kind == "deb" else ["rpm", "-U", "--nosignature", path]))
            expect(computer.client() == f"client {OLD}", f"the old one can't be installed: {done.stderr}")
        return computer

    def reinstall(self, computer, kind, path):
        done = computer.run(PROGRAM, kind, path, self.zoom.fingerprint, str(PERSON))
        expect(done.stdout.startswith("{"), f"no answer: {done.stdout}{done.stderr}")
        left = os.listdir(computer.root + STORE) if os.path.exists(computer.root + STORE) else []
        expect(not left, f"left behind: {left}")
        expect(read(computer.root + RECORDING) == b"precious", "a recording was touched")
        return json.loads(done.stdout)

    def succeeds(self, kind, package, installed=True, prepare=None):
        computer = self.computer(kind, installed)
        try:
            if prepare:
                prepare(computer)
            answer = self.reinstall(computer, kind, computer.give(package, self.zoom.public))
            expect("said" in answer, f"refused: {answer}")
            expect(computer.client() == f"client {NEW}", f"there is now {computer.client()}")
            clean = computer.run(*(["dpkg", "--verify", "zoom"] if kind == "deb" else ["rpm", "-V", "zoom"]))
            expect(not clean.stdout, f"damaged: {clean.stdout}")
            return answer["said"]
        finally:
            computer.end()

    def refuses(self, kind, package, code, key=None, prepare=None, given=None):
        """`prepare` gets the computer and the package's place in it; what it returns is held until the end."""
        computer = self.computer(kind)
        try:
            path = computer.give(package, key or self.zoom.public)
            held = prepare(computer, path) if prepare else None
            before = computer.state()
            answer = self.reinstall(computer, kind, given or path)
            expect("code" in answer, f"not refused: {answer}")
            expect(computer.state() == before, f"something was changed, with {answer}")
            expect(CODES[answer["code"]] == code, f"{CODES[answer['code']]} ({answer['detail']}), not {code}")
            del held
            return f"{code}: {answer['sentence']}"
        finally:
            computer.end()


class Wrong(Exception):
    pass


def expect(holds, words):
    if not holds:
        raise Wrong(words)


def changed(path, at, kept):
    """A copy with one byte changed; `at` counts from the end where it is negative."""
    data = bytearray(read(path))
    data[at] ^= 0x55
    copy = kept(path)
    write(copy, bytes(data))
    return copy


def with_members(lab, path, members):
    copy = lab.kept(path)
    packages.write_ar(copy, members)
    return copy


def damage(computer):
    write(computer.root + "/opt/zoom/zoom", b"damaged")
    write(computer.root + "/opt/zoom/zoom.log", b"")


def lock(path):
    def hold(computer, _):
        file = open(computer.root + path, "w", encoding="ascii")
        fcntl.lockf(file, fcntl.LOCK_EX)
        return file
    return hold


def small_disk(where, size, kept=None):
    def fill(computer, _):
        os.makedirs(computer.root + where, exist_ok=True)
        for entry in kept or os.listdir(computer.root + where):
            shutil.copytree(f"{computer.root}{where}/{entry}", f"{computer.folder}/saved/{entry}")
        mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", computer.root + where)
        if os.path.exists(computer.folder + "/saved"):
            shutil.copytree(computer.folder + "/saved", computer.root + where, dirs_exist_ok=True)
    return fill


def installs_rpm(package):
    return lambda computer, _: computer.run("rpm", "-U", "--nosignature", computer.give(package, None))


def by_link(computer, path):
    os.rename(computer.root + path, computer.root + path + ".real")
    os.symlink(path + ".real", computer.root + path)


def of_another(computer, path):
    os.chown(computer.root + path, 1234, 1234)


def a_pipe(computer, path):
    os.remove(computer.root + path)
    os.mkfifo(computer.root + path)


def debs(lab):
    """(name, what to try); each answers with what there is to say."""
    good, old = lab.deb(), lab.deb(OLD)
    members = packages.read_ar(good)
    body = members[:3]
    forged = packages.read_ar(lab.deb(content="malware"))
    refuses = lambda *words, **options: lambda: lab.refuses("deb", *words, **options)
    return [
        ("first", lambda: lab.succeeds("deb", good, installed=False)),
        ("newer", lambda: lab.succeeds("deb", good)),
        ("damaged", lambda: lab.succeeds(
            "deb", good, prepare=lambda computer: (computer.run("dpkg", "-i", computer.give(good, None)),
                                                   damage(computer)))),
        ("changed data", refuses(changed(good, -len(members[3][1]) - 80, lab.kept), "NotTrusted")),
        ("changed control", refuses(changed(good, 140, lab.kept), "NotTrusted")),
        ("changed signature", refuses(changed(good, -200, lab.kept), "NotTrusted")),
        ("signature of another", refuses(with_members(lab, good, [*forged[:3], members[3]]), "NotTrusted")),
        ("another key", refuses(lab.deb(signer=lab.stranger), "NotTrusted")),
        ("another key, given", refuses(lab.deb(signer=lab.stranger), "NotTrusted", key=lab.stranger.public)),
        ("both keys given", refuses(lab.deb(signer=lab.stranger), "NotTrusted",
                                    key=lab.zoom.public + lab.stranger.public)),
        ("no key", refuses(good, "Malformed", key=b"<html>")),
        ("unsigned", refuses(with_members(lab, good, body), "NotTrusted")),
        ("cut off", refuses(with_cut(lab, good), "Malformed")),
        ("extra member", refuses(with_members(lab, good, [*members, ("extra", b"x")]), "Malformed")),
        ("extra hidden member", refuses(with_members(lab, good, [members[0], ("_x", b"x"), *members[1:]]),
                                        "Malformed")),
        ("data twice", refuses(with_members(lab, good, [*body, forged[2], members[3]]), "Malformed")),
        ("unlisted member", refuses(lab.deb(listed=body[:2]), "NotTrusted")),
        ("listed twice", refuses(lab.deb(listed=[*body, body[0]]), "NotTrusted")),
        ("bytes after it", refuses(with_tail(lab, good), "Malformed")),
        ("another package", refuses(lab.deb(name="zoomer"), "NotTrusted")),
        ("older", refuses(old, "Unsupported",
                          prepare=lambda computer, _: computer.run("dpkg", "-i", computer.give(good, None)))),
        ("another processor", refuses(lab.deb(architecture="armhf"), "Unsupported")),
        ("what it needs is missing", refuses(lab.deb(extra="Depends: no-such-package\n"), "Failed")),
        ("takes another's place", refuses(lab.deb(extra="Conflicts: bash\n"), "Failed")),
        ("by a link", refuses(good, "NotPermitted", prepare=by_link)),
        ("of another person", refuses(good, "NotPermitted", prepare=of_another)),
        ("a pipe", refuses(good, "NotPermitted", prepare=a_pipe)),
        ("a folder", refuses(good, "NotPermitted", given="/etc")),
        ("not there", refuses(good, "NotFound", given="/home/someone/get/none.deb")),
        ("relative", refuses(good, "NotPermitted", given="zoom.deb")),
        ("full disk for the copy", refuses(good, "NoSpace", prepare=small_disk(STORE, "4k"))),
        ("full disk for the client", refuses(good, "NoSpace", prepare=small_disk("/opt", "64k", ["zoom"]))),
        ("dpkg is busy", refuses(good, "Busy", prepare=lock("/var/lib/dpkg/lock-frontend"))),
        ("dpkg itself is busy", refuses(good, "Busy", prepare=lock("/var/lib/dpkg/lock"))),
    ]


def rpms(lab):
    good = lab.rpm()
    refuses = lambda *words, **options: lambda: lab.refuses("rpm", *words, **options)
    place = subprocess.run(["rpm", "--eval", "%{_rpmlock_path}"], capture_output=True, check=True, text=True,
                           env={**os.environ, "HOME": "/root"}).stdout.strip()
    return [
        ("rpm: first", lambda: lab.succeeds("rpm", good, installed=False)),
        ("rpm: newer", lambda: lab.succeeds("rpm", good)),
        ("rpm: damaged", lambda: lab.succeeds(
            "rpm", good, prepare=lambda computer: (
                computer.run("rpm", "-U", "--nosignature", computer.give(good, None)), damage(computer)))),
        ("rpm: changed", refuses(changed(good, -20, lab.kept), "NotTrusted")),
        ("rpm: another key", refuses(lab.rpm(signer=lab.stranger), "NotTrusted")),
        ("rpm: another key, given", refuses(lab.rpm(signer=lab.stranger), "NotTrusted", key=lab.stranger.public)),
        ("rpm: both keys given", refuses(lab.rpm(signer=lab.stranger), "NotTrusted",
                                         key=lab.zoom.public + lab.stranger.public)),
        ("rpm: unsigned", refuses(packages.rpm(lab.folder, NEW), "NotTrusted")),
        ("rpm: cut off", refuses(with_cut(lab, good), "NotTrusted")),
        ("rpm: another package", refuses(lab.rpm(name="zoomer"), "NotTrusted")),
        ("rpm: older", refuses(lab.rpm("6.6.9"), "Unsupported")),
        ("rpm: older, of a longer number", refuses(lab.rpm("6.7", release="10"), "Unsupported")),
        ("rpm: older, by its epoch", refuses(good, "Unsupported", prepare=installs_rpm(lab.rpm("6.6", epoch="1")))),
        ("rpm: rpm is busy", refuses(good, "Busy", prepare=lock(place))),
        ("rpm: full disk for the client", refuses(good, "NoSpace", prepare=small_disk("/opt", "64k", ["zoom"]))),
    ]


def with_cut(lab, path):
    copy = lab.kept(path)
    write(copy, read(path)[:-300])
    return copy


def with_tail(lab, path):
    copy = lab.kept(path)
    write(copy, read(path) + b"tail")
    return copy


def why_not():
    if os.geteuid() != 0:
        return "mount namespaces need root"
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    return f"not installed: {', '.join(missing)}" if missing else None


def play(options):
    folder = tempfile.mkdtemp(prefix="reconnect-reinstall-")
    mount("-t", "tmpfs", "tmpfs", folder)  # an overlay's upper part may not be on another overlay
    failed = count = 0
    lab = Lab(os.path.realpath(options.program), folder)
    try:
        for name, attempt in [*debs(lab), *rpms(lab)]:
            if options.only and name not in options.only:
                continue
            count += 1
            try:
                print(f"ok    {name}: {attempt()}", flush=True)
            except Wrong as wrong:
                failed += 1
                print(f"WRONG {name}: {wrong}", flush=True)
    finally:
        lab.zoom.end()
        lab.stranger.end()
        subprocess.run(["umount", "-l", folder], check=False)
        os.rmdir(folder)
    print(f"{count - failed} of {count} as they should be")
    return 1 if failed or not count else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    reason = why_not()
    if reason:
        print(f"skipped: {reason}")
        return SKIP
    if not options.inside:
        os.execvp("unshare", ["unshare", "--mount", "--net", "--propagation", "private", sys.executable,
                              os.path.realpath(__file__), *sys.argv[1:], "--inside"])
    return play(options)


if __name__ == "__main__":
    sys.exit(main())
