#!/usr/bin/env bash
# Installs the clients that the tests run: the AWS SDK for JavaScript beside this file. `aws` comes from Debian's awscli.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/@aws-sdk/client-lambda ] || npm ci --no-audit --no-fund --loglevel=error
