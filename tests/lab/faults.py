"""What can be wrong with a network, as small functions on a healthy world."""

import os
import shutil
import time

import addresses as at
from process import FAKETIME, need, run, wait_for_port, write

ZOOM_ADDRESSES = (f"ip daddr {at.ZOOM4}", f"ip6 daddr {at.ZOOM6}")


# --- packet filters --------------------------------------------------------------------------
def rules(namespace, hook, *lines, policy="accept"):
    body = "\n".join(lines)
    namespace.nft(f"table inet lab_{hook} {{ chain {hook} {{ type filter hook {hook} priority 0\n"
                  f"policy {policy}\n{body}\n}} }}")


def to_zoom(match, verdict):
    """The rule for Zoom's addresses of both families."""
    return [f"{zoom} {match} {verdict}" for zoom in ZOOM_ADDRESSES]


def router_blocks(world, *lines):
    rules(world.router, "forward", *lines)


def computer_blocks(world, *lines, policy="accept"):
    rules(world.client, "output", *lines, policy=policy)


def iptables(namespace, *rule):
    """The same rule for both families."""
    for tool in ("iptables", "ip6tables"):
        namespace.run(tool, "-I", *rule)


def sni_filter(world, *action):
    """A middlebox that reads the name in the TLS hello."""
    for name in ("zoom.us", "zoom.com"):
        iptables(world.router, "FORWARD", "-p", "tcp", "--dport", "443", "-m", "string", "--algo",
                 "bm", "--string", name, "-j", *action)


def lose(world, percent):
    router_blocks(world, f"numgen random mod 100 < {percent} drop")


def delay(world, milliseconds):
    """Holds every packet that comes from the internet."""
    world.python(world.router, "delay.py", 7, milliseconds)
    time.sleep(0.3)  # netlink has no listening state to look at
    iptables(world.router, "FORWARD", "-i", "wan", "-j", "NFQUEUE", "--queue-num", "7")


# --- names -----------------------------------------------------------------------------------
def resolver_lies(world, *addresses, names=("zoom.us", "us02web.zoom.us", "zoom.com",
                                            "www.zoom.com")):
    world.isp.serve(zoom="static", answers={name: list(addresses) for name in names})


def resolver_speaks(world, mode):
    """The only resolver is hostile.py."""
    world.isp.serve(only=[at.SECOND_RESOLVER])
    world.resolv(at.RESOLVER)
    wait_for_port(world.python(world.internet, "hostile.py", "dns", mode, at.RESOLVER),
                  at.RESOLVER, 53, "udp")


def first_resolver_denies(world):
    world.isp.serve(zoom="always_nxdomain", only=[at.RESOLVER])
    world.resolv(at.RESOLVER, at.INDEPENDENT[0])


def upstream_of_resolver_dies(world, mode):
    wait_for_port(world.python(world.internet, "hostile.py", "dns", mode, at.IMPOSTOR),
                  at.IMPOSTOR, 53, "udp")
    world.isp.serve(forward=at.IMPOSTOR)


# --- proxies ---------------------------------------------------------------------------------
def proxy_environment(world, url, **more):
    world.env.update({"https_proxy": url, "http_proxy": url, **more})


def proxy_gnome(world, url=None, script=None):
    """In the desktop's settings, by its own tool, on a session bus that the program shares."""
    need("gsettings")
    need("dbus-run-session")
    world.env["XDG_CURRENT_DESKTOP"] = "GNOME"
    key = "org.gnome.system.proxy"
    settings = [f"{key} mode {'auto' if script else 'manual'}"]
    if script:
        settings.append(f"{key} autoconfig-url {script}")
    else:
        host, port = url.removeprefix("http://").split(":")
        for scheme in ("http", "https"):
            settings += [f"{key}.{scheme} host {host}", f"{key}.{scheme} port {port}"]
    lines = [f"gsettings set {setting}" for setting in settings]
    lines.append(f"test $(gsettings get {key} mode) != \"'none'\"")  # without a bus set writes nothing
    world.wrap = ["dbus-run-session", "--", "sh", "-ec", "\n".join(lines) + '\nexec "$@"', "sh"]


def proxy_kde(world, **entries):
    world.env["XDG_CURRENT_DESKTOP"] = "KDE"
    for name, value in entries.items():
        world.client.run("kwriteconfig5", "--file", f"{world.home}/.config/kioslaverc", "--group",
                         "Proxy Settings", "--key", name, value, env=world.env)


def odd_proxy(world, mode, port=3128):
    wait_for_port(world.python(world.internet, "hostile.py", "tcp", mode, at.ODD_PROXY, port),
                  at.ODD_PROXY, port)
    return f"http://{at.ODD_PROXY}:{port}"


def script(world, text):
    world.web.serve(pac=text)
    proxy_gnome(world, script="http://pac.example.com/proxy.pac")


# --- this computer ---------------------------------------------------------------------------
def clock(world, offset):
    """The program sees a wrong clock; timers keep their pace."""
    fake_time(world, FAKETIME=offset)


