#include "event.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"

static const char opening[] = "{\"number\":\"00000000\",\"items\":[";
static const char item[] = "{\"sku\":\"A-1000\",\"count\":2,\"price\":19.5,\"gift\":false,\"note\":null},";
static const char closing[] = "0],\"rest\":\"";

struct event event_create(size_t length)
{
    struct event event = {.data = malloc(length + 1), .length = length};
    if (event.data == NULL)
        die("no memory for an event of %zu bytes", length);

    size_t at = 0, tail = sizeof closing - 1 + 2;
    memcpy(event.data, opening, sizeof opening - 1);
    at += sizeof opening - 1;
    while (at + sizeof item - 1 + tail <= length) {
        memcpy(event.data + at, item, sizeof item - 1);
        at += sizeof item - 1;
    }
    memcpy(event.data + at, closing, sizeof closing - 1);
    at += sizeof closing - 1;
    memset(event.data + at, 'x', length - 2 - at);
    memcpy(event.data + length - 2, "\"}", 3);

    event.number = strchr(event.data, '0');
    return event;
}

void event_number(struct event *event, long number)
{
    for (int i = 7; i >= 0; i--, number /= 10)
        event->number[i] = (char)('0' + number % 10);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool event_equals(const struct event *event, const char *data, size_t length)
{
    if (length == event->length && memcmp(data, event->data, length) == 0)
        return true;
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        if (is_blank(data[i]))
            continue;
        if (at == event->length || data[i] != event->data[at++])
            return false;
    }
    return at == event->length;
}
