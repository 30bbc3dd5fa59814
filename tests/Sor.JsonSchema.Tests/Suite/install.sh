#!/usr/bin/env bash
# Unpacks the official test suite of JSON Schema, from Debian's package that carries it, and npm's ajv beside this file. Both are only run.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/ajv ] || npm ci --no-audit --no-fund --loglevel=error
[ ! -d node_modules/suite ] || exit 0
package=libtest-json-schema-acceptance-perl
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -qq "$package" 2>/dev/null || { apt-get update -qq && apt-get download -qq "$package"; }
dpkg -x "$package"_*.deb .
cd "$OLDPWD"
cp -r "$folder/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance" node_modules/suite
