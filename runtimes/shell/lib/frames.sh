# A persistent middleware: serves the stages that the host's hello names, over frames (spec/frames.md). One event at a
# time. Payloads lie in files without a name, which vanish with the process however it ends:
#   descriptor 5  payload in        6  payload out
#   descriptor 7  notes and logs, as frames, for in front of the answer
#   descriptor 9  what decides the answer: lines "contentType JSON" and "failure JSON"
#   descriptor 8  the channel; closed for the author's functions
# /proc/PID/fd/N opens such a file anew, from its beginning.

_sor_header_limit=65536
_sor_payload_limit=6291556
_sor_stages='[]'
_sor_id=

# Serves until the host says shutdown or is gone.
_sor_serve() {
    _sor_take_channel "$@"
    _sor_open_files
    while _sor_receive; do
        case $_sor_type in
            '"hello"') _sor_start ;;
            '"invoke"') _sor_answer ;;
            '"ping"') printf '{"type":"pong","token":%s}\n' "$_sor_token" >&8 ;;
            '"shutdown"') exit 0 ;;
        esac
    done
    exit 0
}

# The channel becomes descriptor 8. The variable goes: what a function starts must not take the channel for its own.
_sor_take_channel() {
    case $SOR_CHANNEL_FD in
        *[!0-9]*) _sor_end "SOR_CHANNEL_FD is '$SOR_CHANNEL_FD', which is no number" ;;
        ?) ;;
        *)
            # POSIX knows descriptors of one digit; bash knows all of them.
            if [ -z "${BASH_VERSION:-}" ]; then
                command -v bash >/dev/null || _sor_end "this shell cannot use descriptor $SOR_CHANNEL_FD, and there is no bash"
                exec bash "$0" "$@"
            fi
            ;;
    esac
    [ -e "/proc/$$/fd/$SOR_CHANNEL_FD" ] || _sor_end "SOR_CHANNEL_FD is $SOR_CHANNEL_FD, which is no open descriptor"
    _sor_channel=$SOR_CHANNEL_FD
    unset SOR_CHANNEL_FD
    [ "$_sor_channel" != 8 ] || return 0
    exec 8<&"$_sor_channel"
    case $_sor_channel in
        3) exec 3<&- ;;
        4) exec 4<&- ;;
        5) exec 5<&- ;;
        6) exec 6<&- ;;
        7) exec 7<&- ;;
        9) exec 9<&- ;;
        *) eval 'exec {_sor_channel}<&-' ;; # bash alone reads this, and eval hides it from the others
    esac
}

_sor_open_files() {
    _sor_in=/proc/$$/fd/5 _sor_out=/proc/$$/fd/6 _sor_notes=/proc/$$/fd/7 _sor_said=/proc/$$/fd/9
    _sor_folder=$(mktemp -d "${TMPDIR:-/tmp}/sor-XXXXXX") || exit 1
    exec 5<>"$_sor_folder/in" 6<>"$_sor_folder/out" 7<>"$_sor_folder/notes" 9<>"$_sor_folder/said"
    rm -rf "$_sor_folder"
}

