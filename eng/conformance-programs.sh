# `sor conformance` over every program of the repository that is to keep the contract. Sourced after count.sh.

# One program: its checks are added up, what does not concern it counts as skipped by design and is left out.
conforms() {
    local name=$1 status=0 line
    shift
    PATH=/usr/bin:/bin dist/sor conformance "$@" >"$output" 2>&1 || status=$?
    line=$(tail -n 1 "$output")
    add "$name" "$status" "$(sed -nE 's/^([0-9]+) passed.*/\1/p' <<<"$line")" "$(sed -nE 's/.* ([0-9]+) failed.*/\1/p' <<<"$line")"
}

# An installed package. What is built into the runtime has no program; the tests of the built-ins run its vectors.
package_conforms() {
    if grep -q '"kind": *"built-in"' "$1/middleware.json"; then
        echo "   $1: not applicable: built into the runtime"
    else
        conforms "$1" "$1"
    fi
}

conformance_programs() {
    local probes=tests/Conformance/probes program
    gcc -Wall -Wextra -Werror -O1 -o "$probes/c/probe" "$probes/c/probe.c"
    dotnet build "$probes/csharp" -c Release --nologo -v quiet
    for program in python node shell lines c csharp; do
        conforms "probe: $program" "$probes/$program" --probe
    done
    for program in python node; do
        conforms "probe: $program as an executable" "$probes/$program/probe" --probe
        conforms "language runtime: $program" "$probes/$program-handler" --runtime "$program" --handler app.handle --probe
    done
    for program in dist/middlewares/*/; do
        package_conforms "${program%/}"
    done
    for program in examples/*/middlewares/*; do
        conforms "$program" "$program"

        # With a helper library one file is both.
        ! grep -q 'import sor' "$program" || conforms "$program as a worker" "$program" --kind frames
    done
}
