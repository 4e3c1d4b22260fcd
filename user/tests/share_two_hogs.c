/*
 * Two processes that only compute share one hart fairly: over 600 ms each
 * gets at least a third of what the other gets.
 */
#include <signal.h>

#include "procstate.h"

#define WATCH_NS (600 * NS_PER_MS)

static void
compute(long unused)
{
	(void)unused;
	for (volatile long i = 0;; i++)
		;
}

int
main(void)
{
	struct timespec watch = { 0, WATCH_NS };
	pid_t a, b;
	unsigned long a_ns, b_ns;

	CHECK_EQ(sysinfo_now().nharts, 1);
	a = start_child(compute, 0);
	b = start_child(compute, 0);
	CHECK_EQ(nanosleep(&watch, NULL), 0);
	a_ns = proc_cpu_ns(a);
	b_ns = proc_cpu_ns(b);
	CHECK(a_ns > 0 && b_ns > 0);
	CHECK(a_ns < 3 * b_ns);
	CHECK(b_ns < 3 * a_ns);
	CHECK(a_ns + b_ns > WATCH_NS / 2);
	CHECK_EQ(kill(a, SIGKILL) + kill(b, SIGKILL), 0);
	CHECK_KILLED(reap(a), SIGKILL);
	CHECK_KILLED(reap(b), SIGKILL);
	return 0;
}
