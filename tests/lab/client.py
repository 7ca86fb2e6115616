"""The Zoom client on a computer of the lab's, and at Zoom's address."""

import os
import shutil

import packages
from faults import private_mounts
from process import PATH, need, run, write

KEY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/packages/lab.key")
AT_ZOOM = {"deb": "client/latest/zoom_amd64.deb", "rpm": "client/latest/zoom_x86_64.rpm"}
KEY_AT_ZOOM = {"deb": "linux/download/pubkey", "rpm": "linux/download/pubkey"}


def zoom_package(world, version, broken=False):
    """The client as a package of this system, in folders of the scenario's own."""
    need("dpkg-deb")
    private_mounts(world, "/var/lib/dpkg", "/opt", "/var/log")
    root = f"{world.dir}/zoom-package"
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(f"{root}/DEBIAN")
    os.makedirs(f"{root}/opt/zoom")
    write(f"{root}/opt/zoom/zoom", "#!/bin/sh\nexit 0\n")
    write(f"{root}/opt/zoom/ZoomLauncher", "#!/bin/sh\nexit 0\n")
    write(f"{root}/DEBIAN/control", f"Package: zoom\nVersion: {version}\nArchitecture: amd64\n"
          "Maintainer: Lab <lab@example.com>\nDescription: stands for the Zoom client\n")
    digest = run("sh", "-ec", f"cd {root} && md5sum opt/zoom/*")
    write(f"{root}/DEBIAN/md5sums", digest)
    run("dpkg-deb", "--build", "--root-owner-group", root, f"{root}.deb")
    run(*world.enter, "dpkg", "-i", f"{root}.deb")
    if broken:
        run(*world.enter, "sh", "-c", "echo broken > /opt/zoom/zoom")


def rpm_package(world, version):
    """The same by rpm, damaged; dpkg knows of no Zoom there."""
    private_mounts(world, "/opt", "/var/log")
    folder = f"{world.dir}/old-rpm"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    path = packages.rpm(folder, version)
    # Debian's rpm keeps its list in the home of whoever asks.
    os.symlink("/root/.rpmdb", f"{world.home}/.rpmdb")
    run(*world.enter, "rpm", "-U", "--nosignature", path, env={"PATH": PATH, "HOME": "/root"})
    run(*world.enter, "sh", "-c", "echo broken > /opt/zoom/zoom")


def downloads(world, version, installed, kind="deb", other_key=False, damage=None, scripts=None):
    """An older client that is damaged, and one signed by the lab's key at Zoom's address. Only
    programs that trust that key (bin/lab) install it. `damage`: what becomes of the good one's bytes."""
    need("gpg")
    need("gpgv")
    if kind == "deb":
        zoom_package(world, installed, broken=True)
    else:
        need("rpmbuild")
        need("rpmsign")
        rpm_package(world, installed)
    run(*world.enter, "mount", "-t", "tmpfs", "none", "/var/cache/apt")
    run(*world.enter, "mkdir", "-p", "/var/cache/apt/archives/partial")
    publish(world, kind, version, other_key, damage, scripts)
    world.web.serve(zoom=f"if ($uri = /) {{ return 200 'Zoom'; }} root {world.dir}/downloads; "
                         "default_type application/octet-stream; try_files $uri =404;")


def publish(world, kind, version, other_key=False, damage=None, scripts=None):
    """Signs a package anew and puts it where Zoom's address leads."""
    folder, served = f"{world.dir}/packages", f"{world.dir}/downloads"
    for place in (folder, served):
        shutil.rmtree(place, ignore_errors=True)
    for place in (folder, f"{served}/client/latest", f"{served}/linux/download"):
        os.makedirs(place)
    signer = packages.Signer(folder, "lab", secret=KEY)
    other = packages.Signer(folder, "other") if other_key else None
    target = f"{served}/{AT_ZOOM[kind]}"
    try:
        if kind == "deb":
            package = packages.sign_deb(packages.deb(folder, version, scripts=scripts), other or signer)
        else:
            package = packages.sign_rpm(packages.rpm(folder, version), other or signer)
        shutil.copy(package, target)
        packages.write(f"{served}/{KEY_AT_ZOOM[kind]}", (other or signer).public)
    finally:
        signer.end()
        if other:
            other.end()
    if damage:
        packages.write(target, damage(packages.read(target)))
