"""Every scenario, with the limits that the project holds itself to (must) and hopes for (aim)."""

from harness.scenario import FLOOR, Check, Scenario, Variant
from harness.task_root import Task

SOR = ("{bootstrap}",)
FLOOR_ECHO = Variant(FLOOR, ("{floor}",))
FLOOR_PYTHON = Variant("floor with bare Python", ("{floor}", "--worker", "{programs}/bare_worker.py"))
FLOOR_NODE = Variant("floor with bare Node", ("{floor}", "--worker", "{programs}/bare_worker.js"))
SOR_ECHO = Variant("SOR, runtime echo", SOR)
SOR_PYTHON = Variant("SOR with Python", SOR, Task("python"))
SOR_NODE = Variant("SOR with Node", SOR, Task("node"))
PEER = ("/usr/bin/node", "{peer}", "app.handle")
PEER_NODE = Variant("aws-lambda-ric", PEER, Task("node"))
PEER_MIDDY = Variant("aws-lambda-ric, @middy/core with three, before", PEER, Task("middy"))

LATENCY = ("latency_us.p50", "latency_us.p90", "latency_us.p99", "after_us.p50")
BILLED = ("latency_us.p50", "latency_us.max", "billed_us.p50", "cpu_ms")
START = ("first_next_ms", "first_response_ms")

STEADY = {"payload": 200, "count": 4000, "warmup": 400}
LARGE = {"payload": 1_000_000, "count": 60, "warmup": 10}
# A few events at a calm pace: what standby is for. The floor beside them runs at full pace, as a measure of the machine.
CALM = {"payload": 200, "count": 12, "warmup": 2, "every-ms": 200}
FULL_PACE = {**STEADY, "every-ms": 0}


def two(program, **entry):
    """Two middlewares around a handler that echoes."""
    return Task("echo", ((program, entry), (program, entry)))


STAGES = 8
COST = ("latency_us.p50", "latency_us.p90", "latency_us.p99", "tree.processes", "bootstrap.rss_kb", "child.rss_kb")
NATIVE_WORKER = "{programs}/native/Sor.PassOn"


def node_with_two_native(what, *phases):
    native = ("native/Sor.PassOn", {"kind": "frames", "phases": list(phases)})
    return Variant(f"SOR with Node, two native middlewares, {what}", SOR, Task("node", (native, native)), needs=(NATIVE_WORKER,))


SOR_NODE_ONE_PHASE = node_with_two_native("before", "before")
SOR_NODE_TWO_PHASES = node_with_two_native("before and after", "before", "after")


def stages(language, program, *needs, options=None, **entry):
    """Equal stages, one phase each, around a handler that echoes."""
    equal = ((program, {"phases": ["before"], **entry}),) * STAGES
    return Variant(f"{STAGES} stages {language}", SOR, Task("echo", equal), options or {}, needs)


def cost(variant, must, aim, base=SOR_ECHO):
    """Limits in microseconds for one of the stages."""
    return Check(variant.name, "latency_us.p50", must, aim, base=base.name)


STAGE_FRAMES_CSHARP = stages("frames, C#", "native/Sor.PassOn", NATIVE_WORKER, kind="frames")
STAGE_FRAMES_C = stages("frames, C", "frames_worker", kind="frames")
STAGE_FRAMES_PYTHON = stages("frames, Python", "persistent_middleware.py", kind="frames")
STAGE_FRAMES_NODE = stages("frames, Node", "persistent_middleware.js", kind="frames")
STAGE_FRAMES_SHARED = stages("frames, C#, one process", "native/Sor.PassOn", NATIVE_WORKER, kind="frames", shared=True)
STAGE_LINES = stages("lines, C", "identity", kind="lines")
STAGE_WASM = stages("wasm, C", "identity.wasm", "{dist}/sor-wasm", "{programs}/identity.wasm", kind="wasm")
STAGE_STANDBY = stages("exec on standby, C", "identity", kind="exec", standby=True)


def three_ways(language, program):
    """What each kind makes of one middleware, at a pace at which standby can be ready."""
    none, name = "no stage", f"redact-{language.lower()}"
    kinds = (("on demand", {"kind": "exec", "standby": False}), ("on standby", {"kind": "exec", "standby": True}), ("frames", {"kind": "frames"}))
    return Scenario(
        name=name,
        title=f"One file in {language} that parses the event and looks for a member to hide: run each way, an event each 200 ms",
        variants=(
            Variant(FLOOR, ("{floor}",), options=FULL_PACE),
            Variant(none, SOR),
            *(Variant(way, SOR, Task("echo", ((program, {"phases": ["before"], **entry}),))) for way, entry in kinds),
        ),
        options={**CALM, "count": 25},
        columns=(*BILLED, "child.rss_kb"),
        base=none,
        stages=1,
    )


def executables(program, standby):
    return two(program, kind="exec", standby=standby)


