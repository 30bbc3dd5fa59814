/* The event that is handed out, and the comparison of an echo with it. */
#ifndef EVENT_H
#define EVENT_H

#include <stdbool.h>
#include <stddef.h>

struct event {
    char *data;
    size_t length;
    char *number; /* eight digits inside of data: each event differs from the one before */
};

/* A JSON object of exactly `length` bytes without blanks, at least 64. */
struct event event_create(size_t length);

void event_number(struct event *event, long number);

/* Whether two JSON texts are the same but for blanks: an echo in Python adds some. */
bool event_equals(const struct event *event, const char *data, size_t length);

#endif
