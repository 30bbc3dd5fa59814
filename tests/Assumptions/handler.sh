#!/bin/sh
# The function behind all of them, run as an executable. What the event asks for: fail, or answer with bytes, or in the multi-value form.
event=$(mktemp)
trap 'rm -f "$event"' EXIT
cat >"$event"
echo handled >>handled.log
if grep -q 'please-fail' "$event"; then
    echo "cannot do this" >&2
    exit 1
elif grep -q 'please-answer-bytes' "$event"; then
    echo '{"contentType":"application/octet-stream"}' >&4
    printf '\000\377\n\n'
elif grep -q 'multiValueQueryStringParameters' "$event"; then
    printf %s '{"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"]},"body":"done","isBase64Encoded":false}'
else
    printf %s '{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"done","isBase64Encoded":false}'
fi
