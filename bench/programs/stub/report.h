/* What one run measured, as one JSON object on STDOUT. */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include "clock.h"
#include "tree.h"

/* Times of one invocation; 0 where it did not come so far. */
struct invocation {
    nanoseconds handed_out, answered, next;
};

/* One look at the bootstrap process during a long run. */
struct sample {
    struct process_state bootstrap;
    long processes; /* of the whole tree */
};

struct samples {
    struct sample *list;
    long count, capacity;
};

struct run {
    const char *status; /* "ok", or why the run ended early */
    nanoseconds spawned, first_next, first_answer;
    struct invocation *invocations; /* warm-up first */
    long warmup, answered, errors, mismatches, freezes;
    char first_error[512];
    struct samples samples;
    struct process_state bootstrap;
    long tree_rss_kb, tree_processes;
    double cpu_ms;
};

void samples_add(struct samples *samples, struct sample sample);

void report_print(const struct run *run, const struct options *options, const char *cpu_limit);

#endif
