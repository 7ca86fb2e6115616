"""What nobody honest orders of the helper, one row each."""

import dataclasses
from collections.abc import Callable

from installed import HELPER, JOURNALS

CALLER, OTHER = 1001, 1002
ID = "20261124-101530-123-9f2c"
OTHER_ID = "20261124-101530-124-9f2d"
PIN = "names=zoom.us"
GOOD = ["apply", OTHER_ID, "remove-hosts-pins", PIN]
SYSTEM = "not started"  # the system itself does not start such a program


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    words: list
    wanted: str = "malformed"  # the token of the error
    uid: str = str(CALLER)  # PKEXEC_UID
    env: dict = dataclasses.field(default_factory=dict)
    wrap: list = dataclasses.field(default_factory=list)  # put before the helper
    program: str = HELPER  # the installed one, or one in the Ground's folder
    before: Callable | None = None  # what is prepared on the Ground
    raises_limits: bool = False  # needs a root that may, which that of some containers may not


def apply(*words, id_=ID):
    return ["apply", id_, *words]


def pins(value):
    return apply("remove-hosts-pins", f"names={value}")


def allow(*addresses, product="nftables"):
    return apply("allow-zoom", f"product={product}", f"addresses={','.join(addresses)}")


def proxy(place, source="etc-environment", script="no"):
    return apply("turn-off-proxy", f"source={source}", f"place={place}", f"script={script}")


def clock(value):
    return apply("set-clock", f"offset-seconds={value}")


def reinstall(package, kind="deb"):
    return apply("reinstall-zoom", f"kind={kind}", f"package={package}")


# --- what lies in the way --------------------------------------------------------------------
OURS = f"{JOURNALS}/{CALLER}"


def swap(path, target):
    """A link in place of a file or folder of the helper's."""
    return lambda place: place.sh(f"rm -rf {path}; ln -s {target.format(folder=place.folder)} {path}")


def to_victim(path):
    return lambda place: swap(path, "{folder}/victim")(place)


def writable(path, mode="0777"):
    return lambda place: place.sh(f"chmod {mode} {path}")


def own(path):
    return lambda place: place.sh(f"chown {CALLER} {path}")


def entry_is(kind):
    makers = {"link": "ln -s {folder}/victim/file {path}", "pipe": "mkfifo {path}", "folder": "mkdir {path}",
              "junk": "echo '{{' > {path}"}
    return lambda place: place.sh(makers[kind].format(folder=place.folder, path=f"{OURS}/{ID}.json"))


def forged(place):
    """Another user's entry, put into the caller's journal under its own name and under another."""
    place.sh(f"cp {JOURNALS}/{OTHER}/{OTHER_ID}.json {OURS}/{ID}.json")


def hosts_leads_to_others(place):
    """/etc/hosts lies in a folder that somebody else can write to."""
    place.sh(f"mv /etc/hosts {place.folder}/victim/hosts; ln -s {place.folder}/victim/hosts /etc/hosts;"
             f" chown {CALLER} {place.folder}/victim")


def copied(place):
    place.sh(f"cp {HELPER} {place.folder}/victim/helper; chown {CALLER} {place.folder}/victim")


def linked(place):
    place.sh(f"chmod 0777 {place.folder}/victim; cp {HELPER} {place.folder}/victim/helper;"
             f" ln -sfn {place.folder}/victim/helper /run/helper")


def row(name, words, wanted="malformed", **more):
    return Row(name, words, wanted, **more)


def shell(script):
    return ["sh", "-c", f'{script}; exec "$@"', "sh"]


