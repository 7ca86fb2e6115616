"""The real servers of the lab's internet, each started once a world and restarted only when a
scenario changes what it serves."""

import os

import addresses as at
import web
from process import need, stop, wait_for_port, write


class Unbound:
    """A resolver. What it says of Zoom, and of all else, is a local-zone type of unbound:
    always_nxdomain, always_refuse, always_null (0.0.0.0), always_nodata, always_deny (silent)."""

    def __init__(self, world, name, listen):
        self.world, self.name, self.listen = world, name, listen
        self.process, self.running = None, None

    def serve(self, zoom=None, everything="static", denied=None, forward=None, answers=None,
              only=None):
        text = self.config(zoom, everything, denied, forward, answers or {}, only or self.listen)
        if text == self.running:
            return
        if self.process:
            stop(self.process)
        path = f"{self.world.dir}/{self.name}.conf"
        write(path, text)
        self.process = self.world.internet.spawn("unbound", "-d", "-c", path,
                                                 log=f"{self.world.dir}/{self.name}.log")
        for address in only or self.listen:
            wait_for_port(self.process, address, 53, "udp")
        self.running = text

    def config(self, zoom, everything, denied, forward, answers, listen):
        lines = ["server:", "do-daemonize: no", "use-syslog: no", 'pidfile: ""', 'chroot: ""',
                 'username: ""', "access-control: 0.0.0.0/0 allow", 'module-config: "iterator"',
                 "num-threads: 1", "rrset-roundrobin: no", "do-not-query-localhost: no"]
        lines += [f"interface: {address}" for address in listen]
        if forward:
            lines += ["forward-zone:", 'name: "."', f"forward-addr: {forward}"]
        else:
            lines += [f'local-zone: "." {everything}']
            real = {} if everything != "static" else {
                name: addresses for name, addresses in at.EVERY_NAME.items()
                if name != denied and not (zoom and is_zoom(name))}
            for name, addresses in {**real, **answers}.items():
                for address in addresses:
                    kind = "AAAA" if ":" in address else "A"
                    lines.append(f'local-data: "{name}. {kind} {address}"')
            if zoom:
                lines += [f'local-zone: "{name}" {zoom}' for name in ("zoom.us", "zoom.com")]
        return "\n".join([*lines, "remote-control:", "control-enable: no", ""])


class Nginx:
    """Zoom, its status pages, the control hosts and the captive-portal checks."""

    def __init__(self, world):
        self.world, self.process, self.running = world, None, None
        web.write_pages(f"{world.dir}/pages")

    def serve(self, **changes):
        text = web.config(self.world, **changes)
        if text == self.running:
            return
        if self.process:
            stop(self.process)
        path = f"{self.world.dir}/nginx.conf"
        write(path, text)
        self.process = self.world.internet.spawn("nginx", "-c", path, "-e", "stderr",
                                                 log=f"{self.world.dir}/nginx.log")
        wait_for_port(self.process, at.CONTROL["www.google.com"][0], 443)
        self.running = text


class Coturn:
    """STUN on every port of Zoom's that the product asks, and the control STUN servers."""

    def __init__(self, world):
        zoom = at.ZOOM["zoom.us"]
        controls = [address for found in at.STUN.values() for address in found]
        argv = ["turnserver", "-n", "--stun-only", "--no-tls", "--no-dtls", "--no-tcp", "--no-cli",
                "--log-file", f"{world.dir}/coturn.log", "--simple-log", "-m", "1",
                "--pidfile", f"{world.dir}/coturn.pid", "--userdb", f"{world.dir}/coturn.db"]
        for address in [*zoom, *controls]:
            argv += ["--listening-ip", address]
        for address in zoom:
            bracketed = f"[{address}]" if ":" in address else address
            for port in range(8801, 8811):
                argv += ["--aux-server", f"{bracketed}:{port}"]
        argv += ["--aux-server", f"{controls[0]}:19302"]
        self.process = world.internet.spawn(*argv)
        wait_for_port(self.process, controls[0], 19302, "udp")


