#!/usr/bin/env python3
# Runs clang-tidy over what the ordinary build compiled of the product.
#
#   packaging/tidy.py [--build build/dev] [FILE...]
#
# Nearly all its time goes into the headers, so files are read several at a time, as one that
# includes them. Only those can be whose unnamed namespaces have no name in common; and where a
# batch is not right, each of its files is read alone, and that alone counts.
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOMS = ("app", "core", "platform")
MOST = 12  # files a batch: memory grows with it, and after a fault they are all read again
UNNAMED = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.M | re.S)
NAMED = re.compile(r"^(?:struct|class|enum class|using) (\w+)|^\w[\w:<>,*& ]*[ *&>](\w+)(?:\(|\[|;| = |\{)", re.M)
# Of the command: what it writes, its own precompiled header, and what no source includes.
DROPPED = re.compile(r" -[oc] \S+|-Winvalid-pch|-include \S+/cmake_pch\.hxx|-I\S+_autogen/include")


def names(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    parts = UNNAMED.findall(text) + re.findall(r"^int main\(", text, re.M)
    return {first or second for part in parts for first, second in NAMED.findall(part)}


def batches(entries):
    """Lists of files, each with the flags that all of it share."""
    made = []
    for entry in entries:
        own = names(entry["file"])
        flags = shlex.split(DROPPED.sub(" ", entry["command"]))[1:]
        for batch in made:
            if batch["flags"] == flags and len(batch["files"]) < MOST and not batch["names"] & own:
                break
        else:
            batch = {"flags": flags, "files": [], "names": set()}
            made.append(batch)
        batch["files"].append(entry["file"])
        batch["names"] |= own
    return made


def tidy(path, flags, *options):
    """What it finds wrong, or nothing."""
    run = subprocess.run(["clang-tidy", "--quiet", *options, path, "--", *flags], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return (run.stdout or f"{path}: clang-tidy ended with {run.returncode}\n") if run.returncode else ""


def judge(path, batch):
    files, flags = batch["files"], batch["flags"]
    if len(files) > 1:
        with open(path, "w", encoding="utf-8") as out:
            out.writelines(f'#include "{file}"\n' for file in files)
        # One file's local names may be another's unnamed namespace's.
        if not tidy(path, [*flags, "-Wno-shadow"], "--checks=-bugprone-suspicious-include"):
            return ""
        print(f"tidy: {os.path.basename(path)} is read again, file by file", flush=True)
    return "".join(tidy(file, flags) for file in files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build/dev")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    with open(f"{options.build}/compile_commands.json", encoding="utf-8") as file:
        entries = {entry["file"]: entry for entry in json.load(file)}
    here = os.path.realpath(".")
    rooms = tuple(os.path.join(here, room, "") for room in ROOMS)
    wanted = {os.path.realpath(file) for file in options.files}
    places = {os.path.realpath(path): entry for path, entry in sorted(entries.items())}
    chosen = [entry for path, entry in places.items()
              if (path in wanted if wanted else path.startswith(rooms))]
    if not chosen or wanted - places.keys():
        print("not compiled here:", *sorted(wanted - places.keys()), file=sys.stderr)
        return 2
    folder = os.path.abspath("build/tidy")
    os.makedirs(folder, exist_ok=True)
    work = batches(chosen)
    print(f"{len(chosen)} files in {len(work)} batches", flush=True)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        found = list(pool.map(lambda one: judge(f"{folder}/batch{one[0]}.cpp", one[1]), enumerate(work)))
    print("".join(found), end="")
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
