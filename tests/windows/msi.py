#!/usr/bin/python3
"""Installs and removes a stand-in for Zoom's MSI under Wine, the way our program does: by product code,
because the command that the list of programs holds (/I) removes nothing.

    msi.py [--keep FILE]    where the MSI is left, for other tests
"""

import argparse
import os
import shutil
import sys
import tempfile

import wine
import process  # of tests/lab, which wine.py knows the way to
from installer import expect
from suites import ALONE

PRODUCT = "{6B1F0D2E-3C40-4D52-9A37-2026AA000001}"
KEY = f"[Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\{PRODUCT}]"
SOURCE = f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="{PRODUCT}" Name="Zoom Workplace (64-bit)" Version="5.0.1" Language="1033"
           Manufacturer="Zoom Communications, Inc." UpgradeCode="{{6B1F0D2E-3C40-4D52-9A37-2026AA000002}}">
    <Package InstallerVersion="200" Compressed="yes" InstallScope="perMachine" Platform="x64"/>
    <Media Id="1" Cabinet="zoom.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder"><Directory Id="Zoom" Name="Zoom">
        <Directory Id="Bin" Name="bin">
          <Component Id="Client" Guid="{{6B1F0D2E-3C40-4D52-9A37-2026AA000003}}" Win64="yes">
            <File Id="ZoomExe" Name="Zoom.exe" Source="Zoom.exe" KeyPath="yes"/>
          </Component>
        </Directory>
      </Directory></Directory>
    </Directory>
    <Feature Id="All" Level="1"><ComponentRef Id="Client"/></Feature>
  </Product>
</Wix>
"""


def build(folder):
    process.write(f"{folder}/Zoom.exe", "stands for Zoom")
    process.write(f"{folder}/zoom.wxs", SOURCE)
    process.run("wixl", "-a", "x64", "-o", f"{folder}/zoom.msi", f"{folder}/zoom.wxs", cwd=folder)
    return f"{folder}/zoom.msi"


def registered(windows):
    windows.settle()
    return {name: value for (_, key, name), value in windows.registry().items() if key == KEY}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", metavar="FILE")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="reconnect-msi-")
    windows = None
    try:
        package = build(folder)
        if options.keep:
            shutil.copy(package, options.keep)
        windows = wine.Wine(f"{folder}/wine", ALONE)
        client = windows.path("C:\\Program Files\\Zoom\\bin\\Zoom.exe")
        windows.run("msiexec", "/i", wine.unix_path(package), "/qn", timeout=120)
        values = registered(windows)
        expect(os.path.exists(client), "nothing was installed")
        expect("Zoom" in values.get('"DisplayName"', ""), f"not in the list of programs: {values}")
        windows.run_done("msiexec", "/I" + PRODUCT, "/qn", timeout=120)
        expect(os.path.exists(client), "/I removes under this Wine: then our trap test proves nothing")
        windows.run("msiexec", "/x", PRODUCT, "/qn", timeout=120)
        expect(not os.path.exists(client), "the client is still there")
        expect(not registered(windows), "it is still in the list of programs")
        again = windows.run_done("msiexec", "/x", PRODUCT, "/qn", timeout=120).returncode
        expect(again == 1605 % 256, f"a product that is not there ends with {again}, not 1605")
        print("the MSI was installed, not removed by /I, removed by /x, and is not known any more")
    finally:
        if windows:
            windows.end()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
