/*
 * SIGSTOP stops a process that runs in its program: it uses no more processor
 * time until SIGCONT, and does afterwards.
 */
#include "stopping.h"

int
main(void)
{
	const struct timespec moment = { 0, 30 * 1000 * 1000 };
	pid_t pid = start_child(spin, 0);
	unsigned long used;

	stop_and_continue(pid, sysinfo_now().nharts > 1 ? PROC_RUNNING :
			  PROC_READY);
	CHECK_EQ(kill(pid, SIGSTOP), 0);
	expect_news(pid, WUNTRACED, W_STOPPED(SIGSTOP));
	CHECK_EQ(nanosleep(&moment, NULL), 0);    /* the interrupt comes */
	used = proc_cpu_ns(pid);
	CHECK_EQ(nanosleep(&moment, NULL), 0);
	CHECK_EQ(proc_cpu_ns(pid), used);
	CHECK_EQ(kill(pid, SIGCONT), 0);
	while (proc_cpu_ns(pid) == used)
		sched_yield();
	CHECK_EQ(kill(pid, SIGKILL), 0);
	CHECK_KILLED(reap(pid), SIGKILL);
	return 0;
}
