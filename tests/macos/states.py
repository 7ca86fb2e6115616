"""Macs with something to mend."""
import json
import os

APP = "/Applications/zoom.us.app"
PROXY = {"on": True, "server": "192.0.2.10", "port": 8080, "authenticated": 1}
OFF = {"on": False, "server": "192.0.2.11", "port": 3128, "authenticated": 0}
SCRIPT = {"on": True, "url": "http://192.0.2.12/proxy.pac"}
NAMES = ["Wi-Fi", "USB 10/100/1000 LAN", "* mit Stern", "Büro–Netz «d'été»"]


def service(name, device, **more):
    return {"name": name, "port": "Ethernet", "device": device, "enabled": True, "up": True, **more}


def services():
    """All kinds on the first that carries the traffic; others named in other languages; one is disabled."""
    manual = {"web": PROXY, "secure-web": PROXY, "socks": {**PROXY, "port": 1080}, "bypass": ["*.local", "169.254/16"]}
    return [service(NAMES[0], "en0", **manual),
            service(NAMES[1], "en4", **{"web": OFF, "secure-web": PROXY, "socks": OFF}),
            service(NAMES[2], "en5", **{"secure-web": PROXY}),
            service(NAMES[3], "en6", **{"socks": {**PROXY, "port": 1080}}),
            {**service("Alt (aus)", "en8", **manual), "enabled": False}]


def scripts():
    return [service(NAMES[0], "en0", **{"script": SCRIPT, "discovery": {"on": True}, "web": OFF}),
            service(NAMES[2], "en5", **{"script": {**SCRIPT, "on": False}, "discovery": {"on": True}}),
            {**service("Alt (aus)", "en8", script=SCRIPT), "enabled": False}]


def proxies(mac):
    mac.set("networksetup", {"services": services()})


def proxy_scripts(mac):
    mac.set("networksetup", {"services": scripts()})


def as_employee(state):
    """A person whose account is no administrator's."""
    def both(mac):
        state(mac)
        mac.set("person", {"administrator": False})
    return both


def pins(mac):
    path = mac.disk / "etc/hosts"
    path.write_text(path.read_text() + "203.0.113.9 zoom.us  us02web.zoom.us mine.example # pinned\n")


def application_firewall(version, listed):
    def begin(mac):
        mac.set("names", {"zoom.us": ["203.0.113.5"]})
        mac.set("socketfilterfw", {"state": 1, "version": version, "managed": False,
                                   "apps": [["/usr/sbin/cupsd", True]] + ([[APP, False]] if listed else [])})
    return begin


def zoom_data(mac):
    del mac


def zoom_runs(mac):
    mac.set("ps", {"processes": [{"pid": 512, "uid": os.getuid(), "program": f"{mac.disk}{APP}/Contents/MacOS/zoom.us"}]})


def package(mac, version="6.7.5.6891", team="BJ4HAAB9B3"):
    path = mac.home / "Library/Caches/Reconnect2026/zoomusInstallerFull.pkg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"team": team, "id": "us.zoom.pkg.videomeeting", "version": version}))
    return str(path)
