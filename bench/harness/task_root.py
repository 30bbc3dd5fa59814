"""Folders as Lambda has them in /var/task: configuration, handler, middlewares."""

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

HANDLERS = {
    "python": ("app.py", "def handle(event, context):\n    return event\n", "/usr/bin/python3"),
    "node": ("app.js", "exports.handle = async (event) => event\n", "/usr/bin/node"),
}

# The same handler within three middlewares that do nothing, for npm's own way to have middlewares.
MIDDY = """import middy from '@middy/core'

const nothing = () => ({ before: () => {} })
export const handle = middy(async (event) => event).use(nothing()).use(nothing()).use(nothing())
"""


@dataclass(frozen=True)
class Task:
    """A function: its language runtime, or `middy`, and its middlewares, each (program, how it is listed in the pipeline)."""

    runtime: str = "echo"
    middlewares: tuple = field(default_factory=tuple)

    def write(self, folder, programs, modules=""):
        """Writes the task root into `folder`; middlewares are copied from the folder `programs`, `modules` has npm's packages."""
        folder.mkdir()
        if self.runtime == "middy":
            (folder / "app.mjs").write_text(MIDDY, encoding="utf-8")
            os.symlink(modules, folder / "node_modules")
            return
        configuration = {"version": 1, "name": "bench", "runtime": self.runtime}
        if self.runtime in HANDLERS:
            name, text, interpreter = HANDLERS[self.runtime]
            (folder / name).write_text(text, encoding="utf-8")
            configuration |= {"handler": "app.handle", "interpreter": interpreter}
        if self.middlewares:
            (folder / "middlewares").mkdir()
            configuration["pipeline"] = [self._stage(folder, programs, i, *m) for i, m in enumerate(self.middlewares)]
        (folder / "sor.json").write_text(json.dumps(configuration), encoding="utf-8")

    @staticmethod
    def _stage(folder, programs, index, program, entry):
        name = Path(program).name
        shutil.copy(programs / program, folder / "middlewares" / name)
        return {"name": f"stage{index + 1}", "use": f"./middlewares/{name}", "phases": ["before", "after"], **entry}
