"""Small packages named as Zoom's is, and signatures on them, good and bad."""

import hashlib
import os
import shutil
import subprocess


def run(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, **options)


class Signer:
    """An OpenPGP key: of its own, or the one of a file."""

    def __init__(self, folder, name, secret=None):
        self.home = os.path.join(folder, name)
        os.mkdir(self.home, 0o700)
        self.environment = {**os.environ, "GNUPGHOME": self.home}
        if secret:
            self.gpg("--import", secret)
        else:
            self.gpg("--passphrase", "", "--quick-gen-key", f"{name} <{name}@example.com>", "rsa2048",
                     "sign", "0")
        listed = self.gpg("--with-colons", "--list-keys").decode()
        self.fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
        self.name = name
        self.public = self.gpg("--armor", "--export")

    def gpg(self, *words, given=None):
        return run("gpg", "--batch", "--pinentry-mode", "loopback", *words, input=given, env=self.environment).stdout

    def end(self):
        run("gpgconf", "--kill", "gpg-agent", env=self.environment)


def deb(folder, version="6.7.5.6891", name="zoom", architecture="amd64", content="client", extra="", scripts=None):
    """The path of a new unsigned package with /opt/zoom/zoom and its checksum in it."""
    tree = os.path.join(folder, f"{name}_{version}")
    shutil.rmtree(tree, ignore_errors=True)
    os.makedirs(tree + "/opt/zoom")
    os.makedirs(tree + "/DEBIAN")
    write(tree + "/opt/zoom/zoom", f"{content} {version}\n".encode())
    write(tree + "/DEBIAN/md5sums", hashlib.md5(f"{content} {version}\n".encode()).hexdigest().encode()
          + b"  opt/zoom/zoom\n")
    write(tree + "/DEBIAN/control", f"Package: {name}\nVersion: {version}\nArchitecture: {architecture}\n"
          f"Maintainer: Nobody <nobody@example.com>\nInstalled-Size: 8\n{extra}Description: test\n".encode())
    for script, text in (scripts or {}).items():
        write(f"{tree}/DEBIAN/{script}", text.encode())
        os.chmod(f"{tree}/DEBIAN/{script}", 0o755)
    run("dpkg-deb", "--root-owner-group", "-b", tree, tree + ".deb")
    return tree + ".deb"


def read_ar(path):
    """[(name, bytes)] of an ar archive."""
    data = read(path)
    members, at = [], 8
    while at < len(data):
        size = int(data[at + 48:at + 58])
        members.append((data[at:at + 16].decode().rstrip().rstrip("/"), data[at + 60:at + 60 + size]))
        at += 60 + size + size % 2
    return members


def write_ar(path, members):
    text = b"!<arch>\n"
    for name, content in members:
        text += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode() + content
        text += b"\n" * (len(content) % 2)
    write(path, text)


def signed_list(members):
    """As dpkg-sig lists them."""
    lines = "".join(f"\t{hashlib.md5(content).hexdigest()} {hashlib.sha1(content).hexdigest()} {len(content)} {name}\n"
                    for name, content in members)
    return f"Version: 4\nSigner: \nDate: Tue Nov 24 12:00:00 2026\nRole: builder\nFiles: \n{lines}".encode()


def sign_deb(path, signer, listed=None):
    """Adds a signature as dpkg-sig does; `listed`: other members to list than those that are there."""
    members = read_ar(path)
    text = signed_list(members if listed is None else listed)
    write_ar(path, [*members, ("_gpgbuilder", signer.gpg("--clearsign", given=text))])
    return path


def rpm(folder, version="6.7.5.6891", content="client", name="zoom", release="1", epoch=None):
    top = os.path.join(folder, f"{name}-rpm-{version}")
    shutil.rmtree(top, ignore_errors=True)
    os.makedirs(top)
    write(top + "/zoom.spec", f"""Name: {name}
Version: {version}
Release: {release}
{f"Epoch: {epoch}" if epoch else ""}
Summary: test
License: none
BuildArch: noarch
%description
test
%install
mkdir -p %{{buildroot}}/opt/zoom
echo {content} {version} > %{{buildroot}}/opt/zoom/zoom
%files
/opt/zoom
""".encode())
    run("rpmbuild", "--define", f"_topdir {top}", "-bb", top + "/zoom.spec")
    return f"{top}/RPMS/noarch/{name}-{version}-{release}.noarch.rpm"


def sign_rpm(path, signer):
    run("rpmsign", "--define", "__gpg /usr/bin/gpg", "--define", f"_gpg_name {signer.fingerprint}",
        "--addsign", path, env=signer.environment)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)
