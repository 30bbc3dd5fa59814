"""What the harness computes, without measuring anything:  python3 -m unittest discover bench/tests"""

import json
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from harness import catalogue, report, soak  # noqa: E402
from harness.scenario import FLOOR, Check, Outcome, Scenario, Variant  # noqa: E402
from harness.task_root import Task  # noqa: E402


def outcome(checks=(), **microseconds):
    """An outcome whose variants have the given p50 in each round; None is a round that failed."""
    variants = tuple(Variant(name, ("program",)) for name in microseconds)
    scenario = Scenario("name", "title", variants, {}, columns=("latency_us.p50",), checks=checks, base=FLOOR)
    results = {
        name: [None if v is None else [{"latency_us": {"p50": v}, "cpu_limit": "none"}] for v in rounds] for name, rounds in microseconds.items()
    }
    return Outcome(scenario, results, {}, 0.01, 1)


def samples(early, late):
    same = {"early": 5, "late": 5}
    return {"rss_kb": {"early": early, "late": late}, "descriptors": same, "processes": same}


class Ratios(unittest.TestCase):
    def test_are_taken_within_a_round(self):
        # round 2 was slow for both: the ratio of the medians would be 4, the median of the ratios is 2
        self.assertEqual(outcome(floor=[10, 100, 10], sor=[20, 200, 40]).ratio("sor", FLOOR, "latency_us.p50"), 2)

    def test_leave_out_rounds_that_failed(self):
        self.assertEqual(outcome(floor=[10, None, 10], sor=[30, 20, None]).ratio("sor", FLOOR, "latency_us.p50"), 3)

    def test_of_nothing_are_nothing(self):
        self.assertIsNone(outcome(floor=[None], sor=[20]).ratio("sor", FLOOR, "latency_us.p50"))


class Costs(unittest.TestCase):
    def with_stages(self, **microseconds):
        measured = outcome(checks=(Check("eight", "latency_us.p50", must=20, aim=10, base=FLOOR),), **microseconds)
        measured.scenario = replace(measured.scenario, stages=8)
        return measured

    def test_are_differences_within_a_round_for_each_stage(self):
        # round 2 was slow for both: its difference is that of the others
        measured = self.with_stages(floor=[20, 200, 20], eight=[100, 280, 180])
        self.assertEqual(measured.cost("eight", FLOOR, "latency_us.p50"), 10)

    def test_are_what_a_scenario_with_stages_is_judged_by(self):
        measured = self.with_stages(floor=[20], eight=[100])
        self.assertEqual(report.judge(measured, measured.scenario.checks[0]), (10, "aim met"))
        self.assertIn("one stage adds, p50 µs", report.markdown({}, [measured], []))

    def test_of_what_was_not_built_are_unknown_and_do_not_pass(self):
        measured = self.with_stages(floor=[20], eight=[])
        measured.not_built = {"eight": "sor-wasm"}
        self.assertEqual(report.judge(measured, measured.scenario.checks[0]), (None, "not built"))
        self.assertIn("eight: not built, sor-wasm is missing.", report.markdown({}, [measured], []))
        self.assertFalse(report.passed([measured]))


class TaskRoots(unittest.TestCase):
    def test_of_equal_stages_have_a_name_for_each(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "native").mkdir()
            (folder / "native" / "program").write_text("", encoding="utf-8")
            Task("echo", (("native/program", {"kind": "frames", "phases": ["before"]}),) * 3).write(folder / "task", folder)
            pipeline = json.loads((folder / "task" / "sor.json").read_text(encoding="utf-8"))["pipeline"]
            self.assertEqual([stage["name"] for stage in pipeline], ["stage1", "stage2", "stage3"])
            self.assertEqual({(stage["use"], *stage["phases"]) for stage in pipeline}, {("./middlewares/program", "before")})
            self.assertTrue((folder / "task" / "middlewares" / "program").is_file())

    def test_of_middy_see_the_packages_of_npm(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "modules" / "some").mkdir(parents=True)
            Task("middy").write(folder / "task", folder, folder / "modules")
            self.assertTrue((folder / "task" / "node_modules" / "some").is_dir())
            self.assertIn("@middy/core", (folder / "task" / "app.mjs").read_text(encoding="utf-8"))


class Verdicts(unittest.TestCase):
    def verdict(self, measured):
        check = Check("sor", "latency_us.p50", must=2, aim=1.5, base=FLOOR)
        return report.judge(outcome(checks=(check,), floor=[10], sor=[measured]), check)[1]

    def test_follow_the_limits(self):
        self.assertEqual([self.verdict(v) for v in (15, 20, 21, None)], ["aim met", "must met", "MISSED", "failed"])

    def test_decide_whether_the_run_passes(self):
        check = Check("sor", "latency_us.p50", must=2, aim=1.5, base=FLOOR)
        self.assertTrue(report.passed([outcome(checks=(check,), floor=[10], sor=[20])]))
        self.assertFalse(report.passed([outcome(checks=(check,), floor=[10], sor=[21])]))


class Reports(unittest.TestCase):
    def test_say_when_the_machine_was_not_quiet(self):
        noisy = outcome(floor=[10, 12], sor=[20, 20])
        noisy.spread = 0.2
        self.assertIn("not quiet", report.markdown({}, [noisy], []))
        self.assertNotIn("not quiet", report.markdown({}, [outcome(floor=[10, 10], sor=[20, 20])], []))

    def test_keep_every_round(self):
        written = json.loads(report.as_json({}, [outcome(floor=[10, 11], sor=[20, None])], []))
        self.assertEqual(written["scenarios"]["name"]["rounds"]["sor"]["latency_us.p50"], [20, None])


class Soak(unittest.TestCase):
    def test_allows_what_a_garbage_collector_does(self):
        self.assertEqual(soak.growth(samples(7000, 7000 + soak.RSS_GROWTH_KB)), [])

    def test_names_what_grew(self):
        found = samples(7000, 7001 + soak.RSS_GROWTH_KB)
        found["descriptors"] = {"early": 20, "late": 21}
        self.assertEqual(soak.growth(found), ["rss_kb grew by 769", "descriptors grew by 1"])


class Catalogue(unittest.TestCase):
    def test_names_in_checks_are_variants(self):
        for scenario in catalogue.SCENARIOS:
            names = [v.name for v in scenario.variants]
            self.assertEqual(len(names), len(set(names)), scenario.name)
            used = {FLOOR, *(scenario.base and [scenario.base]), *(n for pair in scenario.halved for n in pair)}
            used |= {n for c in scenario.checks for n in (c.variant, c.base) if n}
            self.assertLessEqual(used, set(names), scenario.name)

    def test_columns_have_headings(self):
        for scenario in catalogue.SCENARIOS:
            self.assertLessEqual({scenario.metric, *scenario.columns, *(c.metric for c in scenario.checks)}, set(report.NAMES))

    def test_selects_by_name_and_by_group(self):
        self.assertEqual([s.name for s in catalogue.select(["node-large"])], ["node-large"])
        self.assertEqual([s.name for s in catalogue.select(["freeze"])], ["freeze-7", "freeze-25", "freeze-100"])
        self.assertEqual(len(catalogue.select([])), len(catalogue.SCENARIOS))


if __name__ == "__main__":
    unittest.main()
