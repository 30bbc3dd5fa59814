#!/bin/sh
# Compiles the program into a folder: build.sh FOLDER. One program is all middlewares of HTTP; in each package it has the package's name.
cd "$(dirname "$0")" && dotnet publish ../../src/Sor.HttpStages -c Release --use-current-runtime -o "$1" --nologo -v quiet &&
    mv "$1/sor-http-stages" "$1/$(basename "$PWD")"
