"""The conditions of a run: what someone needs to judge or repeat it, and nothing that names the machine."""

import json
import os
import platform
import subprocess
from datetime import datetime, timezone
from pathlib import Path


def last_cpu():
    """The CPU that pinned runs stay on: the last allowed one, as the first serves most interrupts."""
    return max(os.sched_getaffinity(0))


def _first_line(*command):
    try:
        finished = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return finished.stdout.splitlines()[0].strip() if finished.stdout else "unknown"


def _processor():
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _package_version(peer, name):
    """Of a package of npm beside the peer, whose start script is in its folder `bin`."""
    manifest = Path(peer).parents[2] / name / "package.json" if peer else None
    return json.loads(manifest.read_text(encoding="utf-8"))["version"] if manifest else "not measured"


def _commit(root):
    changed = subprocess.run(["git", "-C", root, "status", "--porcelain"], capture_output=True, text=True, check=False).stdout
    return _first_line("git", "-C", root, "rev-parse", "--short", "HEAD") + (" with changes" if changed.strip() else "")


def conditions(root, peer):
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(root),
        "processor": _processor(),
        "cpus": len(os.sched_getaffinity(0)),
        "kernel": f"{platform.system()} {platform.release()}",
        "load before": round(os.getloadavg()[0], 2),
        "gcc": _first_line("gcc", "-dumpfullversion"),
        "python": _first_line("/usr/bin/python3", "--version").removeprefix("Python "),
        "node": _first_line("/usr/bin/node", "--version").removeprefix("v"),
        "aws-lambda-ric": _package_version(peer, "aws-lambda-ric"),
        "@middy/core": _package_version(peer, "@middy/core"),
    }
