/*
 * Stopping a child and letting it go on, as its parent sees it.
 */
#ifndef TESTS_STOPPING_H
#define TESTS_STOPPING_H

#include <signal.h>

#include "procstate.h"

/* A child's body that only computes. */
static inline void spin(long unused)
{
	(void)unused;
	for (;;)
		__asm__ volatile ("");
}

/* waitpid() with the options tells `status` of `pid`, and tells it once. */
static inline void expect_news(pid_t pid, int options, int status)
{
	int told = 0;

	CHECK_EQ(waitpid(pid, &told, options), pid);
	CHECK_EQ(told, status);
	CHECK_EQ(waitpid(pid, &told, options | WNOHANG), 0);
}

/* Stops `pid`, which is a child that comes into `state`, and continues it:
   there is no news for those who do not ask for it. */
static inline void stop_and_continue(pid_t pid, int state)
{
	await_state(pid, state);
	CHECK_EQ(kill(pid, SIGSTOP), 0);
	CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
	expect_news(pid, WUNTRACED, W_STOPPED(SIGSTOP));
	CHECK_EQ(proc_state(pid), PROC_STOPPED);
	CHECK_EQ(kill(pid, SIGCONT), 0);
	expect_news(pid, WUNTRACED | WCONTINUED, W_CONTINUED);
}

#endif
