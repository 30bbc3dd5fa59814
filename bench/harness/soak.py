"""Many invocations in one process: memory, descriptors and processes must stay what they are after the warm-up."""

from pathlib import Path

from harness import stub
from harness.task_root import Task

FILE_LIMIT = 1024
SAMPLES = 100
# The garbage collector keeps the heap within a band, not at a point. A leak of ten bytes an invocation is more than this.
RSS_GROWTH_KB = 768

EXECUTABLE = ("identity", {"kind": "exec", "standby": False})
CASES = (
    ("echo, no child", Task("echo"), 100_000),
    ("Python handler", Task("python"), 100_000),
    # four processes an invocation: enough to use up the descriptors many times over if one stayed open
    ("two executables on demand", Task("echo", (EXECUTABLE, EXECUTABLE)), 3_000),
)


def run(places, folder, log=print):
    """Returns one entry a case, with what grew."""
    entries = []
    for number, (name, task, count) in enumerate(CASES):
        root = folder / f"soak{number}"
        task.write(root, Path(places["programs"]))
        options = {
            "payload": 200,
            "count": count,
            "warmup": count // 10,
            "sample-every": count // SAMPLES,
            "file-limit": FILE_LIMIT,
            "timeout-s": 300,
        }
        try:
            result = stub.run(places["stub"], [places["bootstrap"]], root, options)
        except stub.RunFailed as failure:
            raise SystemExit(f"bench: soak of '{name}' failed: {failure}") from None
        entry = {"name": name, "growth": growth(result["samples"]), "result": result}
        entries.append(entry)
        log(f"soak: {name}, {count:,} invocations: {describe(entry)}")
    return entries


def growth(samples):
    """What is larger in the last fifth of the samples than in the first, in words."""
    found = []
    for key, allowed in (("rss_kb", RSS_GROWTH_KB), ("descriptors", 0), ("processes", 0)):
        grown = samples[key]["late"] - samples[key]["early"]
        if grown > allowed:
            found.append(f"{key} grew by {grown:,}")
    return found


def describe(entry):
    samples = entry["result"]["samples"]
    seen = ", ".join(f"{key} {samples[key]['early']:,} to {samples[key]['late']:,}" for key in ("rss_kb", "descriptors", "processes"))
    return f"{'; '.join(entry['growth']) or 'flat'} ({seen})"
