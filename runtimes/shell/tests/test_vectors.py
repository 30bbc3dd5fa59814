"""The vectors of spec/vectors/frames that are for middlewares. A handler is no middleware, and readers are no processes: those files do not apply."""

import os
import unittest

from support import PROGRAMS, SHELLS, ShellTest, host


class WorkerVectors(ShellTest):
    def test_middleware_mark(self):
        self._run_all("middleware-mark")

    def test_middleware_deny(self):
        self._run_all("middleware-deny")

    def test_middleware_state(self):
        self._run_all("middleware-state")

    def _run_all(self, program):
        for shell in SHELLS:
            for vector in host.vectors_of(f"worker-{program}.json")["vectors"]:
                with self.subTest(vector["name"], shell=shell):
                    worker = self.start(shell, os.path.join(PROGRAMS, program))
                    for step in vector["steps"]:
                        self._run(worker, step)

    def _run(self, worker, step):
        if "send" in step:
            worker.send(host.bytes_of(step["send"]))
        elif "expect" in step:
            self._expect(worker, step["expect"])
        elif "close" in step:
            worker.close()
        else:
            status = worker.wait()
            if step["exit"] != "any":
                self.assertEqual(status, step["exit"], worker.errors())

    def _expect(self, worker, expected):
        frame = worker.receive()
        while frame is not None and frame.type in ("log", "note") and frame.type != expected["header"]["type"]:
            frame = worker.receive()
        self.assertIsNotNone(frame, worker.errors())
        self.assertEqual(frame.header, {**frame.header, **expected["header"]})
        if "body" in expected:
            self.assertEqual(frame.body, host.bytes_of(expected["body"]))
        if "json" in expected:
            self.assertEqual(frame.json, expected["json"])


if __name__ == "__main__":
    unittest.main()