HOSTILE = [
    row("no words", []),
    row("an empty word", [""]),
    row("unknown verb", ["run", "id"]),
    row("verb in capitals", ["LIST"]),
    row("--help", ["--help"]),
    row("--version", ["--version"]),
    row("-h", ["-h"]),
    row("--", ["--", "list"]),
    row("list, and a word", ["list", "all"]),
    row("an option of Qt", ["list", "-qmljsdebugger=port:1234"]),
    row("apply, and nothing", ["apply"]),
    row("apply without a change", ["apply", ID]),
    row("unknown change", apply("run-command", "argv=id")),
    row("change with an option's form", apply("--remove-hosts-pins", PIN)),
    row("change in capitals", apply("Remove-Hosts-Pins", PIN)),
    row("undo without ids", ["undo"]),
    # ids
    row("id with ..", apply("remove-hosts-pins", PIN, id_="../1002/x")),
    row("id with a slash", apply("remove-hosts-pins", PIN, id_="/etc/passwd")),
    row("id with a newline", apply("remove-hosts-pins", PIN, id_=ID + "\n")),
    row("id that begins with -", apply("remove-hosts-pins", PIN, id_="-" + ID)),
    row("id in other digits", apply("remove-hosts-pins", PIN, id_="٢" + ID[1:])),
    row("id that is empty", apply("remove-hosts-pins", PIN, id_="")),
    row("undo ..", ["undo", f"../{OTHER}/{OTHER_ID}"]),
    row("undo with --all", ["undo", "--all"]),
    row("undo with a suffix", ["undo", ID + ".json"]),
    row("undo, one good id and one bad", ["undo", ID, "../x"]),
    row("undo of what is not there", ["undo", ID], "not-found"),
    row("undo of another user's", ["undo", OTHER_ID], "not-found"),
    row("undo of another's, put under a new name", ["undo", ID], before=forged),
    row("apply with another user's id", apply("remove-hosts-pins", PIN, id_=OTHER_ID), "conflict"),
    # how words are given
    row("a value missing", apply("turn-off-proxy", "source=etc-environment", "place=/etc/environment")),
    row("a value repeated", apply("remove-hosts-pins", PIN, PIN)),
    row("values in another order", apply("turn-off-proxy", "place=/etc/environment",
                                         "source=etc-environment", "script=no")),
    row("a value of another name", apply("remove-hosts-pins", "name=zoom.us")),
    row("a value without =", apply("remove-hosts-pins", "names")),
    row("a word too many", apply("flush-dns", "now=yes")),
    row("a blank before the name", apply("remove-hosts-pins", " " + PIN)),
    # signs
    row("newline in a value", pins("zoom.us\n0.0.0.0 bank.example")),
    row("carriage return in a value", pins("zoom.us\r")),
    row("tab in a value", pins("zoom.us\tx.zoom.us")),
    row("escape in a value", pins("\x1b[2Jzoom.us")),
    row("bell in a place", proxy("/etc/environment\x07")),
    row("delete in a place", proxy("/etc/environment\x7f")),
    row("a C1 sign in a place", proxy("/etc/environment\u0085")),
    row("a line separator in a place", proxy("/etc/environment\u2028")),
    row("invalid UTF-8 in a value", [*apply("remove-hosts-pins"), b"names=zoom.us\xff"]),
    row("invalid UTF-8 in a place", [*proxy("")[:4], b"place=/etc/profile.d/\xe9.sh", "script=no"]),
    row("overlong UTF-8", [*proxy("")[:4], b"place=\xc0\xafetc/environment", "script=no"]),
    row("a surrogate in UTF-8", [*proxy("")[:4], b"place=/etc/\xed\xa0\x80", "script=no"]),
    row("invalid UTF-8 as verb", [b"\xff\xfe"]),
    # sizes
    row("a word of 5000 characters", pins("a." * 2500 + "zoom.us")),
    row("a word as long as the system takes", pins("a" * 131000)),
    row("a word of 1 MiB", pins("a" * (1 << 20)), SYSTEM),
    row("300 words", ["undo", *[ID] * 299]),
    row("20000 words", ["undo", *[ID] * 19999]),
    row("65 names", pins(",".join(["zoom.us"] * 65))),
    row("65 addresses", allow(*[f"198.51.100.{n}" for n in range(65)])),
    # names
    row("a name that is not Zoom's", pins("bank.example")),
    row("a name that only ends like Zoom's", pins("evilzoom.us")),
    row("Zoom's name within another", pins("zoom.us.example")),
    row("a Zoom name and another", pins("zoom.us,bank.example")),
    row("a name in capitals", pins("ZOOM.US")),
    row("a name with a dot at its end", pins("zoom.us.")),
    row("no names", pins("")),
    row("an empty one among names", pins("zoom.us,")),
    row("a name that begins with -", pins("-f.zoom.us")),
    row("a pattern for a name", pins("*.zoom.us")),
    row("a name with a comment sign", pins("zoom.us#")),
    # places
    row("a place with ..", proxy("/etc/profile.d/../shadow"), "unsupported"),
    row("a place that is no proxy's", proxy("/etc/shadow"), "unsupported"),
    row("a place that is relative", proxy("etc/environment"), "unsupported"),
    row("a place with two slashes", proxy("//etc/environment"), "unsupported"),
    row("a place that begins with -", proxy("-rf"), "unsupported"),
    row("a hidden file as place", proxy("/etc/profile.d/.x.sh"), "unsupported"),
    row("a place in a person's home", proxy("~/.profile"), "not-permitted"),
    row("a place in a home, with ..", proxy("~/../etc/environment"), "not-permitted"),
    row("GNOME's proxy as root", proxy("org.gnome.system.proxy", "gnome"), "not-permitted"),
    row("an unknown source", proxy("/etc/environment", "windows"), "unsupported"),
    row("a source with a slash", proxy("/etc/environment", "../x")),
    row("a flag that is neither yes nor no", proxy("/etc/environment", script="true")),
    # addresses
    *[row(f"address {address or 'that is empty'}", allow(address)) for address in (
        "", "0.0.0.0", "0.0.0.0/0", "::", "::/0", "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1",
        "224.0.0.1", "239.1.2.3", "ff02::1", "255.255.255.255", "169.254.169.254", "fe80::1%eth0",
        "0x7f.1", "1", "0", "0.1.2.3", "240.0.0.1", "198.51.100.010", "198.51.100.7/8", "zoom.us",
        "198.51.100.7 accept", "198.51.100.7;flush ruleset", "-j", "::ffff:0.0.0.0", "::127.0.0.1")],
    row("a product with blanks", allow("198.51.100.7", product="nft add rule")),
    row("an unknown product", allow("198.51.100.7", product="pf"), "unsupported"),
    # the clock
    *[row(f"clock {value or 'without a number'}", clock(value)) for value in (
        "", "0", "-0", "+5", "05", "1.5", "1e9", "0x10", "99999999999", "-99999999999",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "; date", " 5")],
    row("clock to a year that can't be", clock(3000000000)),
    # packages
    row("package that is relative", reinstall("zoom.deb")),
    row("package with ..", reinstall("/tmp/../etc/zoom.deb")),
    row("package with two slashes", reinstall("/tmp//zoom.deb")),
    row("package that is a folder above all", reinstall("/")),
    row("package with a newline", reinstall("/tmp/zoom\n.deb")),
    row("package of an unknown kind", reinstall("/tmp/zoom.exe", "EXE")),
    row("package by a link", reinstall("/run/zoom.deb"), "not-permitted",
        before=swap("/run/zoom.deb", "/etc/passwd")),
    row("package that begins with -", reinstall("--force-all")),
    # changes that are a person's own
    row("restart Zoom as root", apply("restart-zoom"), "not-permitted"),
    row("move a person's data as root", apply("move-zoom-data-aside"), "not-permitted"),
    # who asks
    *[row(f"PKEXEC_UID {uid!r}", ["list"], "not-permitted", uid=uid) for uid in (
        "", "nobody", "-1", "+1001", " 1001", "1001 ", "01001", "0x3e9", "1001\n", "4294967295",
        "4294967296", "99999999999999999999", "1e3", "../0", "1001/../0", "١٠٠١")],
    row("no administrator", ["list"], "not-permitted",
        wrap=["setpriv", "--reuid", "1001", "--regid", "1001", "--clear-groups", "--"]),
    # what was put in the way
    row("journals: a link", ["list"], "not-trusted", before=to_victim(JOURNALS)),
    row("folder above the journals: a link", ["list"], "not-trusted",
        before=to_victim("/var/lib/reconnect2026")),
    row("the caller's journal: a link", ["list"], "not-trusted", before=to_victim(OURS)),
    row("the caller's journal: another's", ["undo", OTHER_ID], "not-trusted",
        before=swap(OURS, f"{JOURNALS}/{OTHER}")),
    row("the caller's journal: a file", ["list"], "not-trusted",
        before=lambda place: place.sh(f"rm -r {OURS}; echo x > {OURS}")),
    row("the caller's journal is the caller's", ["list"], "not-trusted", before=own(OURS)),
    row("the caller's journal: all can write", ["list"], "not-trusted", before=writable(OURS)),
    row("journals: a group can write", ["list"], "not-trusted", before=writable(JOURNALS, "0775")),
    row("above the journals: all can write", ["list"], "not-trusted",
        before=writable("/var/lib/reconnect2026")),
    row("above the journals: all can write, and sticky", ["list"], "not-trusted",
        before=writable("/var/lib/reconnect2026", "1777")),
    row("above the journals: another owner", ["list"], "not-trusted",
        before=own("/var/lib/reconnect2026")),
    *[row(f"entry: a {kind}, to apply", pins("zoom.us"), before=entry_is(kind))
      for kind in ("link", "pipe", "folder", "junk")],
    *[row(f"entry: a {kind}, to undo", ["undo", ID], before=entry_is(kind))
      for kind in ("link", "pipe", "folder", "junk")],
    row("hosts file in another's folder", pins("zoom.us"), "not-permitted", before=hosts_leads_to_others),
    # from where it runs
    row("copied to another's folder", ["list"], "not-trusted", program="{folder}/victim/helper",
        before=copied),
    row("a link to a copy that all can write", ["list"], "not-trusted", program="/run/helper",
        before=linked),
    row("its folder can be written by others", ["list"], "not-trusted",
        program="{folder}/victim/helper", before=linked),
]

