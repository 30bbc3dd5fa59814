/* Time and failure, used by every part of the stub. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef int64_t nanoseconds;

static inline nanoseconds read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (nanoseconds)t.tv_sec * 1000000000 + t.tv_nsec;
}

static inline nanoseconds now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* The stub itself cannot go on: a fault of its options or of the machine, never of the bootstrap under test. */
#define die(...)                               \
    do {                                       \
        fprintf(stderr, "stub: " __VA_ARGS__); \
        fputc('\n', stderr);                   \
        exit(2);                               \
    } while (0)

#endif
