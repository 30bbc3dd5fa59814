"""What a scenario is, and how its rounds are run."""

import random
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from harness import stub
from harness.task_root import Task

FLOOR = "floor"
MAX_SPREAD = 0.10
MAX_ATTEMPTS = 3


@dataclass(frozen=True)
class Variant:
    """One bootstrap with one function. `command` may hold {bootstrap}, {dist}, {floor}, {programs}, {peer}.

    It is left out, and the report says so, where one of the files that it `needs` was not built.
    """

    name: str
    command: tuple
    task: Task = Task()
    options: dict = field(default_factory=dict)
    needs: tuple = ()


@dataclass(frozen=True)
class Check:
    """A limit on a variant's metric: compared with another variant of the same round, or absolute without `base`."""

    variant: str
    metric: str
    must: float
    aim: float
    base: str = ""
    scale: float = 1
    unit: str = ""


@dataclass(frozen=True)
class Scenario:
    """Variants measured side by side. `options` are the stub's; a variant's own come on top.

    One variant is called `floor`: its spread over the rounds tells whether the machine was quiet. `metric` is what the
    spread and the comparisons with `base` are taken of; without `base` there is no column of them. A comparison is a ratio;
    with `stages`, how many stages the variants have that `base` has not, it is the cost of one stage: the difference by
    their number. `starts` is how often a variant is started in a round. `halved` lists pairs of variants to decide on standby.
    """

    name: str
    title: str
    variants: tuple
    options: dict
    metric: str = "latency_us.p50"
    columns: tuple = ()
    checks: tuple = ()
    pinned: bool = True
    starts: int = 1
    rounds: int = 7
    base: str = ""
    stages: int = 0
    halved: tuple = ()


@dataclass
class Outcome:
    """The results of a scenario: for each variant one list entry a round, None where it failed."""

    scenario: Scenario
    results: dict
    failures: dict
    spread: float
    attempts: int
    not_built: dict = field(default_factory=dict)

    def values(self, variant, metric):
        return [None if runs is None else median(stub.value(r, metric) for r in runs) for runs in self.results[variant]]

    def middle(self, variant, metric):
        known = [v for v in self.values(variant, metric) if v is not None]
        return median(known) if known else None

    def cpu_limits(self):
        """How the stub kept a share of a CPU, where it did."""
        kinds = {run["cpu_limit"] for rounds in self.results.values() for runs in rounds for run in runs or ()}
        return sorted(kinds - {"none"})

    def ratio(self, variant, base, metric):
        pairs = zip(self.values(variant, metric), self.values(base, metric))
        ratios = [v / b for v, b in pairs if v is not None and b]
        return median(ratios) if ratios else None

    def cost(self, variant, base, metric):
        """What one of the scenario's stages adds to the metric."""
        pairs = zip(self.values(variant, metric), self.values(base, metric))
        differences = [v - b for v, b in pairs if v is not None and b is not None]
        return median(differences) / self.scenario.stages if differences else None

    def compared(self, variant, base, metric):
        """The comparison that the scenario is about."""
        return (self.cost if self.scenario.stages else self.ratio)(variant, base, metric)


class Runner:
    """Runs scenarios with the programs at hand. `places` fills the braces of commands."""

    def __init__(self, places, folder, cpu, quick, log_file=None):
        self._places = places
        self._folder = folder
        self._cpu = cpu
        self._quick = quick
        self._log = {"log": str(log_file.resolve())} if log_file else {}
        self._tasks = {}

    def run(self, scenario, rounds=None, log=print):
        rounds = rounds or (2 if self._quick else scenario.rounds)
        best = None
        for attempt in range(1, 2 if self._quick else MAX_ATTEMPTS + 1):
            outcome = self._run_rounds(scenario, rounds, attempt)
            log(f"{scenario.name}: attempt {attempt}, floor spread {outcome.spread:.1%}")
            if best is None or outcome.spread < best.spread:
                best = outcome
            best.attempts = attempt
            if best.spread < MAX_SPREAD or outcome.failures:
                break
        return best

    def _run_rounds(self, scenario, rounds, seed):
        results = {v.name: [] for v in scenario.variants}
        failures = {}
        not_built = {v.name: missing for v in scenario.variants if (missing := self._missing(v))}
        for number in range(rounds):
            order = [v for v in scenario.variants if v.name not in not_built]
            random.Random(f"{seed}/{number}").shuffle(order)
            for variant in order:
                try:
                    runs = [self._measure(scenario, variant) for _ in range(1 if self._quick else scenario.starts)]
                except stub.RunFailed as failure:
                    runs = None
                    failures[variant.name] = str(failure)
                results[variant.name].append(runs)
        outcome = Outcome(scenario, results, failures, 0.0, seed, not_built)
        floor = [v for v in outcome.values(FLOOR, scenario.metric) if v is not None]
        outcome.spread = max(floor) / min(floor) - 1 if floor else float("inf")
        return outcome

    def _missing(self, variant):
        """The first file that the variant needs and that is not there, else an empty text."""
        files = (Path(need.format(**self._places)) for need in variant.needs)
        return next((file.name for file in files if not file.is_file()), "")

    def _measure(self, scenario, variant):
        options = {**scenario.options, **variant.options, **self._log}
        if self._quick:
            options["count"] = max(1, options["count"] // 10)
            options["warmup"] = options.get("warmup", 0) // 10
        command = [part.format(**self._places) for part in variant.command]
        return stub.run(self._places["stub"], command, self._task_root(variant.task), options, self._cpu if scenario.pinned else None)

    def _task_root(self, task):
        key = repr(task)
        if key not in self._tasks:
            self._tasks[key] = self._folder / f"task{len(self._tasks)}"
            task.write(self._tasks[key], Path(self._places["programs"]), self._places["modules"])
        return self._tasks[key]