# The order is good; where it is given is not. It is done and can be undone all the same.
GOOD_IN_BAD_PLACES = [
    Row("as pkexec does it", pins("zoom.us")),
    Row("an environment full of traps", pins("zoom.us"), env={
        "QT_PLUGIN_PATH": "/nowhere", "QT_LOGGING_CONF": "/dev/zero", "QT_LOGGING_RULES": "*=true",
        "QT_DEBUG_PLUGINS": "1", "QT_MESSAGE_PATTERN": "%{backtrace}", "HOME": "/nowhere", "TMPDIR": "/nowhere",
        "LC_ALL": "tr_TR.ISO-8859-9", "LANG": "C", "LANGUAGE": "../../x", "TZ": ":/dev/zero",
        "XDG_STATE_HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere", "XDG_RUNTIME_DIR": "/nowhere",
        "XDG_DATA_DIRS": "/nowhere", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere", "PATH": "/nowhere",
        "IFS": "/", "BASH_ENV": "/nowhere", "ENV": "/nowhere", "GCONV_PATH": "/nowhere",
        "QT_FATAL_WARNINGS": "1", "PYTHONPATH": "/nowhere"}),
    Row("standard input closed", pins("zoom.us"), wrap=shell("exec <&-")),
    Row("standard output closed", pins("zoom.us"), wrap=shell("exec >&-")),
    Row("standard error closed", pins("zoom.us"), wrap=shell("exec 2>&-")),
    Row("all three closed", pins("zoom.us"), wrap=shell("exec <&- >&- 2>&-")),
    Row("standard output full", pins("zoom.us"), wrap=shell("exec > /dev/full")),
    Row("1500 files open", pins("zoom.us"), wrap=["bash", "-c", "ulimit -n 2000; for n in {10..1500}; do "
        'eval "exec $n</etc/passwd"; done; exec "$@"', "sh"]),
    Row("a limit of 0 bytes a file", pins("zoom.us"), wrap=shell("ulimit -f 0"), raises_limits=True),
    Row("a limit of 4 open files", pins("zoom.us"), wrap=["prlimit", "--nofile=4:4", "--"],
        raises_limits=True),
    Row("a folder that is gone", pins("zoom.us"), wrap=shell("mkdir /run/x; cd /run/x; rmdir /run/x")),
    Row("a mask that hides all", pins("zoom.us"), wrap=shell("umask 777")),
    Row("a mask that hides nothing", pins("zoom.us"), wrap=shell("umask 0")),
    Row("signals ignored", pins("zoom.us"), wrap=["env", "--ignore-signal=CHLD", "--ignore-signal=PIPE"]),
    Row("signals blocked", pins("zoom.us"), wrap=["env", "--block-signal=CHLD", "--block-signal=TERM"]),
    Row("another group, and more of them", pins("zoom.us"),
        wrap=["setpriv", "--regid", "1001", "--groups", "1001,27", "--"]),
    Row("lock: a link to a victim", pins("zoom.us"), before=to_victim(f"{OURS}/.lock")),
]
