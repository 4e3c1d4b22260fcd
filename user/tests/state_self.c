/*
 * A process sees itself RUNNING in procinfo(), with its pid, its parent's,
 * its group, its program's name, and processor time that grows as it works.
 */
#include "procstate.h"

#define WORK_NS (30 * NS_PER_MS)

int
main(void)
{
	struct procinfo before, after;
	long start = now_ns();

	CHECK(proc_find(getpid(), &before));
	CHECK_EQ(before.state, PROC_RUNNING);
	CHECK_EQ(before.ppid, getppid());
	CHECK_EQ(before.pgid, getpgid(0));
	CHECK_EQ(strcmp(before.name, "state_self"), 0);
	CHECK(before.size_bytes > 0);
	while (now_ns() - start < WORK_NS)
		;
	CHECK(proc_find(getpid(), &after));
	CHECK_EQ(after.state, PROC_RUNNING);
	CHECK(after.cpu_ns > before.cpu_ns);
	CHECK(after.cpu_ns - before.cpu_ns <
	      (unsigned long)(now_ns() - start) + WORK_NS);
	return 0;
}
