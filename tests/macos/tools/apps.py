"""Zoom's app on the simulated Mac's disk: a property list, programs, and beside them what they were when they were
signed, so that what is changed afterwards is found."""
import hashlib
import json
import plistlib

ZOOM = "BJ4HAAB9B3"
SEAL = "Contents/_CodeSignature/CodeResources"


def sums(app):
    return {path.relative_to(app).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(app.rglob("*")) if path.is_file() and path.relative_to(app).as_posix() != SEAL}


def make(app, version, team=ZOOM):
    for name in ("MacOS/zoom.us", "Frameworks/nydus.framework/nydus", "Frameworks/cpthost.app/Contents/MacOS/CptHost"):
        path = app / "Contents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} of {version}\n")
    number, _, build = version.rpartition(".")
    (app / "Contents/Info.plist").write_bytes(plistlib.dumps(
        {"CFBundleIdentifier": "us.zoom.xos", "CFBundleVersion": version,
         "CFBundleShortVersionString": f"{number} ({build})"}, fmt=plistlib.FMT_BINARY))
    (app / SEAL).parent.mkdir(parents=True, exist_ok=True)
    (app / SEAL).write_text(json.dumps({"team": team, "files": sums(app)}))


def seal_of(app):
    try:
        return json.loads((app / SEAL).read_text())
    except (FileNotFoundError, ValueError):
        return None
