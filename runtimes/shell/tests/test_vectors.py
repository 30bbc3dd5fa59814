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
                    host.play(self, worker, vector["steps"])


if __name__ == "__main__":
    unittest.main()