class Proxies:
    """squid and tinyproxy, started when the first scenario asks for them.

    squid's ports: 3128 lets all through, 3129 refuses Zoom (403), 3130 wants a login (407).
    tinyproxy's: 8888 lets all through, 8889 filters Zoom."""

    def __init__(self, world):
        self.world, self.squid_process, self.tiny = world, None, {}

    def squid(self, port):
        if not self.squid_process:
            self.start_squid()
        return f"http://{at.SQUID}:{port}"

    def start_squid(self):
        need("squid")
        folder = f"{self.world.dir}/squid"
        os.makedirs(folder)
        os.chown(folder, 13, 13)
        write(f"{folder}/squid.conf", "\n".join([
            *[f"http_port {at.SQUID}:{port} name=p{port}" for port in (3128, 3129, 3130)],
            "auth_param basic program /bin/false",
            "acl filtered myportname p3129", "acl locked myportname p3130",
            "acl zoom dstdomain .zoom.us .zoom.com", "acl person proxy_auth REQUIRED",
            "http_access deny filtered zoom", "http_access deny locked !person",
            "http_access allow all", "cache deny all", "cache_mem 8 MB", "access_log none",
            f"cache_log {folder}/cache.log", f"pid_filename {folder}/squid.pid",
            f"coredump_dir {folder}", "cache_effective_user proxy", "shutdown_lifetime 0",
            "workers 1", "visible_hostname proxy.example.com",
            "logfile_rotate 0", "pinger_enable off", ""]))
        # Two squids on one machine meet in /dev/shm, so each gets one of its own.
        self.squid_process = self.world.internet.spawn(
            "unshare", "-m", "sh", "-c",
            f"mount -t tmpfs none /dev/shm && exec squid -N -f {folder}/squid.conf",
            log=f"{folder}/output.log")
        wait_for_port(self.squid_process, at.SQUID, 3130)

    def tinyproxy(self, filtered=False):
        port = 8889 if filtered else 8888
        if port not in self.tiny:
            path = f"{self.world.dir}/tinyproxy-{port}"
            write(f"{path}.filter", "zoom\\.(us|com)\n")
            write(f"{path}.conf", "\n".join([
                f"Port {port}", f"Listen {at.TINYPROXY}", "Timeout 60", "MaxClients 100",
                f'LogFile "{path}.log"', "ConnectPort 443",
                *([f'Filter "{path}.filter"', "FilterExtended On"] if filtered else []), ""]))
            self.tiny[port] = self.world.internet.spawn("tinyproxy", "-d", "-c", f"{path}.conf")
            wait_for_port(self.tiny[port], at.TINYPROXY, port)
        return f"http://{at.TINYPROXY}:{port}"


def mitmproxy(world, *destinations):
    """Interception on the way, as a company's or an antivirus' inspecting proxy does it; of all
    HTTPS, or of that to some destinations. Gives the file of its authority."""
    for address in ("0.0.0.0", "::"):  # its sockets serve one family each
        process = world.guest(
            world.router, "mitmdump", "--mode", "transparent", "--ssl-insecure", "-q",
            "--set", f"confdir={world.dir}/mitm", "--listen-host", address, "--listen-port", "8080",
            env={"PATH": os.environ["PATH"], "HOME": world.dir, "LANG": "C.UTF-8"})
        wait_for_port(process, address, 8080, seconds=30)
    lines = "\n".join(f"iifname lan {where} tcp dport 443 redirect to :8080"
                      for where in destinations or ("",))
    world.router.nft("table inet lab { chain seize { type nat hook prerouting priority -100\n"
                     f"{lines}\n}} }}")
    return f"{world.dir}/mitm/mitmproxy-ca-cert.pem"


def mitmproxy_as_proxy(world):
    """The same as a proxy that programs are told to use."""
    process = world.guest(
        world.internet, "mitmdump", "--ssl-insecure", "-q", "--set", f"confdir={world.dir}/mitm",
        "--listen-host", at.ODD_PROXY, "--listen-port", "8080",
        env={"PATH": os.environ["PATH"], "HOME": world.dir, "LANG": "C.UTF-8"})
    wait_for_port(process, at.ODD_PROXY, 8080, seconds=30)
    return f"http://{at.ODD_PROXY}:8080"


def portal(world, answer):
    """A guest network's sign-in page that answers all plain HTTP; HTTPS is refused."""
    path = f"{world.dir}/portal.conf"
    write(path, web.portal_config(world, answer))
    process = world.guest(world.router, "nginx", "-c", path, "-e", "stderr")
    wait_for_port(process, "0.0.0.0", 80)


def is_zoom(name):
    return name.endswith(("zoom.us", "zoom.com"))
