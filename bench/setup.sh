#!/usr/bin/env bash
# Installs what the benchmarks need and the machine lacks; safe to repeat.
#   setup.sh        compilers and interpreters
#   setup.sh peer   npm's aws-lambda-ric and @middy/core as well; prints the start script of the first
#
# The peer builds a native add-on from sources that it carries: hence the autotools. It lives in a cache outside of the
# repository, because it takes a minute or two to build and is the same for every working copy.
set -euo pipefail

export PATH=/usr/bin:/bin:/usr/sbin:/sbin
peer="${XDG_CACHE_HOME:-$HOME/.cache}/sor-bench/aws-lambda-ric-3"
script="$peer/node_modules/aws-lambda-ric/bin/index.mjs"
addon="$peer/node_modules/aws-lambda-ric/dist/rapid-client.node"
middy="$peer/node_modules/@middy/core/package.json"

# Each argument is COMMAND:PACKAGE.
need() {
    local missing=() pair
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        echo "bench: missing packages; install them as root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
    } >&2
}

build_peer() {
    rm -rf "$peer"
    mkdir -p "$peer"
    echo '{"private":true}' >"$peer/package.json"
    # Headers that came with node spare node-gyp a download, which may not be possible.
    if [[ -e /usr/include/node/node.h ]]; then
        export npm_config_nodedir=/usr
    fi
    echo "bench: building aws-lambda-ric, a minute or two" >&2
    if ! (cd "$peer" && npm install --no-audit --no-fund aws-lambda-ric@3 >install.log 2>&1); then
        tail -n 40 "$peer/install.log" >&2
        echo "bench: aws-lambda-ric did not build; the whole log: $peer/install.log" >&2
        exit 1
    fi
    # npm can be told to skip install scripts, and then reports success all the same.
    if [[ ! -e "$addon" ]]; then
        echo "bench: npm ran no install script of aws-lambda-ric; allow it, see the end of $peer/install.log" >&2
        exit 1
    fi
}

# Needs no building. The last major version that Node 20 can run.
install_middy() {
    if ! (cd "$peer" && npm install --no-audit --no-fund --ignore-scripts @middy/core@6 >middy.log 2>&1); then
        tail -n 40 "$peer/middy.log" >&2
        echo "bench: npm did not install @middy/core" >&2
        exit 1
    fi
}

need gcc:gcc musl-gcc:musl-tools taskset:util-linux python3:python3 node:nodejs
if [[ "${1:-}" == peer ]]; then
    need npm:npm g++:g++ make:make cmake:cmake autoconf:autoconf automake:automake libtoolize:libtool
    [[ -e "$addon" && -e "$script" ]] || build_peer
    [[ -e "$middy" ]] || install_middy
    echo "$script"
fi
