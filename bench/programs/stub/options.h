/* The command line of the stub. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

enum { MAX_ENVIRONMENT = 64 };

struct options {
    long payload_bytes;
    long count;        /* measured invocations */
    long warmup;       /* invocations before them */
    long every_ms;     /* from one event to the next; 0: as soon as the bootstrap asks */
    long timeout_s;    /* for the whole run */
    long file_limit;   /* RLIMIT_NOFILE of the bootstrap; 0: inherited */
    long sample_every; /* invocations between two looks at the bootstrap's memory and descriptors; 0: none */
    long cpu_percent;  /* share of one CPU from the first `next` on; 0: no limit */
    bool freeze;       /* stop the process tree between `next` and the event */
    const char *task_root;
    const char *handler;
    const char *log; /* file for STDOUT and STDERR of the bootstrap */
    char *environment[MAX_ENVIRONMENT];
    int environment_count;
    char **command;
};

/* Ends the process with an explanation if the command line is wrong. */
void options_read(struct options *options, int argc, char **argv);

#endif
