#!/usr/bin/env python3
"""Zoom's signatures and its package for the whole computer, for real: packages by wixl, signed by an
authority made here, judged, installed and removed by Windows' own means (Wine's) through our adapters.

    zoom_msi.py --program build/windows/bin/zoom_lab.exe [--qt PREFIX]

Makes a Windows of its own in a temporary folder and ends its processes. Ends with 77 where a tool is
missing. WINEPATH names the folders of the program's libraries; --qt adds those of a Qt and of mingw-w64.
"""
import argparse
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import signing

MINGW = "x86_64-w64-mingw32"
TOOLS = ["wine", "wineserver", "wixl", "osslsigncode", "openssl", "faketime", f"{MINGW}-gcc", f"{MINGW}-windres"]

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="{code}" UpgradeCode="6D6A2C4E-5B0F-4E29-9A53-0B1D6C1F2026" Version="{version}" Language="1033"
           Name="{name}" Manufacturer="Zoom Communications, Inc.">
    <Package InstallerVersion="405" Compressed="yes" InstallScope="perMachine"/>
    <Media Id="1" Cabinet="zoom.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="ProgramFiles64Folder">
      <Directory Id="Z" Name="Zoom"><Directory Id="B" Name="bin">
        <Component Id="C" Guid="9D0C7B1A-2E57-4F8B-8D5E-6B7A1C2D2026" Win64="yes">
          <File Id="F" Name="Zoom.exe" Source="{program}" KeyPath="yes"/>
          <RegistryValue Root="HKLM" Key="Software\\ZoomDummy" Name="there" Type="string" Value="yes"/>
        </Component>
      </Directory></Directory>
    </Directory></Directory>
    <Feature Id="Main" Level="1"><ComponentRef Id="C"/></Feature>
  </Product>
</Wix>
"""

# Sits there like a client that nobody talks to.
CLIENT = "#include <windows.h>\nint WinMain(HINSTANCE a, HINSTANCE b, LPSTR c, int d) { Sleep(60000); return 0; }\n"
VERSION = ('1 VERSIONINFO FILEVERSION {commas} PRODUCTVERSION {commas} BEGIN BLOCK "StringFileInfo" BEGIN '
           'BLOCK "040904b0" BEGIN VALUE "ProductName", "Zoom" END END END\n')


class Windows:
    """A Wine of this test's own."""

    def __init__(self, folder, qt):
        paths = [f"{qt}/bin", *glob.glob(f"/usr/lib/gcc/{MINGW}/*-posix"), f"/usr/{MINGW}/lib"] if qt else []
        path = ";".join(["Z:" + path.replace("/", "\\") for path in paths] + [os.environ.get("WINEPATH", "")])
        self.prefix = folder / "wine"
        self.environment = dict(os.environ, WINEPREFIX=str(self.prefix), WINEDEBUG="-all", WINEPATH=path,
                                WINEDLLOVERRIDES="mscoree,mshtml=")
        self.environment.pop("DISPLAY", None)
        self.run("wineboot", "-i")

    def run(self, *words, timeout=180):
        return subprocess.run([str(word) for word in words], env=self.environment, capture_output=True, text=True,
                              timeout=timeout)

    def msiexec(self, *words):
        return self.run("wine", "msiexec", *words).returncode

    def state(self):
        """Every file, and the registry as it is on the disk once all is quiet; without what every run of a
        program changes by itself."""
        self.run("wineserver", "-w")
        keep = lambda path: "/windows/temp" not in path.lower() and "/Temp/" not in path
        files = {str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*")
                 if path.suffix != ".reg" and keep(str(path))}
        keys = set()
        for name in ("system.reg", "user.reg"):
            for line in (self.prefix / name).read_text(errors="replace").splitlines():
                if line.startswith("["):
                    keys.add(f"{name}: {line.split(']')[0]}]")
        return files | keys

    def end(self):
        self.run("wineserver", "-k")
        self.run("wineserver", "-w")


