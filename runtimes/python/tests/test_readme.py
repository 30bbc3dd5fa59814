"""The examples of README.md."""

import os
import re
import stat
import subprocess
import sys
import unittest

from support import RUNTIME, WAIT_SECONDS, WorkerTest

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def _readme():
    with open(os.path.join(RUNTIME, "README.md"), encoding="utf-8") as file:
        return file.read()


def _examples():
    """{file name: source} of the examples: a line that ends with the name, then the code."""
    found = re.findall(r"`([\w.]+)`(?:, executable)?:\n\n```python\n(.*?)^```$", _readme(), re.M | re.S)
    return dict(found)


class ReadmeTest(WorkerTest):
    def setUp(self):
        super().setUp()
        self.examples = _examples()

    def _stage(self, name, config=None):
        worker = self.start([sys.executable, self.write(name, self.examples[name])])
        answer = worker.hello([{"name": name, "phases": ["before", "after", "error"], "config": config or {}}])
        self.assertEqual(answer.type, "ready")
        return worker

    def test_every_example_is_known_here(self):
        self.assertEqual(sorted(self.examples), ["app.py", "cors", "guard", "mark"])
        self.assertEqual(_readme().count("```python\n"), len(self.examples))

    def test_handler(self):
        worker = self.handler(self.examples["app.py"])

        self.assertEqual(worker.invoke({"name": "Ada"}).json, {"hello": "Ada", "request": "request-1"})

    def test_mark(self):
        worker = self._stage("mark")

        self.assertEqual(worker.invoke({"name": "Ada"}, stage="mark", phase="before").json, {"name": "Ada", "seen": True})

    def test_cors(self):
        worker = self._stage("cors", {"origins": ["https://a.example"]})

        worker.invoke({"headers": {"origin": "https://a.example"}}, stage="cors", phase="before")
        state = worker.notes[0].header["state"]
        answer = worker.invoke({"statusCode": 200}, stage="cors", phase="after", context={"state": state})

        self.assertEqual(answer.json["headers"], {"access-control-allow-origin": "https://a.example"})
        answer = worker.invoke({"statusCode": 200}, stage="cors", phase="after", context={"state": "https://b.example"})
        self.assertEqual(answer.json, {"statusCode": 200})

    def test_guard(self):
        worker = self._stage("guard")

        denied = worker.invoke({}, stage="guard", phase="before")
        self.assertEqual((denied.type, denied.json), ("reply", {"statusCode": 401}))
        self.assertEqual(worker.invoke({"user": "u"}, stage="guard", phase="before").type, "result")
        self.assertEqual(worker.notes[0].header["attributes"], {"user": "u"})
        failure = {"errorType": "E", "errorMessage": "m"}
        hidden = worker.invoke(failure, stage="guard", phase="error", contentType="application/vnd.sor.failure+json")
        self.assertEqual((hidden.type, hidden.json), ("reply", {"statusCode": 500}))
        self.assertEqual(worker.notes[0].header["message"], "m")

    def test_console(self):
        for name, source in self.examples.items():
            os.chmod(self.write(name, source), stat.S_IRWXU)
        sessions = _CONSOLE.findall(_readme())
        self.assertEqual(len(sessions), 1)
        for session in sessions:
            command, _, expected = session.removeprefix("$ ").partition("\n")
            run = subprocess.run(
                ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, timeout=WAIT_SECONDS,
                env={"PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}", "PYTHONPATH": RUNTIME},
            )
            self.assertEqual((run.stdout.rstrip("\n"), run.stderr), (expected.rstrip("\n"), ""))


if __name__ == "__main__":
    unittest.main()
