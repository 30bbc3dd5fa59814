#!/bin/sh
# Compiles the program into a folder: build.sh FOLDER. Static, so that it starts quickly, and wherever the kernel is Linux.
cd "$(dirname "$0")" && exec gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -s -o "$1/redact-lines" src/*.c
