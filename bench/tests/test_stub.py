"""The stub and the floor themselves, with small bootstraps in Python that behave well or badly."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BENCH))

from harness import stub  # noqa: E402

CLIENT = """#!/usr/bin/python3
import http.client, os
api = os.environ["AWS_LAMBDA_RUNTIME_API"]
base = "/2018-06-01/runtime/invocation/"

def call(connection, method, path, body=None, headers={}):
    connection.request(method, base + path, body, headers, encode_chunked="Transfer-Encoding" in headers)
    answer = connection.getresponse()
    return answer.headers["Lambda-Runtime-Aws-Request-Id"], answer.read()

connection = http.client.HTTPConnection(api)
while True:
    id, event = call(connection, "GET", "next")
"""


class StubRuns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="sor-bench-test-")
        cls.addClassCleanup(holder.cleanup)
        cls.folder = Path(holder.name)
        subprocess.run(["bash", BENCH / "programs" / "build.sh", cls.folder], check=True)

    def run_with(self, loop_end, **options):
        bootstrap = self.folder / f"{self._testMethodName}.py"
        bootstrap.write_text(CLIENT + "".join(f"    {line}\n" for line in loop_end.splitlines()), encoding="utf-8")
        bootstrap.chmod(0o755)
        return self.run_command([str(bootstrap)], **options)

    def run_command(self, command, **options):
        options = {name.replace("_", "-"): value for name, value in {"count": 5, **options}.items()}
        return stub.run(str(self.folder / "stub"), command, self.folder, options)

    def floor(self, *arguments):
        return [str(self.folder / "floor"), *(str(self.folder / a) if not a.startswith("-") else a for a in arguments)]

    def assertFails(self, reason, loop_end):
        with self.assertRaisesRegex(stub.RunFailed, reason):
            self.run_with(loop_end)

    def test_a_body_of_known_length(self):
        result = self.run_with('call(connection, "POST", id + "/response", event)', payload=100_000)
        self.assertEqual((result["measured"], result["errors"], result["mismatches"]), (5, 0, 0))

    def test_a_body_in_chunks(self):
        parts = "parts = (event[i:i + 70_000] for i in range(0, len(event), 70_000))"
        self.run_with(parts + '\ncall(connection, "POST", id + "/response", parts, {"Transfer-Encoding": "chunked"})', payload=200_000)

    def test_a_connection_for_each_request(self):
        self.run_with(
            'call(http.client.HTTPConnection(api), "POST", id + "/response", event, {"Connection": "close"})\n'
            "connection = http.client.HTTPConnection(api)"
        )

    def test_blanks_make_no_difference(self):
        self.run_with('call(connection, "POST", id + "/response", event.replace(b":", b" : "))')

    def test_other_differences_are_told(self):
        self.assertFails("differ", 'call(connection, "POST", id + "/response", event.replace(b"0", b"1"))')

    def test_errors_are_told(self):
        self.assertFails("no luck", 'call(connection, "POST", id + "/error", b"no luck")')

    def test_the_end_of_the_bootstrap_is_told(self):
        self.assertFails("exited with status 3", "os._exit(3)")
        self.assertFails("signal 9", "os.kill(os.getpid(), 9)")

    def test_a_second_next_is_told(self):
        self.assertFails("next before a response", 'call(connection, "GET", "next")\nos._exit(0)')

    def test_the_floor_with_all_that_it_can(self):
        for arguments in (
            (),
            ("--worker", "bare_worker.py"),
            ("--middleware", "identity", "--middleware", "json_middleware.py"),
            ("--middleware", "identity", "--ahead", "--worker", "bare_worker.py"),
        ):
            for payload in (64, 200, 300_000):
                with self.subTest(arguments=arguments, payload=payload):
                    self.assertEqual(self.run_command(self.floor(*arguments), payload=payload)["measured"], 5)

    def test_a_frozen_tree_goes_on_with_the_event(self):
        result = self.run_command(self.floor("--middleware", "identity", "--ahead"), freeze=True, cpu_percent=50, every_ms=5)
        self.assertEqual((result["freezes"], result["measured"]), (6, 5))

    def test_samples_are_taken(self):
        samples = self.run_command(self.floor(), count=100, sample_every=10)["samples"]
        self.assertEqual((samples["count"], samples["descriptors"]["last"], samples["processes"]["max"]), (10, 4, 1))


if __name__ == "__main__":
    unittest.main()
