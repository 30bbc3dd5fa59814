"""precompile.py: what it writes is used, and bit-equal wherever it runs."""

import os
import shutil
import subprocess
import sys
import unittest

from support import RUNTIME, WAIT_SECONDS, WorkerTest


class PrecompileTest(WorkerTest):
    def _copy(self, name):
        folder = os.path.join(self.folder, name)
        shutil.copytree(RUNTIME, folder, ignore=shutil.ignore_patterns("__pycache__", "tests"))
        return folder

    def _precompile(self, folder, **environment):
        subprocess.run(
            [sys.executable, os.path.join(RUNTIME, "precompile.py"), folder],
            env={"PATH": os.environ["PATH"], **environment}, check=True, timeout=WAIT_SECONDS,
        )
        files = {}
        for where, _, names in os.walk(folder):
            for name in names:
                if name.endswith(".pyc"):
                    path = os.path.join(where, name)
                    with open(path, "rb") as file:
                        files[os.path.relpath(path, folder)] = file.read()
        return files

    def test_two_runs_are_bit_equal(self):
        first = self._precompile(self._copy("a"), PYTHONHASHSEED="1")
        second_folder = self._copy("b/quite/another/place")
        for where, _, names in os.walk(second_folder):
            for name in names:
                os.utime(os.path.join(where, name), (1, 1))
        second = self._precompile(second_folder, PYTHONHASHSEED="2")

        self.assertGreater(len(first), 10)
        self.assertEqual(first, second)
        self.assertFalse([name for name, data in first.items() if self.folder.encode() in data])

    def test_the_files_are_used_without_a_look_at_the_sources(self):
        folder = self._copy("a")
        self._precompile(folder)
        with open(os.path.join(folder, "_sor", "codec.py"), "w", encoding="utf-8") as file:
            file.write("raise ImportError('the source was read')\n")

        run = subprocess.run(
            [sys.executable, "-c", "import _sor.codec as c; print(c.loads(b'[1]'), c.loads.__code__.co_filename)"],
            env={"PYTHONPATH": folder}, capture_output=True, text=True, timeout=WAIT_SECONDS,
        )

        self.assertEqual(run.stdout, f"[1] {os.path.join(folder, '_sor', 'codec.py')}\n", run.stderr)

    def test_another_folder_is_refused(self):
        run = subprocess.run(
            [sys.executable, os.path.join(RUNTIME, "precompile.py"), self.folder], capture_output=True, timeout=WAIT_SECONDS
        )

        self.assertEqual(run.returncode, 2)
        self.assertIn(b"usage: precompile.py FOLDER", run.stderr)


if __name__ == "__main__":
    unittest.main()
