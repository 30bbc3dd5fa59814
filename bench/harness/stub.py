"""One run of one bootstrap behind the stub Runtime API."""

import json
import os
import subprocess


class RunFailed(Exception):
    """The bootstrap did not answer every event correctly: its times mean nothing."""


def run(stub, command, task_root, options, cpu=None):
    """Returns what the stub printed, as a dictionary. `options` are the stub's, `cpu` is the one to stay on."""
    pin = [] if cpu is None else ["taskset", "-c", str(cpu)]
    arguments = [f"--{name}" if given is True else f"--{name}={given}" for name, given in options.items() if given is not False]
    finished = subprocess.run(
        [*pin, stub, f"--task-root={task_root}", *arguments, "--", *command],
        env={"PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode not in (0, 1):
        raise RunFailed(finished.stderr.strip() or f"the stub ended with status {finished.returncode}")
    result = json.loads(finished.stdout)
    if finished.returncode != 0:
        reason = result.get("first_error") or f"{result['mismatches']} answers differ from their event"
        raise RunFailed(reason if result["status"] == "ok" else f"{result['status']}; {result.get('first_error', 'no error reported')}")
    children = result["tree"]["processes"] - 1
    result["child"] = {"rss_kb": (result["tree"]["rss_kb"] - result["bootstrap"]["rss_kb"]) / children if children > 0 else 0}
    result["command_bytes"] = os.stat(command[0]).st_size
    return result


def value(result, path):
    """The number at a path such as `latency_us.p50`."""
    for key in path.split("."):
        result = result[key]
    return result
