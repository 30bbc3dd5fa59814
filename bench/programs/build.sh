#!/usr/bin/env bash
# Compiles the programs into the folder given. Static: a dynamic loader would be part of every start that is measured.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="$1"
flags=(-std=gnu17 -O2 -static -Wall -Wextra -Wshadow -Wconversion -Werror)

mkdir -p "$out"
gcc "${flags[@]}" -o "$out/stub" "$here"/stub/*.c
gcc "${flags[@]}" -o "$out/floor" "$here/floor.c"
# The smallest start that a C program can have, where musl is there.
small=gcc
if command -v musl-gcc >/dev/null; then
    small=musl-gcc
fi
"$small" "${flags[@]}" -s -o "$out/identity" "$here/identity.c"
install -m 755 "$here"/*.py "$here"/*.js "$out/"
