"""The report: JSON for machines, Markdown for people, both from the same outcomes."""

import json
import re

from harness.scenario import FLOOR, MAX_SPREAD

NAMES = {
    "latency_us.p50": "p50 µs",
    "latency_us.p90": "p90 µs",
    "latency_us.p99": "p99 µs",
    "latency_us.max": "max µs",
    "after_us.p50": "answer to `next` p50 µs",
    "billed_us.p50": "billed p50 µs",
    "cpu_ms": "CPU ms, whole run",
    "first_next_ms": "first `next` ms",
    "first_response_ms": "first answer ms",
    "command_bytes": "bytes of the executable",
    "bootstrap.rss_kb": "RSS KiB",
    "bootstrap.peak_rss_kb": "peak RSS KiB",
    "bootstrap.descriptors": "descriptors",
    "tree.rss_kb": "RSS of the tree KiB",
    "tree.processes": "processes",
    "child.rss_kb": "RSS of a child KiB",
}


def judge(outcome, check):
    """The measured figure of a check and what to call it."""
    if check.base:
        figure = outcome.compared(check.variant, check.base, check.metric)
    else:
        figure = outcome.middle(check.variant, check.metric)
        figure = None if figure is None else figure * check.scale
    if check.variant in outcome.not_built:
        verdict = "not built"
    elif figure is None:
        verdict = "failed"
    elif figure <= check.aim:
        verdict = "aim met"
    elif figure <= check.must:
        verdict = "must met"
    else:
        verdict = "MISSED"
    return figure, verdict


def passed(outcomes):
    return all(not o.failures and all(judge(o, c)[1] in ("aim met", "must met") for c in o.scenario.checks) for o in outcomes)


def _number(value):
    if value is None:
        return "-"
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def _table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|---" * len(header) + "|"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _what(scenario, check):
    name = NAMES[check.metric]
    if check.base and scenario.stages:
        return f"one of {check.variant}, {name}"
    return f"{check.variant} / {check.base}, {name}" if check.base else f"{check.variant}, {name.removesuffix(' KiB')}"


def _checks(outcomes):
    rows = []
    for outcome in outcomes:
        for check in outcome.scenario.checks:
            figure, verdict = judge(outcome, check)
            rows.append([outcome.scenario.name, _what(outcome.scenario, check), _number(figure) + check.unit, f"{check.must:g}", f"{check.aim:g}", verdict])
    return _table(["scenario", "what", "measured", "must ≤", "aim ≤", "verdict"], rows) if rows else []


def _halved(outcome):
    """What follows for standby: it stays on by default where the caller's time is halved and the billed time does not rise."""
    rows = []
    for on, off in outcome.scenario.halved:
        caller, billed = (outcome.ratio(on, off, m) for m in ("latency_us.p50", "billed_us.p50"))
        known = caller is not None and billed is not None
        pays = known and caller <= 0.5 and billed <= 1.0
        rows.append([f"{on} / {off}", _number(caller), _number(billed), "pays off" if pays else "does not pay off"])
    return ["", *_table(["standby", "caller's p50", "billed p50", "verdict"], rows)] if rows else []


def _spread(outcome):
    rounds = len(outcome.results[FLOOR])
    if rounds < 2:
        return "One round: the floor's spread is unknown."
    text = f"Floor spread over {rounds} rounds: {outcome.spread:.1%}, {outcome.attempts} attempt(s)."
    return text if outcome.spread < MAX_SPREAD else text + " **The machine was not quiet**: take the figures with care."


def _scenario(outcome):
    scenario = outcome.scenario
    rows = []
    for variant in scenario.variants:
        cells = [_number(outcome.middle(variant.name, column)) for column in scenario.columns]
        if scenario.base:
            cells.append(_number(outcome.compared(variant.name, scenario.base, scenario.metric)))
        rows.append([variant.name, *cells])
    header = ["variant", *(NAMES[c] for c in scenario.columns)]
    if scenario.base:
        header.append(f"one stage adds, {NAMES[scenario.metric]}" if scenario.stages else f"ratio to {scenario.base}")
    where = "Pinned to one CPU." if scenario.pinned else "All CPUs."
    lines = [f"## {scenario.name}", "", f"{scenario.title}. {where}", "", *_table(header, rows), *_halved(outcome), "", _spread(outcome)]
    if outcome.cpu_limits():
        lines.append(f"CPU share kept by: {', '.join(outcome.cpu_limits())}.")
    lines += [f"{name}: not built, {missing} is missing." for name, missing in outcome.not_built.items()]
    lines += [f"{name} failed: {reason}" for name, reason in outcome.failures.items()]
    return [*lines, ""]


def _soak(cases):
    rows = []
    for case in cases:
        samples = case["result"]["samples"]
        cells = [f"{samples[k]['early']:,} → {samples[k]['late']:,}" for k in ("rss_kb", "descriptors", "processes")]
        rows.append([case["name"], f"{case['result']['count']:,}", *cells, "; ".join(case["growth"]) or "flat"])
    title = "Many invocations under 1,024 descriptors: medians of the first and of the last fifth."
    return ["## soak", "", title, "", *_table(["function", "invocations", "RSS KiB", "descriptors", "processes", "verdict"], rows), ""]


def markdown(conditions, outcomes, soak):
    lines = ["# Benchmark report", "", *_table(["condition", ""], [[k, str(v)] for k, v in conditions.items()]), ""]
    lines += ["Every figure is the median over the rounds. A ratio or a difference is taken within a round, then the median over the rounds.", ""]
    checks = _checks(outcomes)
    lines += ["## Limits", "", *checks, ""] if checks else []
    for outcome in outcomes:
        lines += _scenario(outcome)
    lines += _soak(soak) if soak else []
    return "\n".join(lines)


def as_json(conditions, outcomes, soak):
    scenarios = {}
    for outcome in outcomes:
        scenario = outcome.scenario
        scenarios[scenario.name] = {
            "title": scenario.title,
            "options": scenario.options,
            "pinned": scenario.pinned,
            "floorSpread": outcome.spread,
            "cpuLimits": outcome.cpu_limits(),
            "attempts": outcome.attempts,
            "checks": [
                {"what": _what(scenario, c), "must": c.must, "aim": c.aim, "measured": judge(outcome, c)[0], "verdict": judge(outcome, c)[1]}
                for c in scenario.checks
            ],
            "notBuilt": outcome.not_built,
            "failures": outcome.failures,
            "rounds": {v.name: {c: outcome.values(v.name, c) for c in (scenario.metric, *scenario.columns)} for v in scenario.variants},
        }
    text = json.dumps({"conditions": conditions, "scenarios": scenarios, "soak": soak}, indent=1)
    # the figures of a variant's rounds stay on one line
    return re.sub(r"\[\n([^\[\]{}]*)\n *\]", lambda match: "[" + " ".join(match[1].split()) + "]", text) + "\n"
