"""What the tools of a simulated Mac share. Each tool keeps its state in one JSON file of its own name in
$SIMULATED_MAC, and notes its command line in calls.jsonl there. The Mac's disk is $SIMULATED_MAC/disk.

faults.json there breaks tools: {"pfctl": {"hang": true}}, or "exit", "out", "err" in place of what the tool does,
or "cut": so many bytes of its output and no more, or "only": [words] for command lines with all of these words.
"""
import io
import json
import os
import pathlib
import sys
import time

MAC = pathlib.Path(os.environ["SIMULATED_MAC"])
DISK = MAC / "disk"


def load(name, default):
    try:
        return json.loads((MAC / f"{name}.json").read_text())
    except FileNotFoundError:
        return default


def save(name, state):
    """Whole or not at all, as a kill may come at any moment."""
    new = MAC / f".{name}.{os.getpid()}"
    new.write_text(json.dumps(state, indent=1, sort_keys=True))
    new.replace(MAC / f"{name}.json")


def fault_of(tool, words):
    fault = load("faults", {}).get(tool)
    return fault if fault and all(word in words for word in fault.get("only", [])) else None


def run(main):
    """main(words) returns the exit status, or None for 0. Ends the program."""
    tool, words = pathlib.Path(sys.argv[0]).name, sys.argv[1:]
    with (MAC / "calls.jsonl").open("a") as calls:
        calls.write(json.dumps([tool] + words) + "\n")
    fault = fault_of(tool, words) or {}
    if fault.get("hang"):
        time.sleep(600)
    if {"exit", "out", "err"} & set(fault):
        sys.stdout.write(fault.get("out", ""))
        sys.stderr.write(fault.get("err", ""))
        sys.exit(fault.get("exit", 0))
    said, sys.stdout = sys.stdout, io.StringIO()
    status = main(words) or 0
    text, sys.stdout = sys.stdout.getvalue(), said
    sys.stdout.write(text[:fault.get("cut", len(text))])
    sys.exit(status)


def unscripted(words):
    sys.stderr.write(f"the simulated Mac knows no such command line: {words}\n")
    return 64
