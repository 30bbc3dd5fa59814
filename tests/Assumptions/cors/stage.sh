#!/bin/sh
# before: remembers the origin of a request. after: allows it in the response, if it is a configured one.
set -eu
payload=$(mktemp)
trap 'rm -f "$payload"' EXIT
cat >"$payload"

if [ "$1" = before ]; then
    # Provider knowledge: who sent this, and where its headers are. The response will not say it: it goes into the state.
    jq -c '
        def header($name): ((.headers // {}) + ((.multiValueHeaders // {}) | map_values(last))) | with_entries(.key |= ascii_downcase)[$name];
        if .requestContext? and .httpMethod? and header("origin") then
            {state: {origin: header("origin"), multi: ((.requestContext.elb? and .multiValueHeaders) // false)}}
        else empty end' "$payload" >&4 2>/dev/null || true
    cat "$payload"
    exit 0
fi

context=$(cat <&3)
if printf %s "$context" | jq -e --argjson config "$SOR_STAGE_CONFIG" '.state.origin as $origin | $config.origins | index($origin) != null' >/dev/null; then
    jq -cj --argjson state "$(printf %s "$context" | jq -c .state)" '
        if $state.multi then .multiValueHeaders["access-control-allow-origin"] = [$state.origin] else .headers["access-control-allow-origin"] = $state.origin end' "$payload"
else
    cat "$payload"
fi
