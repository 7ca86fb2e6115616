"""What the tools of a simulated Mac share. Each tool keeps its state in one JSON file of its own name in
$SIMULATED_MAC, and notes its command line in calls.jsonl there. The Mac's disk is $SIMULATED_MAC/disk.

faults.json there breaks tools: {"pfctl": {"hang": true}}, or "exit", "out", "err" in place of what the tool does,
or "cut": so many bytes of its output and no more, or "only": [words] for command lines with all of these words.

kill.json there ends who called a tool, as by SIGKILL, at its change number "at": {"at": 3, "when": "before" or "after"
the change, "whom": "caller" or "all" programs of this Mac}. The number of changes so far is in the file "changes".
"""
import contextlib
import io
import json
import os
import pathlib
import signal
import sys
import time

MAC = pathlib.Path(os.environ["SIMULATED_MAC"])
DISK = MAC / "disk"
TOOLS = pathlib.Path(sys.argv[0]).parent


def load(name, default):
    try:
        return json.loads((MAC / f"{name}.json").read_text())
    except FileNotFoundError:
        return default


def caller_is_root():
    """The helper alone is, on this Mac."""
    return pathlib.Path(f"/proc/{os.getppid()}/comm").read_text().startswith("reconnect2026-h")


def programs():
    """Those of ours that run on this Mac."""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if (entry / "comm").read_text().startswith("reconnect2026-") and \
                    f"SIMULATED_MAC={MAC}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                yield int(entry.name)
        except (OSError, ValueError):
            continue


@contextlib.contextmanager
def change():
    """Around all that changes the Mac, so that a test can kill before and after it."""
    counter = MAC / "changes"
    number = int(counter.read_text()) + 1 if counter.exists() else 1
    counter.write_text(str(number))
    plan = load("kill", {})
    due = plan.get("at") == number

    def kill():
        for pid in programs() if plan["whom"] == "all" else [os.getppid()]:
            os.kill(pid, signal.SIGKILL)

    if due and plan["when"] == "before":
        kill()
        os._exit(137)
    yield
    if due:
        kill()


def save(name, state):
    """Whole or not at all, as a kill may come at any moment."""
    with change():
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
