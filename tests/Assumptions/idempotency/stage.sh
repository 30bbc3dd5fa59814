#!/bin/sh
# before: answers with the stored response of the same key, or remembers the key. after: stores the response under it.
set -eu
payload=$(mktemp)
trap 'rm -f "$payload"' EXIT
cat >"$payload"
store=$(printf %s "$SOR_STAGE_CONFIG" | jq -r .store)

if [ "$1" = before ]; then
    # Provider knowledge: what makes an event of each provider the same.
    key=$(jq -r '
        def header($name): ((.headers // {}) + ((.multiValueHeaders // {}) | map_values(last))) | with_entries(.key |= ascii_downcase)[$name] // "";
        if .requestContext? and .httpMethod? then header("idempotency-key")
        elif .Records?[0].eventSource? == "aws:sqs" then .Records[0].messageId
        elif .specversion? then .source + " " + .id
        else "" end' "$payload" 2>/dev/null | tr -c 'A-Za-z0-9\n' _) || key=
    if [ -n "$key" ] && [ -f "$store/$key" ]; then
        jq -nc --rawfile type "$store/$key.type" '{contentType: $type}' >&4
        cat "$store/$key"
        exit 80
    fi
    [ -z "$key" ] || jq -nc --arg key "$key" '{state: {key: $key}}' >&4
    cat "$payload"
    exit 0
fi

context=$(cat <&3)
key=$(printf %s "$context" | jq -r '.state.key // ""')
if [ -n "$key" ]; then
    printf %s "$context" | jq -j .contentType >"$store/$key.type"
    cp "$payload" "$store/$key"
fi
cat "$payload"
