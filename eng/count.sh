# Runs test programs and adds up what they report. Sourced by the test verb.
passed=0 failed=0 skipped=0
output=$(mktemp)
trap 'rm -f "$output"; phase_end' EXIT

# A command that is one test: passes with status 0.
counted() {
    local name=$1
    shift
    if "$@" >"$output" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        tail -n 60 "$output"
        echo "FAILED: $name"
    fi
}

# Adds numbers that a runner printed; a runner that failed without saying of what counts as one failure.
add() {
    local name=$1 status=$2 ok=${3:-0} bad=${4:-0} left=${5:-0}
    passed=$((passed + ok)) skipped=$((skipped + left))
    [ "$status" = 0 ] || [ "$bad" != 0 ] || bad=1
    [ "$((ok + bad))" != 0 ] || { bad=1; echo "$name ran no test"; }
    failed=$((failed + bad))
    [ "$bad" = 0 ] && [ "$status" = 0 ] || { tail -n 200 "$output"; echo "FAILED: $name"; }
    [ "$left" = 0 ] || grep -iE 'skip' "$output" | head -n 20 || true
    echo "   $name: $ok passed, $bad failed, $left skipped"
}

# xunit.v3's own runner prints "NAME  Total: N, Errors: N, Failed: N, Skipped: N, ...".
counted_dotnet() {
    local status=0 total bad left
    PATH=/usr/bin:/bin "$2" -nocolor >"$output" 2>&1 || status=$?
    number() { sed -nE "s/^ *$1  Total:.* ?$2: ([0-9]+).*/\1/p" "$output" | tail -n 1; }
    total=$(sed -nE "s/^ *$1 +Total: ([0-9]+).*/\1/p" "$output" | tail -n 1)
    left=$(number "$1" Skipped)
    bad=$(($(number "$1" Failed | grep . || echo 0) + $(number "$1" Errors | grep . || echo 0)))
    add "$1" "$status" "$((${total:-0} - bad - ${left:-0}))" "$bad" "${left:-0}"
}

# Python's unittest prints "Ran N tests" and "OK (skipped=N)" or "FAILED (failures=N, errors=N, skipped=N)".
counted_unittest() {
    local status=0 ran bad left
    PATH=/usr/bin:/bin "${3:-/usr/bin/python3}" -B -m unittest discover -s "$2" >"$output" 2>&1 || status=$?
    ran=$(sed -nE 's/^Ran ([0-9]+) tests?.*/\1/p' "$output" | tail -n 1)
    left=$(sed -nE 's/.*skipped=([0-9]+).*/\1/p' "$output" | tail -n 1)
    bad=$(sed -nE 's/.*failures=([0-9]+).*/\1/p' "$output" | tail -n 1)
    bad=$((${bad:-0} + $(sed -nE 's/.*errors=([0-9]+).*/\1/p' "$output" | tail -n 1 | grep . || echo 0)))
    add "$1" "$status" "$((${ran:-0} - bad - ${left:-0}))" "$bad" "${left:-0}"
}

# Node's own runner.
counted_node() {
    local status=0
    PATH=/usr/bin:/bin timeout 600 node --test "$2"/ >"$output" 2>&1 || status=$?
    number() { sed -nE "s/^(#|ℹ) $1 ([0-9]+).*/\2/p" "$output" | tail -n 1; }
    add "$1" "$status" "$(number pass)" "$(number fail)" "$(number skipped)"
}

report_counts() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" = 0 ]
}
