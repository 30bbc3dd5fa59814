#!/usr/bin/env bash
# The one command of this project. `./build.sh help` lists the verbs.
set -euo pipefail
cd "$(dirname "$0")"
exec bash -euo pipefail "eng/verbs/${1:-help}.sh" "${@:2}"
