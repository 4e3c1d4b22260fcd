/*
 * A process that has ended is a ZOMBIE until its parent waits for it, and is
 * then gone from the list. A zombie holds no memory to speak of.
 */
#include "procstate.h"

#define SIZE (4 * 1024 * 1024)
#define SIZE_FRAMES (SIZE / 4096)

static char big[SIZE];

static void
touch_and_leave(long unused)
{
	(void)unused;
	memset(big, 1, SIZE);
	_exit(6);
}

int
main(void)
{
	struct procinfo info;
	long before = frames_available();
	pid_t pid = start_child(touch_and_leave, 0);

	await_state(pid, PROC_ZOMBIE);
	CHECK(proc_find(pid, &info));
	CHECK_EQ(info.ppid, getpid());
	CHECK_EQ(strcmp(info.name, "state_zombie"), 0);
	CHECK(before - frames_available() < SIZE_FRAMES / 4);
	for (int i = 0; i < 10; i++) {
		sched_yield();
		CHECK_EQ(proc_state(pid), PROC_ZOMBIE);
	}
	CHECK_EXITED(reap(pid), 6);
	CHECK_EQ(proc_state(pid), NO_PROCESS);
	return 0;
}
