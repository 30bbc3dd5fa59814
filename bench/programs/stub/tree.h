/* The processes under the stub: the bootstrap and all that it started. */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <sys/types.h>

#include "options.h"

enum { MAX_PROCESSES = 256 };

struct tree {
    pid_t pids[MAX_PROCESSES];
    int count;
};

/* What was seen of one process. */
struct process_state {
    long rss_kb, peak_rss_kb, descriptors;
};

/* Starts the bootstrap as Lambda does: own process group, the task root as working folder, Lambda's environment. */
pid_t tree_start(const struct options *options, int port);

/* All living processes under the stub, the bootstrap first. */
void tree_list(struct tree *tree);

/* Sends SIGSTOP until a look at the tree finds no process that was not stopped before. */
void tree_stop(struct tree *tree);
void tree_continue(const struct tree *tree);

/* Kills the whole tree and waits for it. Returns the CPU time in milliseconds that it used in its life. */
double tree_end(void);

bool process_look(pid_t pid, struct process_state *state);

#endif
