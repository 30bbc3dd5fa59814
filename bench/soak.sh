#!/usr/bin/env bash
# 100,000 invocations under 1,024 descriptors; ends with a status other than 0 when memory or descriptors grow.
exec bash "$(dirname "${BASH_SOURCE[0]}")/run.sh" soak "$@"
