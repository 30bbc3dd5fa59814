#!/usr/bin/env bash
# Installs the clients that the tests run: the AWS SDK and the CloudEvents library for JavaScript beside this file. `aws` comes from Debian's awscli.
set -euo pipefail
cd "$(dirname "$0")"
[ -d node_modules/@aws-sdk/client-lambda ] && [ -d node_modules/cloudevents ] || npm ci --no-audit --no-fund --loglevel=error
