"""A Windows of one's own: a Wine prefix in a folder, with its own home, that is ended for sure."""

import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lab"))
import process  # noqa: E402  (the lab's)

TOOLS = ["wine", "wineserver"]


class Wine:
    """`enter`: put before every program, so that the server behind all sockets is inside too."""

    def __init__(self, folder, enter=()):
        self.folder = os.path.abspath(folder)
        self.prefix = f"{self.folder}/prefix"
        self.enter = list(enter)
        home = f"{self.folder}/home"
        os.makedirs(home, exist_ok=True)
        self.env = {
            "PATH": process.PATH, "HOME": home, "LANG": "C.UTF-8", "WINEPREFIX": self.prefix,
            "WINEDEBUG": "-all", "XDG_RUNTIME_DIR": home,
            # No .NET or browser is asked for, and no menu of this computer is written to.
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d",
        }
        if not os.path.exists(f"{self.prefix}/system.reg"):
            self.run("wineboot", "-i", timeout=180)
            self.settle()

    def argv(self, program, *arguments):
        return [*self.enter, "wine", program, *arguments]

    def run(self, program, *arguments, timeout=60, check=True, **options):
        """Its standard output; the exit status is checked."""
        done = self.run_done(program, *arguments, timeout=timeout, **options)
        if check and done.returncode:
            raise RuntimeError(f"{program} {' '.join(arguments)}: exit {done.returncode}: "
                               f"{done.stdout}{done.stderr}")
        return done.stdout

    def run_done(self, program, *arguments, timeout=60, env=None, **options):
        return subprocess.run(self.argv(program, *arguments), stdin=subprocess.DEVNULL, text=True,
                              errors="replace", capture_output=True, timeout=timeout,
                              env={**self.env, **(env or {})}, **options)

    def start(self, program, *arguments, **options):
        return subprocess.Popen(self.argv(program, *arguments), stdin=subprocess.DEVNULL,
                                start_new_session=True, env=self.env, **options)

    def settle(self, timeout=60):
        """Waits until all its programs have ended and the registry is on the disk."""
        subprocess.run([*self.enter, "wineserver", "-w"], env=self.env, timeout=timeout, check=True)

    def end(self):
        """Ends whatever runs in this Windows, and nothing else."""
        subprocess.run([*self.enter, "wineserver", "-k"], env=self.env, timeout=30, check=False)

    def path(self, windows_path):
        """C:\\a\\b as this system names it."""
        return f"{self.prefix}/drive_c/" + windows_path[3:].replace("\\", "/")

    def files(self):
        """Every file and folder, with the size of files."""
        found = {}
        top = f"{self.prefix}/drive_c"
        for folder, folders, names in os.walk(top):
            for name in folders:
                found[os.path.relpath(f"{folder}/{name}", top)] = None
            for name in names:
                path = f"{folder}/{name}"
                found[os.path.relpath(path, top)] = os.lstat(path).st_size
        return found

    def registry(self):
        """Every value, by hive, key and name. Call settle() first."""
        found = {}
        for hive in ("system", "user", "userdef"):
            key = ""
            text = process.read(f"{self.prefix}/{hive}.reg").replace("\\\n", "")
            for line in text.splitlines():
                if line.startswith("["):
                    key = line[:line.rindex("]") + 1]
                    found[hive, key, ""] = ""
                elif re.match(r'["@]', line):
                    name, _, value = line.partition("=")
                    found[hive, key, name] = value
        return found


def unix_path(path):
    """As a Windows program names it."""
    return "Z:" + os.path.abspath(path).replace("/", "\\")


def from_build(build):
    """The environment that lets programs of the build folder find what they load."""
    cache = process.read(f"{build}/CMakeCache.txt")
    qt = re.search(r"^Qt6_DIR:PATH=(.*)/lib/cmake/Qt6$", cache, re.M)[1]
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M)
    compiler = compiler[1] if compiler else "x86_64-w64-mingw32-g++-posix"
    runtimes = [process.run(compiler, f"-print-file-name={name}.dll").strip()
                for name in ("libstdc++-6", "libwinpthread-1")]
    folders = [f"{qt}/bin", *map(os.path.dirname, runtimes)]
    return {"WINEPATH": ";".join(map(unix_path, folders)), "QT_PLUGIN_PATH": unix_path(f"{qt}/plugins")}


def missing(*more):
    """The tools that are not installed."""
    return [tool for tool in [*TOOLS, *more] if not shutil.which(tool, path=process.PATH)]


def difference(before, after):
    """What was added, removed or changed, a line each."""
    def shown(name):
        return name if isinstance(name, str) else " ".join(name)
    lines = [f"+ {shown(name)}: {after[name]}" for name in after if name not in before]
    lines += [f"- {shown(name)}" for name in before if name not in after]
    return lines + [f"~ {shown(name)}: {before[name]} -> {after[name]}" for name in before
                    if name in after and before[name] != after[name]]
