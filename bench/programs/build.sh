#!/usr/bin/env bash
# Compiles the programs into the folder given. Static: a dynamic loader would be part of every start that is measured.
#   build.sh FOLDER           those in C; the one for WebAssembly where clang can make it
#   build.sh FOLDER native    also the middleware in C#, which takes half a minute
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
gcc "${flags[@]}" -o "$out/frames_worker" "$here/frames_worker.c"
if command -v wasm-ld >/dev/null && [[ -e /usr/lib/wasm32-wasi/libc.a && -e "$(clang --target=wasm32-wasi -print-libgcc-file-name)" ]]; then
    clang --target=wasm32-wasi -O2 -Wall -Wextra -Werror -Wl,-s -o "$out/identity.wasm" "$here/identity.c"
fi
if [[ "${2:-}" == native ]]; then
    machine=x64
    [[ "$(uname -m)" == x86_64 ]] || machine=arm64
    dotnet publish "$here/../Sor.PassOn" -c Release -r "linux-$machine" -o "$out/native" --nologo -v quiet >&2
fi
install -m 755 "$here"/*.py "$here"/*.js "$out/"