# Reads a frame: its header into variables of JSON, its body into the file. Fails at the end of the channel.
_sor_receive() {
    IFS= read -r _sor_header <&8 || return 1
    _sor_fields=$(printf '%s\n' "$_sor_header" | jq -c --argjson stages "$_sor_stages" '
        .stage as $stage
        | .type, .id // 0, .length // 0, .stage, .phase, .contentType // "application/json", .token, .context // {},
          first(($stages[] | select(.name == $stage) | .config // {}), null),
          (.versions // [] | contains([1])), .stages // [], .limits.payloadBytes // '$_sor_payload_limit) ||
        _sor_end "the channel to the host is broken: a header is not a JSON object"
    {
        IFS= read -r _sor_type
        IFS= read -r _sor_id
        IFS= read -r _sor_length
        IFS= read -r _sor_stage
        IFS= read -r sor_phase
        IFS= read -r _sor_content_type
        IFS= read -r _sor_token
        IFS= read -r _sor_context
        IFS= read -r _sor_config
        IFS= read -r _sor_offers_1
        IFS= read -r _sor_hello_stages
        IFS= read -r _sor_hello_limit
    } <<FIELDS
$_sor_fields
FIELDS
    case $_sor_length in
        *[!0-9]* | ???????????*) _sor_end "the channel to the host is broken: length $_sor_length is not an integer" ;;
    esac
    : >"$_sor_in"
    [ "$_sor_length" = 0 ] || head -c "$_sor_length" <&8 >"$_sor_in"
    [ "$(wc -c <"$_sor_in")" -eq "$_sor_length" ]
}

# hello: takes what it says, and tells the host that events may come.
_sor_start() {
    if [ "$_sor_offers_1" != true ]; then
        printf '{"type":"error","errorType":"Runtime.ProtocolError","errorMessage":"hello must offer version 1 of frames"}\n' >&8
        _sor_end "the host offers no version 1 of frames"
    fi
    if ! _sor_has before && ! _sor_has after && ! _sor_has error; then
        printf '{"type":"error","errorType":"Runtime.HandlerNotFound","errorMessage":"this program defines no function before, after or error"}\n' >&8
        exit 1
    fi
    _sor_stages=$_sor_hello_stages _sor_payload_limit=$_sor_hello_limit
    printf '{"type":"ready","version":1,"concurrency":1,"features":[]}\n' >&8
}

# invoke: calls the function of its phase and sends what came of it.
_sor_answer() {
    : >"$_sor_out" >"$_sor_notes" >"$_sor_said"

    # Names of stages and phases have nothing to unescape: without their quotes.
    sor_stage=${_sor_stage#\"} sor_phase=${sor_phase#\"}
    sor_stage=${sor_stage%\"} sor_phase=${sor_phase%\"}
    if [ "$_sor_config" = null ]; then
        _sor_send_failure '{"errorType":"Runtime.ProtocolError","errorMessage":"the stage is none of this program"}'
        return
    fi
    case $sor_phase in before | after | error) ;; *) sor_phase= ;; esac
    if [ -z "$sor_phase" ] || ! _sor_has "$sor_phase"; then
        _sor_send result "$_sor_in" "$_sor_length" '' # nothing to do in this phase: the payload stays as it is
        return
    fi

    # The author's `set -e` counts in the function, and not out here.
    case $- in *e*) _sor_errexit=-e ;; *) _sor_errexit=+e ;; esac
    set +e
    (
        set $_sor_errexit
        "$sor_phase"
    ) <"$_sor_in" >"$_sor_out" 8<&-
    _sor_status=$?
    set $_sor_errexit
    _sor_decide "$_sor_status"
}

# Sends the outcome that the function's status, its output and what it said stand for.
_sor_decide() {
    _sor_size=$(($(wc -c <"$_sor_out")))
    _sor_type_said= _sor_failure=
    while read -r _sor_name _sor_value; do
        case $_sor_name in
            contentType) _sor_type_said=$_sor_value ;;
            failure) _sor_failure=$_sor_value ;;
        esac
    done <"$_sor_said"
    case $1:$_sor_size in
        0:0) [ "$_sor_length" = 0 ] || _sor_failure=$(_sor_failed "ended with status 0 and wrote nothing") ;;
        80:0) _sor_failure=$(_sor_failed "replied with nothing") ;;
        0:* | 80:*) _sor_failure= ;;
        *) [ -n "$_sor_failure" ] || _sor_failure=$(_sor_failed "ended with status $1; the log has what it wrote to STDERR") ;;
    esac
    if [ -z "$_sor_failure" ] && [ "$_sor_size" -gt "$_sor_payload_limit" ]; then
        _sor_failure='{"errorType":"Runtime.StageOutputTooLarge","errorMessage":"'$_sor_size' bytes are more than the limit of '$_sor_payload_limit'"}'
    fi
    if [ -n "$_sor_failure" ]; then
        _sor_send_failure "$_sor_failure"
    elif [ "$1" = 80 ]; then
        _sor_drop_newline "${_sor_type_said:-\"application/json\"}"
        _sor_send reply "$_sor_out" "$_sor_size" "$_sor_type_said"
    else
        _sor_drop_newline "${_sor_type_said:-$_sor_content_type}"
        _sor_send result "$_sor_out" "$_sor_size" "$_sor_type_said"
    fi
}

# Takes one line feed at the very end off the size, where the content type is JSON.
_sor_drop_newline() {
    case $1 in
        '"application/json'[\;\"]* | *'+json'[\;\"]*) ;;
        *) return 0 ;;
    esac
    [ "$_sor_size" = 0 ] || [ "$(tail -c 1 "$_sor_out" | od -An -tx1)" != ' 0a' ] || _sor_size=$((_sor_size - 1))
}

# A terminal frame with its body and the notes in front: _sor_send TYPE FILE SIZE CONTENT_TYPE-as-JSON.
_sor_send() {
    {
        [ ! -s "$_sor_notes" ] || cat "$_sor_notes"
        printf '{"type":"%s","id":%s%s,"length":%s}\n' "$1" "$_sor_id" "${4:+,\"contentType\":$4}" "$3"
        [ "$3" = 0 ] || head -c "$3" "$2"
    } >&8
}

# The members of the failure, without their braces, become those of the frame.
_sor_send_failure() { printf '{"type":"error","id":%s,%s\n' "$_sor_id" "${1#\{}" >&8; }

_sor_failed() { printf '{"errorType":"Runtime.StageFailed","errorMessage":"%s %s"}' "$sor_phase" "$1"; }

# Tells the host something beside the payload: _sor_say NAME JSON.
_sor_say() {
    case $1 in
        contentType | failure) printf '%s %s\n' "$1" "$2" >>"$_sor_said" ;;
        *) _sor_frame "{\"type\":\"note\",\"id\":$_sor_id,\"$1\":$2}" "the note '$1'" ;;
    esac
}

_sor_log() {
    _sor_frame "$(jq -cn --argjson id "$_sor_id" --arg level "$1" --arg message "$2" '
        {type: "log", id: $id, level: $level, message: $message[:8000]}')" "the log record"
}

# A frame without a body, for in front of the answer: _sor_frame HEADER WHAT.
_sor_frame() {
    _sor_bytes=$(printf '%s\n' "$1" | wc -c)
    [ "$_sor_bytes" -le "$_sor_header_limit" ] ||
        sor_fail Runtime.NotesTooLarge "$2 has $((_sor_bytes)) bytes, the limit is $_sor_header_limit"
    printf '%s\n' "$1" >>"$_sor_notes"
}

_sor_end() {
    printf 'sor: %s\n' "$1" >&2
    exit 1
}
