# Benchmarks against floors and peers in one run; see bench/README.md.
. eng/common.sh
[ -x dist/bootstrap ] || bash -euo pipefail eng/verbs/aot.sh
exec bench/run.sh "$@"
