/*
 * Processes in the midst of forking, sleeping, piping, opening files and
 * faulting pages are killed at arbitrary moments: each ends with that signal,
 * and processes, memory and descriptors come back.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 * timeout: 30
 */
#include <fcntl.h>
#include <signal.h>

#include "procstate.h"

#define DURATION_NS (2 * NS_PER_S)
#define TOLERANCE 300      /* frames: what caches of objects may keep */

static char memory[64 * 1024];

static void
do_much(long seed)
{
	struct timespec moment = { 0, 1000 };
	char c = 0;
	int ends[2];

	for (long i = seed;; i++) {
		CHECK_EQ(pipe(ends), 0);
		CHECK_EQ(write(ends[1], &c, 1), 1);
		memset(memory, (int)i, sizeof(memory));
		if (fork_checked() == 0)
			_exit(0);
		CHECK_EQ(close(open("/tests/stress_kill", O_RDONLY)), 0);
		nanosleep(&moment, NULL);
		CHECK(wait(NULL) > 0);
		CHECK_EQ(read(ends[0], &c, 1), 1);
		CHECK_EQ(close(ends[0]) + close(ends[1]), 0);
	}
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	long before = frames_available(), end_ns = now_ns() + DURATION_NS;

	for (long i = 0; now_ns() < end_ns; i++) {
		pid_t pid = start_child(do_much, i);
		struct timespec moment = { 0, i * 7919 % (3 * NS_PER_MS) };

		CHECK_EQ(nanosleep(&moment, NULL), 0);
		CHECK_EQ(kill(pid, SIGKILL), 0);
		CHECK_KILLED(reap(pid), SIGKILL);
	}
	end_ns = now_ns() + PATIENCE_NS;
	while (sysinfo_now().nprocs != nprocs)
		CHECK(now_ns() < end_ns);
	CHECK(before - frames_available() < TOLERANCE);
	return 0;
}
