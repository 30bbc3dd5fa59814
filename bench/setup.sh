#!/usr/bin/env bash
# Installs what the benchmarks need and the machine lacks. Safe to repeat; prints the folder of the peer at the end.
#
# The peer, npm's aws-lambda-ric, builds a native add-on from sources that it carries: hence the autotools. It lives in
# a cache outside of the repository, because it takes minutes to build and is the same for every working copy.
set -euo pipefail

PATH=/usr/bin:/bin:/usr/sbin:/sbin
cache="${XDG_CACHE_HOME:-$HOME/.cache}/sor-bench"
peer_version=3
peer="$cache/aws-lambda-ric-$peer_version"

need_packages() {
    local missing=() pair command package
    for pair in gcc:gcc g++:g++ make:make cmake:cmake autoconf:autoconf automake:automake libtoolize:libtool \
        python3:python3 node:nodejs npm:npm taskset:util-linux musl-gcc:musl-tools; do
        command=${pair%%:*} package=${pair#*:}
        command -v "$command" >/dev/null || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        echo "bench: missing packages: ${missing[*]}; install them as root: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build_peer() {
    [[ -e "$peer/complete" ]] && return 0
    rm -rf "$peer"
    mkdir -p "$peer"
    echo '{"private":true}' >"$peer/package.json"
    # Headers that came with node spare node-gyp a download, which may not be possible.
    if [[ -e /usr/include/node/node.h ]]; then
        export npm_config_nodedir=/usr
    fi
    if ! (cd "$peer" && npm install --no-audit --no-fund "aws-lambda-ric@$peer_version" >install.log 2>&1); then
        tail -n 40 "$peer/install.log" >&2
        echo "bench: aws-lambda-ric did not build; the whole log: $peer/install.log" >&2
        exit 1
    fi
    touch "$peer/complete"
}

need_packages
build_peer
echo "$peer"
