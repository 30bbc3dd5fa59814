"""Plays the host for middlewares in shell. A shell has no socket pairs, so these tests borrow the host of the Python ones."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
import textwrap
import unittest

RUNTIME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAMS = os.path.join(RUNTIME, "tests", "programs")
SHELLS = [shell for shell in ("/bin/sh", "/bin/bash") if os.path.exists(shell)]

_path = os.path.join(os.path.dirname(RUNTIME), "python", "tests", "support.py")
_spec = importlib.util.spec_from_file_location("python_support", _path)
host = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(host)


class ShellTest(unittest.TestCase):
    """A temporary folder, and workers that end with the test."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, source):
        """A middleware whose functions are the source."""
        path = os.path.join(self.folder, "middleware")
        with open(path, "w", encoding="utf-8") as file:
            file.write('. "$SOR_SHELL/sor.sh"\n' + textwrap.dedent(source) + 'sor_run "$@"\n')
        return path

    def start(self, shell, path, **environment):
        """A worker before hello."""
        worker = host.Worker([shell, path], self.folder, {"SOR_SHELL": RUNTIME, "TMPDIR": self.folder, **environment})
        self.addCleanup(worker.end)
        return worker

    def worker(self, shell, source, **stage):
        """A worker that is ready."""
        worker = self.start(shell, self.write(source))
        answer = worker.hello([{"name": "m", "phases": ["before", "after", "error"], **stage}])
        self.assertEqual(answer and answer.type, "ready", worker.errors())
        return worker

    def execute(self, shell, path, phase="before", payload=b"{}", context=b"", **environment):
        """Runs a middleware as an executable. (status, STDOUT, STDERR, notes as bytes)"""
        notes = os.path.join(self.folder, "notes")
        script = 'exec 3<"$1" 4>"$2"; shift 2; exec "$@"'
        given = os.path.join(self.folder, "context")
        with open(given, "wb") as file:
            file.write(context)
        variables = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "SOR_SHELL": RUNTIME}
        variables.update(SOR_STAGE="m", SOR_CONTEXT_FD="3", SOR_NOTES_FD="4", **environment)
        command = ["/bin/sh", "-c", script, "sh", given, notes, shell, path, *([phase] if phase else [])]
        run = subprocess.run(command, input=payload, env=variables, capture_output=True, timeout=host.WAIT_SECONDS)
        with open(notes, "rb") as file:
            return run.returncode, run.stdout, run.stderr, file.read()
