# A middleware as a plain executable: PROGRAM PHASE, payload on STDIN, new payload on STDOUT, status 80 for a reply.

# Serves one phase of one event and ends the process.
_sor_serve() {
    case "$#:${1:-}" in
        1:before | 1:after | 1:error) ;;
        *)
            printf 'usage: %s before|after|error <payload\n' "$0" >&2
            exit 2
            ;;
    esac
    sor_phase=$1
    sor_stage=${SOR_STAGE:-${0##*/}}
    _sor_config=${SOR_STAGE_CONFIG:-$_sor_config}
    _sor_has "$sor_phase" || exec cat

    # A process on standby waits here: the context comes with the event.
    [ -z "${SOR_CONTEXT_FD:-}" ] || IFS= read -r _sor_context <&"$SOR_CONTEXT_FD" || [ -n "$_sor_context" ] || _sor_context='{}'
    "$sor_phase"
    exit $?
}

# Tells the host something beside the payload: _sor_say NAME JSON.
_sor_say() {
    [ -n "${SOR_NOTES_FD:-}" ] || return 0
    _sor_name=$1
    [ "$_sor_name" != failure ] || _sor_name=error
    printf '{"%s":%s}\n' "$_sor_name" "$2" >&"$SOR_NOTES_FD"
}

_sor_log() { printf '[%s] %s\n' "$1" "$2" >&2; }
