# Write a middleware of Serverless Open Runtime in shell: functions for its phases, and sor_run at the end of the file.
#
#   #!/bin/sh
#   . "$SOR_SHELL/sor.sh"
#   before() { sor_jq '.seen = true'; }
#   sor_run "$@"
#
# A function reads the payload from STDIN and writes the new one to STDOUT. The same file serves as a plain executable
# (kind exec: started for each event) and as a persistent middleware (kind frames: started once). See README.md beside
# this file. POSIX sh; needs jq, and as frames head of the GNU coreutils and /proc.

sor_stage=   # name of this stage
sor_phase=   # before, after or error
_sor_config='{}'
_sor_context='{}'

# Serves the functions before, after and error, as the host that started this program asks for. Does not return.
sor_run() {
    if [ -n "${SOR_CHANNEL_FD:-}" ]; then
        . "$SOR_SHELL/lib/frames.sh"
    else
        . "$SOR_SHELL/lib/exec.sh"
    fi
    _sor_serve "$@"
}

# Changes the payload by a jq filter: sor_jq [OPTION...] FILTER. A payload that is no JSON is a failure of its own type.
sor_jq() {
    # Versions of jq end with different statuses: what they say is the same.
    { _sor_errors=$(jq -c "$@" 2>&1 >&3 3>&-); } 3>&1 && return 0
    _sor_status=$?
    printf '%s\n' "$_sor_errors" >&2
    case $_sor_errors in
        *'parse error'*) sor_fail Runtime.UnmarshalError "Unable to unmarshal input: $_sor_errors" ;;
    esac
    return "$_sor_status"
}

# Answers in place of the inner stages, and leaves the function: sor_reply TEXT [CONTENT_TYPE]. Write nothing before it.
sor_reply() {
    [ $# -lt 2 ] || sor_content_type "$2"
    printf '%s' "$1"
    exit 80
}

# Fails with a type and a message of one's own, and leaves the function: sor_fail TYPE MESSAGE [true|false]. The third
# says whether the platform may try the event again.
sor_fail() {
    printf '%s: %s\n' "$1" "$2" >&2
    _sor_say failure "$(jq -cn --arg type "$1" --arg message "$2" --arg retry "${3:-}" '
        {errorType: $type[:200], errorMessage: $message[:8000]} + if $retry == "" then {} else {retry: ($retry == "true")} end')"
    exit 1
}

# Prints the stage's configuration, or what a jq filter finds in it: sor_config [OPTION...] [FILTER].
sor_config() {
    [ $# -gt 0 ] || set -- .
    printf '%s\n' "$_sor_config" | jq -cr "$@"
}

# Prints what is known of the invocation, or what a jq filter finds in it: sor_context [OPTION...] [FILTER].
sor_context() {
    [ $# -gt 0 ] || set -- .
    printf '%s\n' "$_sor_context" | jq -cr "$@"
}

# Remembers a JSON value for the later phases of this stage in the same invocation: sor_state JSON. Without an argument:
# prints what an earlier phase remembered, as JSON; null if nothing.
sor_state() {
    if [ $# = 0 ]; then
        printf '%s\n' "$_sor_context" | jq -c .state
    else
        _sor_note state "$1"
    fi
}

# Notes an attribute for the other stages and the handler, under this stage's name: sor_annotate NAME TEXT.
sor_annotate() { _sor_note attributes "$(jq -cn --arg name "$1" --arg value "$2" '{($name): $value}')"; }

# Adds a member to this stage's span: sor_span NAME TEXT.
sor_span() { _sor_note span "$(jq -cn --arg name "$1" --arg value "$2" '{($name): $value}')"; }

# Names the content type of what the function puts out: sor_content_type TYPE.
sor_content_type() { _sor_say contentType "$(jq -cn --arg type "$1" '$type')"; }

# Writes a log record: sor_log LEVEL MESSAGE. TRACE, DEBUG, INFO, WARN, ERROR or FATAL.
sor_log() {
    case $1 in
        TRACE | DEBUG | INFO | WARN | ERROR | FATAL) _sor_log "$1" "$2" ;;
        *) sor_fail Runtime.UserCodeError "sor_log: level '$1' is none of TRACE, DEBUG, INFO, WARN, ERROR, FATAL" ;;
    esac
}

# Notes a value after a look at it: what is no JSON would break the line that it goes into.
_sor_note() {
    _sor_value=$(printf '%s\n' "$2" | jq -c . 2>/dev/null)
    case $_sor_value in
        '' | *'
'*) sor_fail Runtime.MarshalError "the note '$1' is not one JSON value" ;;
    esac
    _sor_say "$1" "$_sor_value"
}

# Whether the author has defined a function.
_sor_has() { [ "$(command -v "$1")" = "$1" ]; }