def settable_clock(world, offset, network):
    """A wrong clock that timedatectl can set. `network`: a time server answers."""
    own = f"{world.dir}/clock"
    shutil.rmtree(own, ignore_errors=True)
    os.makedirs(f"{own}/root")
    # The helper forgets its caller's environment; what it loaded looks in root's home then.
    os.symlink(f"{own}/offset", f"{own}/root/.faketimerc")
    here = os.path.dirname(os.path.abspath(__file__))
    stand_in = f"{own}/timedatectl"
    write(stand_in, f'#!/bin/sh\nexec sh {here}/timedatectl {own} "$@"\n')
    os.chmod(stand_in, 0o755)
    write(f"{own}/offset", offset)
    write(f"{own}/ntp", "yes" if network else "never")
    private_mounts(world, over={"/usr/bin/timedatectl": stand_in, "/root": f"{own}/root"})
    fake_time(world, FAKETIME_TIMESTAMP_FILE=f"{own}/offset", FAKETIME_NO_CACHE="1")


def fake_time(world, **settings):
    need("faketime")
    world.env.update({"LD_PRELOAD": FAKETIME,
                      "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1", **settings})


def as_user(world, user="nobody"):
    uid = run("id", "-u", user).strip()
    run("chown", "-R", uid, world.home)
    world.wrap = ["setpriv", "--reuid", uid, "--clear-groups", "--", *world.wrap]


def private_mounts(world, *folders, over=None):
    """A client whose folders of /etc, /var/lib and /run are its own, for programs that keep state.
    `over`: what stands in place of this machine's, by its path. The helper (world.helper) is installed as by a package."""
    layers = f"{world.dir}/own/layers"
    shutil.rmtree(layers, ignore_errors=True)
    script_ = ["mount -t tmpfs none /run"]
    for place in ("/var/lib", "/usr/libexec", "/root"):
        for layer in ("upper", "work"):
            os.makedirs(f"{layers}{place}/{layer}")
        script_.append(f"mount -t overlay overlay -o lowerdir={place},upperdir={layers}{place}/upper,"
                       f"workdir={layers}{place}/work {place}")
    script_ += ["rm -rf /usr/libexec/reconnect2026"]
    if world.helper:
        script_ += ["mkdir /usr/libexec/reconnect2026", f"cp {world.helper} /usr/libexec/reconnect2026/"]
    script_ += [f"mount --bind {ours} {theirs}" for theirs, ours in {**world.over, **(over or {})}.items()]
    for folder in [*world.own, *folders]:
        copy = f"{world.dir}/own{folder}"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy, symlinks=True)
        script_.append(f"mount --bind {copy} {folder}")
    ready = f"{world.dir}/mounted"
    if os.path.exists(ready):
        os.remove(ready)
    script_ += [f"touch {ready}", "exec sleep infinity"]
    holder = world.guest(world.client, "unshare", "-m", "sh", "-ec", "\n".join(script_))
    while not os.path.exists(ready):
        if holder.poll() is not None:
            raise RuntimeError("the private mounts failed")
        time.sleep(0.01)
    world.enter = ["nsenter", "-t", str(holder.pid), "-n", "-m", "--"]


def ufw(world, *commands):
    need("ufw")
    private_mounts(world, "/etc/ufw", "/etc/default")
    for command in ("--force enable", *commands):
        run(*world.enter, "ufw", *command.split())


def system_bus(world):
    """One of the client's own, where all may own and say all."""
    bus = f"{world.dir}/system-bus.conf"
    write(bus, "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN' "
               "'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'><busconfig>"
               "<type>system</type><listen>unix:path=/run/dbus/system_bus_socket</listen>"
               "<auth>EXTERNAL</auth><policy context='default'><allow send_destination='*'/>"
               "<allow receive_sender='*'/><allow own='*'/><allow user='*'/></policy></busconfig>")
    run(*world.enter, "mkdir", "/run/dbus")
    world.guest(world.client, "dbus-daemon", "--nofork", f"--config-file={bus}", enter=world.enter)
    run(*world.enter, "sh", "-ec", "until test -S /run/dbus/system_bus_socket; do sleep 0.01; done")


def firewalld(world):
    """The daemon itself, on a system bus of its own, with a policy that rejects what this computer
    sends."""
    need("firewalld")
    private_mounts(world, "/etc/firewalld")
    offline = [*world.enter, "firewall-offline-cmd"]
    run(*offline, "--new-policy", "strict")
    run(*offline, "--policy", "strict", "--add-ingress-zone", "HOST")
    run(*offline, "--policy", "strict", "--add-egress-zone", "ANY")
    run(*offline, "--policy", "strict", "--add-rich-rule",
        'rule family="ipv4" port port="443" protocol="tcp" reject')
    run(*offline, "--policy", "strict", "--add-rich-rule",
        'rule family="ipv6" port port="443" protocol="tcp" reject')
    system_bus(world)
    world.guest(world.client, "firewalld", "--nofork", "--nopid", enter=world.enter)
    run(*world.enter, "sh", "-ec", "until firewall-cmd --state; do sleep 0.1; done")
