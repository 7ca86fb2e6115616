"""One simulated Mac: a folder with its disk and what its tools keep, and the programs that are asked about it."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "tools"))
import apps  # noqa: E402  needs the folder above

NOTES = ["Library/Application Support/Reconnect2026", "Users/person/Library/Application Support/Reconnect2026"]
HELPER = "Library/PrivilegedHelperTools/org.reconnect2026/reconnect2026-helper"
HOSTS = "##\n# Host Database\n##\n127.0.0.1\tlocalhost\n::1             localhost\n192.168.1.9 printer\n"
NOT_ITS = {"faults.json", "kill.json", "calls.jsonl", "changes", "unscripted", "clock.json"}
PATIENCE = 60


def alone():
    """Put before each program: a network with nothing in it, so that no probe leaves this computer."""
    words = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-Un", "--map-current-user"]
    try:
        works = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        works = False
    return words if works else None


class Complaints(list):
    def expect(self, what, got, wanted):
        if got != wanted:
            self.append(f"{what}: {str(got)[:900]}, not {wanted!r}")


class Mac:
    def __init__(self, programs, wrap, endpoints=None):
        """`endpoints`: the list of hosts to ask, where `wrap` leads into a network that has some."""
        self.programs, self.wrap, self.endpoints = pathlib.Path(programs), wrap, endpoints
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="reconnect-mac-"))
        self.disk = self.folder / "disk"
        self.home = self.disk / "Users/person"
        self.tools = HERE / "tools"
        self.write("etc/hosts", HOSTS)
        self.write("Users/person/Documents/Zoom/recording.mp4", "film")
        self.write("Users/person/Library/Application Support/zoom.us/data/zoomus.db", "data")
        self.write("Users/person/Library/Preferences/us.zoom.xos.plist", "settings")
        self.write("Library/Preferences/us.zoom.config.plist", "policy")
        apps.make(self.disk / "Applications/zoom.us.app", "6.6.0.1")
        (self.disk / "Library/Application Support").mkdir()
        helper = self.disk / HELPER
        helper.parent.mkdir(parents=True)
        helper.symlink_to(self.programs / "reconnect2026-helper")
        self.set("person", {"administrator": True})
        self.sign(self.programs / "reconnect2026-helper")
        self.set("netstat", {"gateway": None})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, path, text):
        place = self.disk / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def set(self, tool, state):
        """In the form in which the tools keep it."""
        (self.folder / f"{tool}.json").write_text(json.dumps(state, indent=1, sort_keys=True))

    def get(self, tool):
        path = self.folder / f"{tool}.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def without(self, *names):
        """The same tools, and these are missing."""
        self.tools = self.folder / "some-tools"
        shutil.rmtree(self.tools, ignore_errors=True)
        self.tools.mkdir()
        for tool in (HERE / "tools").iterdir():
            if tool.name not in names:
                (self.tools / tool.name).symlink_to(tool)

    def sign(self, helper):
        """So that this helper, and no other, is taken for this program's."""
        self.set("codesign", {"helper": hashlib.sha256(pathlib.Path(helper).read_bytes()).hexdigest()})

    def run(self, program, *words):
        env = {"PATH": "/usr/bin:/bin", "LANG": "C", "HOME": str(self.home), "SIMULATED_MAC": str(self.folder),
               "SIMULATED_TOOLS": str(self.tools), "SIMULATED_UID": str(os.getuid())}
        return subprocess.run([*self.wrap, program, *words], stdin=subprocess.DEVNULL, capture_output=True, env=env,
                              cwd=self.folder, timeout=PATIENCE, check=False)

    def ask(self, *words):
        """The exit status of reconnect2026-cli, and its JSON."""
        more = ["--endpoints", self.endpoints] if self.endpoints and words[0] != "undo" else []
        done = self.run(self.programs / "reconnect2026-cli", *words, "--json", *more)
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            return done.returncode, {"no JSON": (done.stdout + done.stderr).decode(errors="replace")[-400:]}

    def fix(self, *words):
        """A Mac of scripts on a busy computer may be too slow for a checkup's time: then it is asked again."""
        for _ in range(4):
            status, told = self.ask("fix", *words)
            if "could not be read" not in str(told.get("error")):
                break
        return status, told

    def order(self, *words):
        """The helper's answer, as where an administrator types it."""
        done = self.run(self.disk / HELPER, *words)
        try:
            return done.returncode, json.loads(done.stdout.decode().splitlines()[-1])
        except (ValueError, IndexError):
            return done.returncode, {"no JSON": (done.stdout + done.stderr).decode(errors="replace")[-400:]}

    def left(self):
        """What undo --list still tells of, but what can't be taken back."""
        _, told = self.ask("undo", "--list")
        return [c for c in told.get("changes", [told]) if c.get("standing") != "final"]

    def snapshot(self, trash=False):
        """All of the Mac, byte for byte, but what this program notes of its own."""
        seen = {}
        for path in sorted(self.folder.glob("*.json")):
            if path.name not in NOT_ITS:
                seen[path.name] = path.read_bytes()
        for path in sorted(self.disk.rglob("*")):
            name = path.relative_to(self.disk).as_posix()
            if name == HELPER or any(name.startswith(note) for note in NOTES) or (not trash and "/.Trash" in name):
                continue
            info = path.lstat()
            content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
            seen[name] = (content, info.st_mode, info.st_uid, info.st_gid)
        return seen

    def unscripted(self):
        path = self.folder / "unscripted"
        return path.read_text() if path.exists() else ""


def differences(one, other):
    return [name for name in sorted(set(one) | set(other)) if one.get(name) != other.get(name)][:5]
