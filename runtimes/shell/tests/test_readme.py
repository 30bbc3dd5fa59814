"""The example of README.md."""

import os
import re
import subprocess
import unittest

from support import RUNTIME, ShellTest, host


class ReadmeTest(ShellTest):
    def test_example(self):
        with open(os.path.join(RUNTIME, "README.md"), encoding="utf-8") as file:
            text = file.read()
        (source,) = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
        ((command, expected),) = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", text, re.M | re.S)
        path = os.path.join(self.folder, "mark")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        os.chmod(path, 0o755)

        run = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, timeout=host.WAIT_SECONDS,
            env={"PATH": os.environ["PATH"], "SOR_SHELL": RUNTIME},
        )

        self.assertEqual((run.stdout, run.stderr), (expected, ""))


if __name__ == "__main__":
    unittest.main()
