"""Folders as Lambda has them in /var/task: configuration, handler, middlewares."""

import json
import shutil
from dataclasses import dataclass, field

HANDLERS = {
    "python": ("app.py", "def handle(event, context):\n    return event\n", "/usr/bin/python3"),
    "node": ("app.js", "exports.handle = async (event) => event\n", "/usr/bin/node"),
}


@dataclass(frozen=True)
class Task:
    """A function: its language runtime and its middlewares, each (program, how it is listed in the pipeline)."""

    runtime: str = "echo"
    middlewares: tuple = field(default_factory=tuple)

    def write(self, folder, programs):
        """Writes the task root into `folder`; middlewares are copied from the folder `programs`."""
        folder.mkdir()
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
        shutil.copy(programs / program, folder / "middlewares" / program)
        return {"name": f"stage{index + 1}", "use": f"./middlewares/{program}", "phases": ["before", "after"], **entry}