class Lab:
    def __init__(self, folder, program, qt):
        self.folder = folder
        self.program = program
        self.windows = Windows(folder, qt)
        self.failed = 0

    def check(self, what, got, wanted):
        good = got == wanted
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {what}" + ("" if good else f": {got!r}, wanted {wanted!r}"), flush=True)

    def ask(self, *words):
        done = self.windows.run("wine", self.program, windows_path(self.authority.der), *words)
        try:
            return json.loads(done.stdout)
        except json.JSONDecodeError:
            return {"exit": done.returncode, "out": done.stdout + done.stderr}

    def client(self, name, version):
        """Zoom.exe of a version, not signed yet."""
        source, resource = self.folder / f"{name}.c", self.folder / f"{name}.rc"
        source.write_text(CLIENT)
        resource.write_text(VERSION.format(commas=version.replace(".", ",")))
        signing.run(f"{MINGW}-windres", resource, "-O", "coff", "-o", self.folder / f"{name}.res")
        program = self.folder / f"{name}.exe"
        signing.run(f"{MINGW}-gcc", "-mwindows", "-o", program, source, self.folder / f"{name}.res")
        return program

    def package(self, name, version, client, product="Zoom Workplace (64-bit)"):
        """An MSI package, not signed yet. Each has a code of its own, as Zoom's do."""
        code = "{:08X}-1111-4222-8333-0123456789AB".format(sum(map(ord, name + version)))
        source, target = self.folder / f"{name}.wxs", self.folder / f"{name}.raw.msi"
        source.write_text(PACKAGE.format(code=code, version=version, name=product, program=client.name))
        signing.run("wixl", "-a", "x64", "-o", target, source, cwd=self.folder)
        return target

    def signed(self, signer, source, name):
        return self.authority.sign(signer, source, self.folder / name)


def windows_path(path):
    return "Z:" + str(path).replace("/", "\\")


def signatures(lab):
    authority, expected = signing.signed_samples(lab.folder / "samples", lab.client("sample", "6.7.5.1"))
    lab.authority = authority
    got = lab.ask("judge", *(windows_path(lab.folder / "samples" / name) for name in expected))
    for name, wanted in expected.items():
        lab.check(f"signature: {name}", got.get(name), wanted)


