"""Network services of the simulated Mac, in networksetup.json, which scutil looks at too:
{"services": [{"name": "Wi-Fi", "port": "Wi-Fi", "device": "en0", "enabled": true, "up": true,
               "web": {"on": true, "server": "proxy.example", "port": 8080, "authenticated": 1}, "secure-web": …,
               "socks": …, "script": {"on": true, "url": "http://…"}, "discovery": {"on": false},
               "bypass": ["*.local"]}],
 "locked": false: whoever is not root is refused, "idle": false: it says yes and does nothing,
 "forgetful": true: what is turned off loses its server, which no Mac is known to do,
 "words": {"Yes": "Ja"}: what it says in place of its own words}"""
import simulated

DEFAULT = {"services": [{"name": "Wi-Fi", "port": "Wi-Fi", "device": "en0", "enabled": True, "up": True}]}
MANUAL = {"web": "web", "secure-web": "secureweb", "socks": "socksfirewall"}


def load():
    return simulated.load("networksetup", DEFAULT)


def primary(state):
    """The service that carries the traffic: the first that is up."""
    return next((one for one in state["services"] if one["enabled"] and one.get("up")), {})


def part(service, name):
    return service.get(name, {"on": False})
