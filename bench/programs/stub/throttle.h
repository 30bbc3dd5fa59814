/* What a platform does to a process tree: a share of a CPU while it runs, none while it is frozen. */
#ifndef THROTTLE_H
#define THROTTLE_H

#include "tree.h"

/* Prepares a limit of `percent` of one CPU (0: none). Call before the bootstrap starts. */
void throttle_prepare(long percent);

/* How the limit is kept: "none", "cgroup-v1", "cgroup-v2" or "duty-cycle". */
const char *throttle_kind(void);

/* What is started between these two belongs to the limited group. */
void throttle_enter(void);
void throttle_leave(void);

/* The limit holds from here on. */
void throttle_begin(void);

/* Stops and continues the whole tree. */
void throttle_freeze(void);
void throttle_thaw(void);

/* The descriptor to wait for before throttle_tick, or -1: only the duty cycle has one. */
int throttle_timer(void);
void throttle_tick(void);

/* Call after the tree's end. */
void throttle_remove(void);

#endif
