# Shared by the verbs: set-up, phases with their seconds, checks. Sourced, never run.
export PATH=/usr/bin:/bin:$PATH DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Newest glibc that Amazon Linux 2023 has.
readonly GLIBC_LIMIT=2.34
readonly SIZE_LIMIT=3500000

phase_name=
phase() {
    phase_end
    phase_name=$1 phase_start=$SECONDS
    echo "== $1"
}
phase_end() { [ -z "$phase_name" ] || echo "== $phase_name: $((SECONDS - phase_start)) s"; phase_name=; }
trap phase_end EXIT

fail() { echo "build.sh: $*" >&2; exit 1; }

runtime_id() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64) echo linux-arm64 ;;
        *) fail "no native build for $(uname -m)" ;;
    esac
}

# Installs Debian packages whose commands or files are missing, in one call: need_packages COMMAND=PACKAGE ...
need_packages() {
    local wanted=() pair
    for pair in "$@"; do
        [ -e "${pair%%=*}" ] || command -v "${pair%%=*}" >/dev/null || wanted+=("${pair#*=}")
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "these packages are missing, and there is no apt-get to install them: ${wanted[*]}"
    local as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
}

# The static executables have musl as their C library.
readonly NATIVE_TOOLCHAIN=(gcc=gcc objdump=binutils "/usr/lib/$(uname -m)-linux-musl/musl-gcc.specs=musl-dev")

# C to WebAssembly. The last package has the compiler's own functions, for the clang that Debian has.
readonly WASM_TOOLCHAIN=(clang=clang wasm-ld=lld /usr/lib/wasm32-wasi/libc.a=wasi-libc /usr/share/doc/libclang-rt-dev-wasm32=libclang-rt-dev-wasm32)

# The binary must start on every platform whose C library is at least GLIBC_LIMIT.
check_glibc() {
    local newest
    # A static binary names no version at all, and objdump then finds no table.
    newest=$({ objdump -T "$1" 2>/dev/null || true; } | { grep -o 'GLIBC_[0-9.]*' || true; } | cut -d_ -f2 | sort -Vu | tail -n 1)
    [ "$(printf '%s\n' "${newest:-0}" "$GLIBC_LIMIT" | sort -V | tail -n 1)" = "$GLIBC_LIMIT" ] ||
        fail "$1 needs glibc $newest; the limit is $GLIBC_LIMIT"
}

# What bootstrap weighs; docs/decisions/0014-size.md tells where to look when it is too much.
check_size() {
    local bytes
    bytes=$(stat -c %s "$1")
    [ "$bytes" -le "$SIZE_LIMIT" ] || fail "$1 has $bytes bytes; the limit is $SIZE_LIMIT (bash eng/size.sh shows of what)"
}

# Compiles one executable ahead of time into dist/.
publish_native() { dotnet publish "src/$1" -c Release -r "$(runtime_id)" -o dist --nologo -v quiet "${@:2}"; }

# The shims and helper libraries into dist/runtimes/, without tests and caches.
install_runtimes() {
    local folder target
    for folder in runtimes/*/; do
        target=$PWD/dist/runtimes/$(basename "$folder")
        rm -rf "$target" && mkdir -p "$target"
        (cd "$folder" && find . -type f ! -path './tests/*' ! -path '*/__pycache__/*' ! -path '*/node_modules/*' -print0 | sort -z | xargs -0 cp --parents -t "$target")
    done

    # Layers are read-only: without compiled files Python would compile the shim at every start.
    local python
    for python in python3 python3.9 python3.10 python3.11 python3.12 python3.13; do
        ! "$python" -c '' 2>/dev/null || "$python" dist/runtimes/python/precompile.py dist/runtimes/python
    done
}

# The packages of middlewares into dist/middlewares/, without tests, sources and caches. A package that is compiled has a build.sh, which
# gets the folder to put its program into. Modules of WebAssembly are prepared beside themselves.
install_middlewares() {
    local folder name target
    for folder in middlewares/*/; do
        name=$(basename "$folder") target=$PWD/dist/middlewares/$(basename "$folder")
        rm -rf "$target" && mkdir -p "$target"
        (cd "$folder" && find . -type f ! -path './tests/*' ! -path './src/*' ! -path './build.sh' ! -path '*/__pycache__/*' ! -path '*/node_modules/*' \
            -print0 | sort -z | xargs -0 cp --parents -t "$target")
        [ ! -x "${folder}build.sh" ] || "${folder}build.sh" "$target" || fail "middlewares/$name does not compile"
        find "$target" -name '*.wasm' -exec dist/sor-wasm compile {} --cache "$target" \; >/dev/null
    done
}
