#!/usr/bin/env bash
# Measures dist/bootstrap: bench/run.sh [WHAT...]; --help lists the rest.
set -euo pipefail

# The system's own interpreters, the same for every variant: not what a version manager puts in front of them.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin:$PATH
exec /usr/bin/python3 -B "$(dirname "${BASH_SOURCE[0]}")/run.py" "$@"
