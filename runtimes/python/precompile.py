"""Compiles this runtime for the interpreter that runs it: `pythonX.Y precompile.py FOLDER`, a copy of this folder.

Where the runtime is used its folder is often read-only, so that Python would compile it anew at every start. The files
(FOLDER/__pycache__, FOLDER/_sor/__pycache__) are bit-equal from two runs of one version, wherever and whenever; they
are loaded without a look at the sources' times. Run it once for each version of Python; the versions do not collide.
"""

import os
import sys
from py_compile import PycInvalidationMode, compile

_USAGE_STATUS = 2


def main():
    if len(sys.argv) != 2 or not os.path.isfile(os.path.join(sys.argv[1], "sor.py")):
        sys.stderr.write("usage: precompile.py FOLDER, where FOLDER is a copy of runtimes/python\n")
        sys.exit(_USAGE_STATUS)
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Constant sets are written in the order of their hashes.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    folder = sys.argv[1]
    package = sorted(os.path.join("_sor", name) for name in os.listdir(os.path.join(folder, "_sor")) if name.endswith(".py"))
    for name in ["sor.py", *package]:
        compile(
            os.path.join(folder, name),
            dfile=name,  # no path of the machine that builds; Python puts in the real one at the import
            doraise=True,
            optimize=0,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )


if __name__ == "__main__":
    main()