def floor_with_two(program):
    return ("{floor}", "--middleware", "{programs}/" + program, "--middleware", "{programs}/" + program)


def standby(language, program, must, aim):
    on, off = f"two {language} executables, standby", f"two {language} executables, started on demand"
    return Scenario(
        name=f"standby-{language.lower()}",
        title=f"Two unchanged {language} executables, an event each 200 ms: on standby, and started on demand",
        variants=(
            Variant(FLOOR, ("{floor}",), options=FULL_PACE),
            Variant(on, SOR, executables(program, True)),
            Variant(off, SOR, executables(program, False)),
            Variant("floor, started ahead", (*floor_with_two(program), "--ahead")),
        ),
        options=CALM,
        columns=BILLED,
        checks=(Check(on, "latency_us.p50", must, aim, base=off),),
        base=off,
    )


def freeze(percent):
    pairs = []
    variants = [Variant(FLOOR, ("{floor}",), options={**FULL_PACE, "freeze": False, "cpu-percent": 0})]
    for language, program in (("C", "identity"), ("Python", "json_middleware.py"), ("Node", "json_middleware.js")):
        on, off = f"two {language} executables, standby", f"two {language} executables, started on demand"
        variants += [Variant(on, SOR, executables(program, True)), Variant(off, SOR, executables(program, False))]
        pairs.append((on, off))
    return Scenario(
        name=f"freeze-{percent}",
        title=f"Frozen at `next` and thawed with the event, {percent} % of a CPU: standby or start on demand",
        variants=tuple(variants),
        options={"payload": 200, "count": 6, "warmup": 1, "every-ms": 200, "freeze": True, "cpu-percent": percent},
        columns=(*BILLED, "first_next_ms"),
        rounds=3,
        halved=tuple(pairs),
    )


