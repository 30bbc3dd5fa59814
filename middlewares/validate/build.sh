#!/bin/sh
# Compiles the program into a folder: build.sh FOLDER.
cd "$(dirname "$0")" && exec dotnet publish src -c Release --use-current-runtime -o "$1" --nologo -v quiet
