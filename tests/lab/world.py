"""One worker's world: a client, its router and an internet, each a network namespace.

Nothing has a way to the outside. reset() brings a world back to health between scenarios; clean()
removes all of a run, or what crashed runs left behind.
"""

import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile

import addresses as at
import certificates
import servers
from process import PATH, need, run, stop, write

PREFIX = "reclab"
NAMESPACE = re.compile(rf"^{PREFIX}(\d+)x\d+[cri]$")
RUN_DIR = re.compile(rf"^{PREFIX}(\d+)-")


class Namespace:
    def __init__(self, name):
        self.name = name
        run("ip", "netns", "add", name)
        self.ip("link set lo up")

    def enter(self):
        return ["ip", "netns", "exec", self.name]

    def run(self, *argv, **options):
        need(argv[0])
        return run(*self.enter(), *argv, **options)

    def shell(self, script):
        return self.run("sh", "-ec", script)

    def ip(self, *commands, force=False):
        flags = ["-force"] if force else []
        run("ip", "-n", self.name, *flags, "-batch", "-", input="\n".join(commands) + "\n",
            check=not force)

    def nft(self, ruleset):
        self.run("nft", "-f", "-", input=ruleset.replace("}", "\n}") + "\n")

    def spawn(self, *argv, log=os.devnull, enter=None, **options):
        """Starts a server in this namespace; it ends with the namespace at the latest."""
        need(argv[0])
        with open(log, "ab") as out:
            return subprocess.Popen([*(enter or self.enter()), *argv], stdin=subprocess.DEVNULL,
                                    stdout=out, stderr=out, start_new_session=True, **options)


