#!/usr/bin/env python3
"""The walls of the house, judged from its source: prints each breach and ends with 1 if there is one.

    walls.py SOURCE_FOLDER [LINKS_FILE]

LINKS_FILE is written by CMake: a line a target, "name: library library ...".
"""
import pathlib
import re
import sys
from dataclasses import dataclass

CODE = r"\.(h|cpp|mm)$"
WIDGETS = (r"QtWidgets|QtGui|Q(Abstract(Button|ItemView|ItemDelegate)|Action|Application|BoxLayout|CheckBox|"
           r"ComboBox|Dialog|Font|Frame|GuiApplication|Icon|Image|Label|Layout|LineEdit|"
           r"ListWidget|Main[Ww]indow|Menu|MessageBox|Painter|Palette|Pixmap|ProgressBar|PushButton|"
           r"ScrollArea|Style|TableWidget|TextEdit|ToolButton|TreeWidget|Widget|Window|Wizard|WizardPage)")


@dataclass
class Wall:
    """No line of a file whose path matches `where` (and not `but`) may match `pattern`."""
    name: str
    where: str
    pattern: str
    but: str = r"^$"


LINE_WALLS = [
    Wall("an OS #if outside native/ and composition roots", r"^(app|core|platform)/.*" + CODE,
         r"#\s*(if|ifdef|ifndef|elif)\b.*\b(Q_OS_\w+|_?_?WIN(32|64)(__)?|__APPLE__|__linux__|__unix__)\b",
         but=r"/native/|(^|/)main\.cpp$"),
    Wall("an OS header outside native/", r"^(app|core|platform)/.*" + CODE,
         r"#\s*include\s*<((sys|netinet|arpa|linux|net)/[\w.]+|unistd\.h|fcntl\.h|poll\.h|netdb\.h|ifaddrs\.h|"
         r"resolv\.h|signal\.h|windows\.h|winsock2\.h|\w+/\w+\.framework.*)>",
         but=r"/native/|(^|/)main\.cpp$"),
    Wall("core looks up (app, platform or windows)", r"^core/.*" + CODE,
         r"#\s*include\s*([<\"](app|platform)/|<((QtWidgets|QtGui)/)?(" + WIDGETS + r")[/>]|\"\.\./)"),
    Wall("platform looks at app or windows", r"^platform/.*" + CODE,
         r"#\s*include\s*([<\"]app/|<((QtWidgets|QtGui)/)?(" + WIDGETS + r")[/>]|\"\.\./\.\./)"),
    Wall("app knows a concrete platform outside its composition root", r"^app/.*" + CODE,
         r"#\s*include\s*[<\"]platform/(linux|windows|macos|simulated)/", but=r"(^|/)main\.cpp$"),
    Wall("a page that thinks (process, thread, socket, friend)", r"^app/gui/.*" + CODE,
         r"\b(QProcess|QThread|QThreadPool|QtConcurrent|QTcpSocket|QUdpSocket|QSslSocket|QLocalSocket|"
         r"QNetworkAccessManager|QHostInfo|std::j?thread|std::async)\b|\bfriend\s+(class|struct)\b",
         but=r"(^|/)main\.cpp$"),
    Wall("something waits in an event loop of its own", r"^(app|core|platform)/.*" + CODE,
         r"\bwaitFor[A-Z]\w*\s*\(|\bprocessEvents\b|\bQEventLoop\b|\b(Dialog|dialog|menu|Menu)\w*(\.|->)exec\(",
         but=r"^platform/process_tools\.cpp$"),
]

# (what, where, most lines)
LENGTH_WALLS = [
    ("a page over 150 lines", r"^app/gui/(pages/.*|.*page)\.cpp$", 150),
    ("a file over 500 lines", r"^(app|core|platform|tests)/.*\.(h|cpp|mm|py)$|^packaging/dev$", 500),
]

# What our libraries and programs may link of ours. Those not named here may link anything.
LINKS = {
    "core": {"house"},
    "platform": {"house", "core"},
    "session": {"house", "core"},
}
OURS_UPWARDS = {"house", "core", "platform", "session", "cli", "gui", "reconnect2026", "reconnect2026-cli"}


def without_comments(text):
    """Blanks // and /* */ comments, keeping the lines: a wall may be spoken of."""
    blank = lambda match: match.group(0) if match.group(0)[0] == '"' else re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', blank, text, flags=re.S)


def source_breaches(files):
    """files: path in the house -> text. Returns lines that say what is breached, and where."""
    found = []
    for path, text in sorted(files.items()):
        lines = without_comments(text).splitlines()
        for wall in LINE_WALLS:
            if not re.search(wall.where, path) or re.search(wall.but, path):
                continue
            for number, line in enumerate(lines, 1):
                if re.search(wall.pattern, line):
                    found.append(f"{wall.name}: {path}:{number}: {line.strip()}")
        for name, where, most in LENGTH_WALLS:
            if re.search(where, path) and text.count("\n") > most:
                found.append(f"{name}: {path} has {text.count(chr(10))}")
    return found


def link_breaches(links):
    """links: target -> what it links. Arrows point at core: app -> core <- platform."""
    found = []
    for target in LINKS:
        if target not in links:
            found.append(f"a library of the house is gone: {target}")
    for target, allowed in LINKS.items():
        for library in links.get(target, []):
            if library in OURS_UPWARDS - allowed or re.search(r"Qt6?::(Widgets|Gui)$", library):
                found.append(f"an arrow the wrong way: {target} links {library}")
    return found


def read_links(text):
    return {name: rest.split() for name, rest in (line.split(":", 1) for line in text.splitlines() if ":" in line)}


def read_files(root):
    files = {}
    for folder in ("app", "core", "platform", "tests", "packaging"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and (path.suffix in (".h", ".cpp", ".mm", ".py") or path.name == "dev"):
                files[path.relative_to(root).as_posix()] = path.read_text(errors="replace")
    return files


def main(arguments):
    files = read_files(pathlib.Path(arguments[0]))
    found = source_breaches(files)
    if len(arguments) > 1:
        found += link_breaches(read_links(pathlib.Path(arguments[1]).read_text()))
    if not files:
        found.append(f"no source in {arguments[0]}")
    print("\n".join(found) or f"{len(files)} files, no wall is breached")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