SCENARIOS = (
    Scenario(
        name="python",
        title="Python handler, 200 B: SOR and a C bootstrap with a bare Python process",
        variants=(FLOOR_ECHO, FLOOR_PYTHON, SOR_PYTHON, SOR_ECHO),
        options=STEADY,
        columns=LATENCY,
        checks=(Check(SOR_PYTHON.name, "latency_us.p50", 1.45, 1.15, base=FLOOR_PYTHON.name),),
        base=FLOOR_PYTHON.name,
    ),
    Scenario(
        name="python-free",
        title="Python handler, 200 B: SOR and a C bootstrap with a bare Python process",
        variants=(FLOOR_ECHO, FLOOR_PYTHON, SOR_PYTHON, SOR_ECHO),
        options=STEADY,
        columns=LATENCY,
        base=FLOOR_PYTHON.name,
        pinned=False,
    ),
    Scenario(
        name="node",
        title="Node handler, 200 B: SOR and the platform vendor's own runtime interface client",
        variants=(FLOOR_ECHO, FLOOR_NODE, SOR_NODE, PEER_NODE),
        options=STEADY,
        columns=LATENCY,
        checks=(Check(SOR_NODE.name, "latency_us.p50", 0.75, 0.52, base=PEER_NODE.name),),
        base=PEER_NODE.name,
    ),
    Scenario(
        name="node-large",
        title="Node handler, 1 MB: SOR and the platform vendor's own runtime interface client",
        variants=(FLOOR_ECHO, FLOOR_NODE, SOR_NODE, PEER_NODE),
        options=LARGE,
        columns=LATENCY,
        checks=(Check(SOR_NODE.name, "latency_us.p50", 1.0, 0.85, base=PEER_NODE.name),),
        base=PEER_NODE.name,
        pinned=False,
    ),
    Scenario(
        name="exec",
        title="Two C middlewares started on demand, 200 B: SOR and the C floor that starts them",
        variants=(
            FLOOR_ECHO,
            Variant("floor with two C executables", floor_with_two("identity")),
            Variant("SOR with two C executables", SOR, executables("identity", False)),
        ),
        options={"payload": 200, "count": 500, "warmup": 50},
        columns=LATENCY,
        checks=(Check("SOR with two C executables", "latency_us.p50", 1.25, 1.10, base="floor with two C executables"),),
        base="floor with two C executables",
    ),
    standby("Python", "json_middleware.py", 0.35, 0.22),
    standby("Node", "json_middleware.js", 0.30, 0.16),
    *(freeze(percent) for percent in (7, 25, 100)),
    Scenario(
        name="persistent",
        title="Two Python middlewares, 200 B: persistent, and started on demand",
        variants=(
            FLOOR_ECHO,
            Variant("two persistent", SOR, two("persistent_middleware.py", kind="frames")),
            Variant("two on demand", SOR, executables("json_middleware.py", False), {"count": 40, "warmup": 4}),
        ),
        options=STEADY,
        columns=LATENCY,
        checks=(Check("two persistent", "latency_us.p50", 0.005, 0.002, base="two on demand"),),
        base="two on demand",
    ),
    Scenario(
        name="stages",
        title=f"{STAGES} equal stages that pass 200 B on, one phase each, and none",
        variants=(
            FLOOR_ECHO,
            SOR_ECHO,
            STAGE_FRAMES_CSHARP,
            STAGE_FRAMES_C,
            STAGE_FRAMES_SHARED,
            STAGE_FRAMES_PYTHON,
            STAGE_FRAMES_NODE,
            STAGE_LINES,
            STAGE_WASM,
        ),
        options={"payload": 200, "count": 2000, "warmup": 1000},
        columns=COST,
        checks=(
            cost(STAGE_FRAMES_CSHARP, 150, 25),
            cost(STAGE_FRAMES_C, 150, 25),
            cost(STAGE_FRAMES_PYTHON, 150, 30),
            cost(STAGE_FRAMES_NODE, 200, 60),
            cost(STAGE_LINES, 100, 100),
            cost(STAGE_WASM, 250, 150),
        ),
        base=SOR_ECHO.name,
        stages=STAGES,
    ),
    Scenario(
        name="stages-standby",
        title=f"{STAGES} equal executables in C on standby, one phase each, and none: an event each 20 ms",
        variants=(Variant(FLOOR, ("{floor}",), options=FULL_PACE), SOR_ECHO, STAGE_STANDBY),
        options={"payload": 200, "count": 150, "warmup": 20, "every-ms": 20},
        columns=COST,
        checks=(cost(STAGE_STANDBY, 300, 300),),
        base=SOR_ECHO.name,
        stages=STAGES,
    ),
    Scenario(
        name="middy",
        title="Node handler, 200 B: SOR with two native middlewares, and the vendor's client with three of npm's that do nothing",
        variants=(FLOOR_ECHO, SOR_NODE, SOR_NODE_ONE_PHASE, SOR_NODE_TWO_PHASES, PEER_NODE, PEER_MIDDY),
        options=STEADY,
        columns=LATENCY,
        checks=(Check(SOR_NODE_ONE_PHASE.name, "latency_us.p50", 1.0, 0.75, base=PEER_MIDDY.name),),
        base=PEER_MIDDY.name,
    ),
    three_ways("Python", "redact.py"),
    three_ways("Node", "redact.js"),
    Scenario(
        name="start",
        title="Process start to the first `next`: SOR with runtime echo, and the C floor",
        variants=(FLOOR_ECHO, SOR_ECHO),
        options={"payload": 200, "count": 1},
        metric="first_next_ms",
        columns=START,
        checks=(Check(SOR_ECHO.name, "first_next_ms", 3.0, 2.2, base=FLOOR),),
        base=FLOOR,
        starts=15,
    ),
    Scenario(
        name="cold",
        title="Process start to the first answer with Python: SOR, and a C bootstrap with a bare Python process",
        variants=(FLOOR_ECHO, FLOOR_PYTHON, SOR_PYTHON),
        options={"payload": 200, "count": 1},
        metric="first_response_ms",
        columns=START,
        checks=(Check(SOR_PYTHON.name, "first_response_ms", 1.3, 1.1, base=FLOOR_PYTHON.name),),
        base=FLOOR_PYTHON.name,
        starts=9,
    ),
    Scenario(
        name="size",
        title="Size of `bootstrap` and its memory after 2,000 events through two stages",
        variants=(
            FLOOR_ECHO,
            Variant("two executables", SOR, executables("identity", False), {"count": 500}),
            Variant("two persistent middlewares", SOR, two("persistent_middleware.py", kind="frames")),
        ),
        options={"payload": 200, "count": 2000},
        columns=("command_bytes", "bootstrap.rss_kb", "bootstrap.peak_rss_kb", "bootstrap.descriptors", "tree.rss_kb"),
        checks=(
            Check("two executables", "command_bytes", 3.5, 3.5, scale=1e-6, unit=" MB"),
            Check("two executables", "bootstrap.rss_kb", 10, 10, scale=1024e-6, unit=" MB"),
            Check("two persistent middlewares", "bootstrap.rss_kb", 10, 10, scale=1024e-6, unit=" MB"),
        ),
        rounds=3,
    ),
)


def select(names):
    """Scenarios by name or by the part before a dash; all of them for no name."""
    known = {s.name for s in SCENARIOS} | {s.name.partition("-")[0] for s in SCENARIOS}
    unknown = [n for n in names if n not in known]
    if unknown:
        raise SystemExit(f"bench: no scenario '{unknown[0]}'; there are: {', '.join(sorted(known | {'soak'}))}")
    return [s for s in SCENARIOS if not names or s.name in names or s.name.partition("-")[0] in names]


def needs_peer(scenarios):
    return any(v.command == PEER for s in scenarios for v in s.variants)


def needs_native(scenarios):
    return any(NATIVE_WORKER in v.needs for s in scenarios for v in s.variants)
