#!/bin/sh
# Compiles the program into a folder: build.sh FOLDER. All but its main is redact-lines'; the walk over nested values needs more than the usual stack.
cd "$(dirname "$0")" && exec clang --target=wasm32-wasi -std=gnu11 -O2 -Wall -Wextra -Werror -I../redact-lines/src -Wl,-s,-z,stack-size=262144 -o "$1/redact-wasm.wasm" \
    src/main.c ../redact-lines/src/buffer.c ../redact-lines/src/json.c ../redact-lines/src/pointers.c ../redact-lines/src/redact.c
