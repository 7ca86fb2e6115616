"""Says whether a run was right, and adds the figures up."""

import dataclasses
import os

HEALTHY_SECONDS = 2.0
HEALTHY_FACTOR = 1.5  # times the slowest probe
FAULT_P95, FAULT_MAX = 5.0, 10.0
MEMORY_KIB = 64 * 1024
RIGHT_SHARE = 0.95
WITHOUT_CLIENT = "client-missing"  # the lab's computers have no Zoom, so this note is always right


@dataclasses.dataclass
class Result:
    scenario: object
    got: str
    seconds: float
    peak_kib: int
    right: bool = False  # the first cause
    skipped: bool = False  # what the scenario needs is not installed here
    complaints: list = dataclasses.field(default_factory=list)

    @property
    def ok(self):
        return self.right and not self.complaints


def judge(scenario, run):
    first, others, notes = causes(run.report)
    result = Result(scenario, " + ".join([first, *others]), run.seconds, run.peak_kib)
    result.right = first in scenario.expect.split("|")
    complain = result.complaints.append
    if not run.report:
        complain(f"no report: {run.error[-300:]}")
        return result
    if causes(run.again) != (first, others, notes):
        complain(f"from the saved report it is {causes(run.again)}, not {(first, others, notes)}")
    wanted_status = {"none": 0, "unknown": 3}.get(first, 1)
    if run.status != wanted_status:
        complain(f"exit status {run.status}, not {wanted_status}")
    for cause in scenario.also:
        if cause not in (first, *others):
            complain(f"{cause} is not named")
    if scenario.exact:
        for cause in others:
            if cause not in scenario.also:
                complain(f"{cause} is an echo")
    for cause in scenario.notes:
        if cause not in (first, *notes):
            complain(f"no note of {cause}")
    bounds(scenario, run, complain)
    return result


def bounds(scenario, run, complain):
    if run.seconds > FAULT_MAX:
        complain(f"took {run.seconds:.1f} s")
    if scenario.quick:
        slowest = max((p["duration_ms"] for p in run.report.get("probes", [])), default=0)
        total = run.report.get("duration_ms", 0)
        if total > HEALTHY_FACTOR * slowest:
            complain(f"{total} ms is over {HEALTHY_FACTOR} times the slowest probe, {slowest} ms")
        if run.seconds > HEALTHY_SECONDS:
            complain(f"a healthy network took {run.seconds:.1f} s")
    if scenario.hostile and run.peak_kib > MEMORY_KIB:
        complain(f"{run.peak_kib / 1024:.0f} MiB of memory")


def causes(report):
    def of(key):
        return [finding["cause"] for finding in report.get(key, [])]
    first = report.get("verdict", {}).get("cause", "nothing")
    return first, of("other_causes"), [c for c in of("notes") if c != WITHOUT_CLIENT]


def percentile(values, share):
    """The smallest value that at least this share of all does not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-len(ranked) * share // 1) - 1)] if ranked else 0.0


def row(result):
    mark = "skipped" if result.skipped else "ok" if result.ok else ("CHECK" if result.right else "WRONG")
    memory = f"  {result.peak_kib / 1024:.0f} MiB" if result.scenario.hostile else ""
    line = (f"{result.scenario.name:<32} {result.scenario.expect:<36} {result.got:<36} "
            f"{result.seconds:5.2f}  {mark}{memory}")
    return "\n".join([line, *[f"    {complaint}" for complaint in result.complaints]])


def heading():
    return f"{'scenario':<32} {'expected':<36} {'got':<36} {'sec':>5}  ok"


def total(results):
    """The summary, and whether the lab as a whole passes."""
    skipped = [r.scenario.name for r in results if r.skipped]
    results = [r for r in results if not r.skipped]
    right = sum(r.right for r in results)
    healthy = [r for r in results if r.scenario.expect == "none" and not r.scenario.notes]
    blamed = [r.scenario.name for r in healthy if not r.right]
    quick = [r.seconds for r in results if r.scenario.quick]
    faults = [r.seconds for r in results if not r.scenario.quick]
    p95, longest = percentile(faults, 0.95), max(faults, default=0.0)
    troubled = [r.scenario.name for r in results if r.right and r.complaints]
    peak = max((r.peak_kib for r in results if r.scenario.hostile), default=0)
    verdicts = [
        (right >= RIGHT_SHARE * len(results),
         f"{right} of {len(results)} first causes right ({100 * right / len(results):.0f}%)"),
        (not (skipped and os.environ.get("CI")), f"skipped: {', '.join(skipped) or 'none'}"),
        (not blamed, f"healthy scenarios blamed: {', '.join(blamed) or 'none'}"),
        (max(quick, default=0.0) < HEALTHY_SECONDS,
         f"healthy networks: {max(quick, default=0.0):.2f} s at most"),
        (p95 <= FAULT_P95 and longest < FAULT_MAX,
         f"all others: p95 {p95:.2f} s, longest {longest:.2f} s"),
        (peak <= MEMORY_KIB, f"memory under hostile answers: {peak / 1024:.1f} MiB at most"),
        (not troubled, f"right, but not as it should be: {', '.join(troubled) or 'none'}"),
    ]
    lines = [f"{'  ' if good else '! '}{text}" for good, text in verdicts]
    return "\n".join(lines), all(good for good, _ in verdicts)