class World:
    """The healthy network, with every server running."""

    def __init__(self, number, trust):
        tag = f"{PREFIX}{os.getpid()}x{number}"
        self.dir = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-{number}-")
        os.chmod(self.dir, 0o755)
        self.number = number
        self.trust = trust
        self.namespaces = []
        self.etc = {}
        try:
            self.build(tag)
        except BaseException:
            # Half a world would be in the way of the next one, and hide why this one failed.
            for letter, folder in self.etc.items():
                delete_namespace(tag + letter)
                shutil.rmtree(folder, ignore_errors=True)
            raise

    def build(self, tag):
        for letter in "cri":
            self.etc[letter] = f"/etc/netns/{tag}{letter}"
            os.makedirs(self.etc[letter])
            self.namespaces.append(Namespace(tag + letter))
        self.client, self.router, self.internet = self.namespaces
        self.wire()
        self.write_etc()
        self.isp = servers.Unbound(self, "isp", [at.RESOLVER, at.SECOND_RESOLVER])
        self.independent = servers.Unbound(self, "independent", at.INDEPENDENT)
        self.web = servers.Nginx(self)
        self.stun = servers.Coturn(self)
        self.proxies = servers.Proxies(self)
        self.guests = []
        self.reset()

    # --- the wires ---------------------------------------------------------------------------
    def wire(self):
        for ns in self.namespaces:
            ns.shell("for f in all default; do d=/proc/sys/net/ipv6/conf/$f;"
                     " echo 0 > $d/accept_dad; echo 0 > $d/accept_ra; done")
        self.router.shell("echo 1 > /proc/sys/net/ipv4/ip_forward;"
                          " echo 1 > /proc/sys/net/ipv6/conf/all/forwarding")
        self.client.ip(f"link add eth0 type veth peer name lan netns {self.router.name}")
        self.router.ip(f"link add wan type veth peer name eth0 netns {self.internet.name}")
        self.internet.ip(f"addr add {at.UPSTREAM4}/30 dev eth0",
                         f"addr add {at.UPSTREAM6}/64 dev eth0", "link set eth0 up",
                         f"route add {at.LAN4} via {at.ROUTER_WAN4}",
                         f"route add {at.LAN6} via {at.ROUTER_WAN6}",
                         *[f"addr add {a} dev lo" for a in at.internet_addresses()])

    def heal_wires(self):
        self.router.ip("link set lan up", "link set wan up",
                       f"addr replace {at.GATEWAY4}/25 dev lan",
                       f"addr replace {at.GATEWAY6}/64 dev lan",
                       f"addr replace {at.ROUTER_WAN4}/30 dev wan",
                       f"addr replace {at.ROUTER_WAN6}/64 dev wan",
                       f"route replace default via {at.UPSTREAM4}",
                       f"route replace default via {at.UPSTREAM6}")
        self.client.ip("addr flush dev eth0", "link set eth0 up", "route flush table main",
                       f"addr replace {at.CLIENT4}/25 dev eth0",
                       f"addr replace {at.CLIENT6}/64 dev eth0",
                       f"route replace {at.LAN4} dev eth0 src {at.CLIENT4}",
                       f"route replace default via {at.GATEWAY4}",
                       f"route replace default via {at.GATEWAY6}", force=True)

    # --- the client's files ------------------------------------------------------------------
    def write_etc(self):
        write(f"{self.etc['i']}/resolv.conf", f"nameserver {at.INDEPENDENT[0]}\n")
        write(f"{self.etc['r']}/resolv.conf", f"nameserver {at.INDEPENDENT[0]}\n")
        for letter in "cri":
            write(f"{self.etc[letter]}/nsswitch.conf", "hosts: files dns\npasswd: files\n")
            write(f"{self.etc[letter]}/hosts", "127.0.0.1 localhost\n")
        ssl = f"{self.dir}/ssl"
        shutil.copytree("/etc/ssl", ssl, symlinks=True)
        certificates.install(self.trust.path("root.pem"), f"{ssl}/certs")
        self.use_ssl(ssl)

    def trust_authority(self, pem):
        """This computer trusts one more authority, for the scenario."""
        ssl = f"{self.dir}/ssl-more"
        shutil.rmtree(ssl, ignore_errors=True)
        shutil.copytree(f"{self.dir}/ssl", ssl, symlinks=True)
        certificates.install(pem, f"{ssl}/certs")
        self.use_ssl(ssl)

    def use_ssl(self, folder):
        link = f"{self.etc['c']}/ssl"
        if os.path.islink(link):
            os.remove(link)
        os.symlink(folder, link)

    def hosts(self, *lines):
        standard = ["127.0.0.1 localhost", "::1 localhost ip6-localhost", "127.0.1.1 computer"]
        write(f"{self.etc['c']}/hosts", "\n".join([*standard, *lines]) + "\n")

    def resolv(self, *servers_, options=""):
        lines = [f"nameserver {s}" for s in servers_] + ([f"options {options}"] if options else [])
        write(f"{self.etc['c']}/resolv.conf", "\n".join(lines) + "\n")

    def environment_file(self, text):
        write(f"{self.etc['c']}/environment", text)

    # --- between scenarios -------------------------------------------------------------------
    def reset(self):
        for guest in self.guests:
            stop(guest)
        self.guests = []
        for ns in self.namespaces:
            ns.run("nft", "flush", "ruleset")
        self.heal_wires()
        self.hosts()
        self.resolv(at.RESOLVER, at.SECOND_RESOLVER)
        self.environment_file("")
        self.use_ssl(f"{self.dir}/ssl")
        self.home = f"{self.dir}/home"
        shutil.rmtree(self.home, ignore_errors=True)
        os.makedirs(self.home)
        os.chmod(self.home, 0o777)
        self.env = {"PATH": PATH, "HOME": self.home, "LANG": "C",
                    "XDG_CONFIG_HOME": f"{self.home}/.config",
                    "XDG_RUNTIME_DIR": f"{self.home}/run"}
        os.makedirs(f"{self.home}/run", 0o700)
        self.wrap = []  # put before the program: a session bus, another user, ...
        self.enter = self.client.enter()
        self.own, self.over = [], {}  # folders, and what stands in their place, wherever mounts are private
        self.helper = None  # which is then installed as by a package, where mounts are private
        for server in (self.isp, self.independent, self.web):
            server.serve()

    def guest(self, ns, *argv, **options):
        """A process that ends with the scenario."""
        process = ns.spawn(*argv, log=f"{self.dir}/guests.log", **options)
        self.guests.append(process)
        return process

    def python(self, ns, program, *arguments):
        """One of the lab's own small programs, beside this file."""
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), program)
        return self.guest(ns, "/usr/bin/python3", path, *map(str, arguments))


def delete_namespace(name):
    pids = run("ip", "netns", "pids", name, check=False).split()
    for pid in pids:
        try:
            os.kill(int(pid), signal.SIGKILL)
        except ProcessLookupError:
            pass
    run("ip", "netns", "del", name, check=False)


def clean(own=None):
    """Removes what this run (own: its process id), or else runs no longer alive, left behind."""
    def over(owner):
        return owner and (int(owner[1]) == own if own else not alive(int(owner[1])))

    removed = []
    for name in sorted(os.listdir("/run/netns") if os.path.isdir("/run/netns") else []):
        owner = NAMESPACE.match(name)
        if over(owner):
            delete_namespace(name)
            removed.append(name)
    for path in glob.glob(f"/etc/netns/{PREFIX}*"):
        owner = NAMESPACE.match(os.path.basename(path))
        if over(owner):
            shutil.rmtree(path, ignore_errors=True)
    for path in glob.glob(f"{tempfile.gettempdir()}/{PREFIX}*"):
        owner = RUN_DIR.match(os.path.basename(path))
        if over(owner):
            shutil.rmtree(path, ignore_errors=True)
    return removed


def alive(pid):
    return os.path.exists(f"/proc/{pid}")
