/*
 * The kernel that the file system runs in when it is tested on the host: one
 * process, its threads coroutines, its clock a counter, its disk in memory.
 * Page frames and objects are the kernel's own code.
 */
#ifndef TEST_ENV_H
#define TEST_ENV_H

#include "arch/types.h"

/* Makes memory of that many frames. Before anything else, once a process. */
void env_start(size_t nframes);

/* Runs fn as the first thread; does not return. */
void env_run(void (*fn)(void *), void *arg);

/* Lets others run until all of them sleep and no timer is armed. */
void env_settle(void);

/* Another thread, and waiting until all that were spawned have ended. */
void env_spawn(void (*fn)(void *), void *arg);
void env_join(void);

/* From now on, threads are switched at random where other harts could run. */
void env_shuffle(bool on);

/* For disk.c: switches to another thread now and then, if shuffling. */
void env_maybe_switch(void);

/* Fault injection: the n-th promise from now on is refused, 0 = none. True
   when it was. */
void env_refuse_promise(unsigned nth);
bool env_refused(void);

/* Console output is kept instead of printed; what has come so far. */
void env_capture(bool on);
const char *env_captured(void);

#endif
