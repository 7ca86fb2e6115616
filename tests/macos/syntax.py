#!/usr/bin/env python3
"""Checks that the sources which macOS alone compiles are C++ there: with clang and headers that stand in for Apple's
(stand_in/). Prints what is wrong and ends with 1; with 77 where there is no clang++.

    syntax.py SOURCE_FOLDER COMPILE_COMMANDS

What each bad sample does must be found too, or a check that finds nothing proves nothing.
"""
import concurrent.futures
import json
import pathlib
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODEL = "platform/posix/native/file_edit.cpp"  # whose folders and definitions all are given
BAD = {
    "a call of Linux": "#include <cstdio>\nint f() { return renameat2(1, \"\", 1, \"\", 0); }\n",
    "a flag of Linux": "#include <fcntl.h>\nint f() { return open(\"/\", O_PATH); }\n",
    "a header that macOS has not": "#include <sys/nothing_of_macos.h>\n",
    "an argument that does not fit": "#include <membership.h>\nint f() { uuid_t u; return mbr_uid_to_uuid(u, u); }\n",
    "a port that is not filled": "#include \"platform/host.h\"\nstruct H : reconnect::Host {};\nH made;\n",
}


def flags(commands):
    for entry in json.loads(pathlib.Path(commands).read_text()):
        if not entry["file"].endswith(MODEL):
            continue
        words, kept = shlex.split(entry["command"]), []
        for at, word in enumerate(words):
            if word.startswith(("-I", "-D")):
                kept.append(word)
            elif word == "-isystem":
                kept += words[at:at + 2]
        return kept
    sys.exit(f"no command for {MODEL}")


def judge(clang, given, source, text=None):
    """What the compiler says against it, or nothing."""
    argv = [clang, "-fsyntax-only", "-std=c++20", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-fPIC", "-I", HERE / "stand_in",
            "-include", HERE / "stand_in/mac.h", *given, "-x", "c++", source]
    done = subprocess.run(argv, input=text, text=True, capture_output=True, check=False, timeout=300)
    return (done.stderr or "it fails") if done.returncode else ""


def main(arguments):
    clang = shutil.which("clang++")
    if not clang:
        print("skipped: not installed: clang++")
        return 77
    root, given = pathlib.Path(arguments[0]), flags(arguments[1])
    sources = sorted([*root.glob("platform/macos/native/**/*.cpp"), *root.glob("platform/posix/native/**/*.cpp")])
    wrong = 0 if sources else 1
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        samples = {name: pool.submit(judge, clang, given, "-", text) for name, text in BAD.items()}
        told = {source: pool.submit(judge, clang, given, source) for source in sources}
        for name, verdict in samples.items():
            if not verdict.result():
                wrong += 1
                print(f"not found: {name}")
        for source, verdict in told.items():
            if verdict.result():
                wrong += 1
                print(f"{source.relative_to(root)}:\n{verdict.result()[:3000]}")
    print(f"{len(sources)} sources of macOS, {len(BAD)} bad samples; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
