#!/usr/bin/python3
"""Measures dist/bootstrap against floors in C and the platform vendor's client. README.md explains the results."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import catalogue, machine, report, soak
from harness.scenario import Runner

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
PROGRAMS = ROOT / ".build" / "bench"


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help="scenarios, or the part of their name before a dash; none: all and soak")
    parser.add_argument("--quick", action="store_true", help="a smoke run: two rounds of a tenth, no limits, no soak unless named")
    parser.add_argument("--rounds", type=int, help="instead of each scenario's own number")
    parser.add_argument("--out", type=Path, help="write OUT.md and OUT.json (default for a whole run: bench/results/report)")
    parser.add_argument("--bootstrap", type=Path, default=ROOT / "dist" / "bootstrap")
    parser.add_argument("--log", type=Path, help="append what the bootstraps write to this file")
    return parser.parse_args()


def log(text):
    print(text, file=sys.stderr, flush=True)


def shell(script, *arguments):
    """Runs one of the scripts of this folder; returns what it printed."""
    finished = subprocess.run(["bash", BENCH / script, *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if finished.returncode != 0:
        raise SystemExit(f"bench: {script} failed")
    return finished.stdout.strip()


def measure(arguments, peer, scenarios, with_soak):
    places = {
        "bootstrap": str(arguments.bootstrap.resolve()),
        "dist": str(arguments.bootstrap.resolve().parent),
        "floor": str(PROGRAMS / "floor"),
        "stub": str(PROGRAMS / "stub"),
        "programs": str(PROGRAMS),
        "peer": peer,
        "modules": str(Path(peer).parents[2]) if peer else "",
    }
    with tempfile.TemporaryDirectory(prefix="sor-bench-") as name:
        folder = Path(name)
        runner = Runner(places, folder, machine.last_cpu(), arguments.quick, arguments.log)
        outcomes = [runner.run(s, arguments.rounds, log) for s in scenarios]
        return outcomes, soak.run(places, folder, log) if with_soak else []


def main():
    arguments = read_arguments()
    whole = not arguments.what
    with_soak = "soak" in arguments.what or (whole and not arguments.quick)
    names = [name for name in arguments.what if name != "soak"]
    scenarios = catalogue.select(names) if names or whole else []
    if not arguments.bootstrap.is_file():
        raise SystemExit(f"bench: there is no {arguments.bootstrap.parent.name}/{arguments.bootstrap.name}; build it with ./build.sh aot")

    # the soak alone runs where nothing can be installed: it needs gcc and Python, which the build needs as well
    peer = shell("setup.sh", *(["peer"] if catalogue.needs_peer(scenarios) else [])) if scenarios else ""
    shell("programs/build.sh", str(PROGRAMS), *(["native"] if catalogue.needs_native(scenarios) else []))

    conditions = machine.conditions(str(ROOT), peer)
    outcomes, soaked = measure(arguments, peer, scenarios, with_soak)
    text = report.markdown(conditions, outcomes, soaked)
    print(text)
    out = arguments.out or (BENCH / "results" / "report" if whole and not arguments.quick else None)
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.with_suffix(".md").write_text(text, encoding="utf-8")
        out.with_suffix(".json").write_text(report.as_json(conditions, outcomes, soaked), encoding="utf-8")

    if any(o.failures for o in outcomes) or any(entry["growth"] for entry in soaked):
        return 1
    return 0 if arguments.quick or report.passed(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
