#!/bin/sh
# before: an event with the configured bearer token passes as it came. Another one is answered with 401 where an HTTP client waits, and
# fails where nobody does.
set -eu
event=$(mktemp)
trap 'rm -f "$event"' EXIT
cat >"$event"

# Provider knowledge: who sent this, and where its credentials are.
read -r kind credentials <<END
$(jq -r '
    def header($name): ((.headers // {}) + ((.multiValueHeaders // {}) | map_values(last))) | with_entries(.key |= ascii_downcase)[$name] // "";
    if .requestContext?.elb? then (if .multiValueHeaders then "alb-multi " else "alb " end) + header("authorization")
    elif .requestContext? and .httpMethod? then "rest " + header("authorization")
    elif .Records?[0].eventSource? == "aws:sqs" then "sqs " + (.Records[0].messageAttributes.authorization.stringValue // "")
    elif .specversion? then "cloudevent " + (.authorization // "")
    else "other " end' "$event" 2>/dev/null || echo other)
END

if [ "$credentials" = "Bearer $(printf %s "$SOR_STAGE_CONFIG" | jq -r .token)" ]; then
    cat "$event"
    exit 0
fi
case $kind in
    rest) printf %s '{"statusCode":401,"headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}' ;;
    alb) printf %s '{"statusCode":401,"statusDescription":"401 Unauthorized","headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}' ;;
    alb-multi) printf %s '{"statusCode":401,"statusDescription":"401 Unauthorized","multiValueHeaders":{"content-type":["text/plain"]},"body":"unauthorized","isBase64Encoded":false}' ;;
    *)
        echo '{"error":{"errorType":"Unauthorized","errorMessage":"the event carries no valid token","retry":false}}' >&4
        exit 1
        ;;
esac
exit 80