def packages(lab):
    zoom = lab.authority.signer("zoom")
    stranger = lab.authority.signer("stranger", subject="Somebody Else, Inc.")
    old_client = lab.signed(zoom, lab.client("old", "6.7.0.100"), "old-signed.exe")
    new_client = lab.signed(zoom, lab.client("new", "6.7.5.200"), "new-signed.exe")
    old = lab.signed(zoom, lab.package("old", "6.7.100", old_client), "old.msi")
    new = lab.signed(zoom, lab.package("new", "6.7.200", new_client), "new.msi")
    other = lab.signed(zoom, lab.package("rooms", "6.7.300", new_client, "Zoom Rooms"), "rooms.msi")
    foreign = lab.signed(stranger, lab.package("foreign", "6.7.400", new_client), "foreign.msi")
    unsigned = lab.package("unsigned", "6.7.500", new_client)
    # Wine never looks at the bytes of a signed MSI package (its msisip.dll is a stub), so that an altered
    # one is refused can be shown for programs alone.
    truncated = lab.folder / "truncated.msi"
    truncated.write_bytes(new.read_bytes()[:new.stat().st_size // 2])

    # In the person's own folder, as a download is.
    downloads = lab.windows.prefix / "drive_c" / "downloads"
    downloads.mkdir()
    reinstall = lambda package: lab.ask(
        "reinstall", "msi", "C:\\downloads\\" + shutil.copy(package, downloads).split("/")[-1], "C:\\store")
    of = lambda answer: answer.get("code", answer)

    # Windows Installer makes places for its own lists with the first package ever, and keeps them.
    for verb in ("/i", "/x"):
        lab.windows.msiexec(verb, windows_path(foreign), "/qn")
    shutil.rmtree(lab.windows.prefix / "drive_c/Program Files/Zoom", ignore_errors=True)
    clean = lab.windows.state()
    lab.check("no Zoom is found before there is one", lab.ask("look"), {"installs": []})
    lab.check("msiexec installs the old one", lab.windows.msiexec("/i", windows_path(old), "/qn"), 0)
    found = lab.ask("look").get("installs", [{}])[0]
    lab.check("it is found", {key: found.get(key) for key in ("kind", "version", "registered", "path", "damaged")},
              {"kind": "msi", "version": "6.7.0.100", "registered": "6.7.100", "damaged": [],
               "path": "C:\\Program Files\\Zoom\\bin"})
    lab.check("and found whole", found.get("checked"), True)
    lab.check("as registered (/I), msiexec ends well",
              lab.windows.msiexec("/I" + found.get("product", ""), "/qn"), 0)
    lab.check("and removes nothing", len(lab.ask("look").get("installs", [])), 1)
    for package, code in ((unsigned, "not-trusted"), (foreign, "not-trusted"), (other, "not-trusted"),
                          (truncated, "malformed")):
        lab.check(f"refused: {package.name}", of(reinstall(package)), code)
    lab.check("nothing was removed for it", lab.ask("look").get("installs", [{}])[0].get("registered"), "6.7.100")

    client = subprocess.Popen(["wine", "C:\\Program Files\\Zoom\\bin\\Zoom.exe"], env=lab.windows.environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    lab.check("the old client runs", client.poll(), None)
    lab.check("the new one takes its place", reinstall(new), {"said": "Zoom 6.7.5.200 took the place of Zoom 6.7.0.100."})
    client.wait(timeout=20)
    lab.check("and once more", reinstall(new), {"said": "Zoom 6.7.5.200 is installed again."})
    installs = lab.ask("look").get("installs", [])
    lab.check("there is one Zoom", [install["registered"] for install in installs], ["6.7.200"])
    lab.check("an older one is refused", of(reinstall(old)), "unsupported")

    program = lab.windows.prefix / "drive_c/Program Files/Zoom/bin/Zoom.exe"
    content = program.read_bytes()
    program.write_bytes(content[:2000] + bytes([content[2000] ^ 1]) + content[2001:])
    lab.check("damage is found", lab.ask("look")["installs"][0]["damaged"], ["C:\\Program Files\\Zoom\\bin\\Zoom.exe"])
    lab.check("and mended", reinstall(new), {"said": "Zoom 6.7.5.200 is installed again."})
    program.unlink()
    lab.check("a missing program is damage", lab.ask("look")["installs"][0]["damaged"],
              ["C:\\Program Files\\Zoom\\bin\\Zoom.exe"])
    lab.check("and mended as well", reinstall(new), {"said": "Zoom 6.7.5.200 is installed again."})

    lab.check("removed by our adapter", lab.ask("remove", "C:\\store"), {"said": ""})
    lab.check("no Zoom is found any more", lab.ask("look"), {"installs": []})
    shutil.rmtree(lab.windows.prefix / "drive_c" / "store")
    shutil.rmtree(downloads)
    downloads.mkdir()
    left = lab.windows.state() - clean
    lab.check("nothing is left of it, file or key", sorted(left), [])
    lab.check("an unknown product is 1605", lab.windows.msiexec("/x", found.get("product", "{}"), "/qn"), 1605 & 255)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--qt", type=lambda path: pathlib.Path(path).resolve())
    options = parser.parse_args()
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("skipped: no", ", ".join(missing))
        return 77
    with tempfile.TemporaryDirectory(prefix="zoom-msi-", ignore_cleanup_errors=True) as folder:
        start = time.monotonic()
        lab = Lab(pathlib.Path(folder), options.program, options.qt)
        try:
            signatures(lab)
            packages(lab)
        finally:
            lab.windows.end()
        print(f"{lab.failed} of the checks failed, {time.monotonic() - start:.0f} s")
        return 1 if lab.failed else 0


if __name__ == "__main__":
    sys.exit(main())
