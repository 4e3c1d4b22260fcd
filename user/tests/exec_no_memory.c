/*
 * fork and exec when memory runs out at every possible moment: each either
 * works or fails with ENOMEM or EAGAIN (or the new program is killed before
 * it starts), and not one frame is lost by those that fail.
 *
 * run: CPUS=1 MEM=32M
 * timeout: 40
 */
#include <signal.h>

#include "procstate.h"

#define SELF "/tests/exec_no_memory"
#define PAGE 4096
#define NSPARE 120          /* pages left free, from 0 to this */
#define TOLERANCE 64        /* frames */

static void
exec_with_spare(long spare)
{
	char *const argv[] = { SELF, "child", NULL };
	char *p = NULL;
	pid_t pid;
	int status;

	errno = 0;      /* its page is no longer shared with the parent */
	for (char *q; (q = sbrk(PAGE)) != (char *)-1; p = q)
		*q = 1;
	CHECK(p != NULL && sbrk(-spare * PAGE) != (char *)-1);
	pid = fork();
	if (pid == 0)
		_exit(execve(SELF, argv, argv + 2) + (errno != ENOMEM) + 1);
	CHECK(pid >= 0 || errno == ENOMEM || errno == EAGAIN);
	if (pid < 0)
		return;
	status = reap(pid);
	CHECK(status == 0 || WEXITSTATUS(status) == STARTED ||
	      WTERMSIG(status) == SIGKILL);
}

int
main(int argc, char **unused)
{
	long before, nprocs = (long)sysinfo_now().nprocs;

	(void)unused;
	if (argc == 2)
		return STARTED;
	CHECK_EQ(run_child(exec_with_spare, NSPARE), 0);
	before = frames_available();
	for (long spare = 0; spare <= NSPARE; spare += 3) {
		int status = run_child(exec_with_spare, spare);

		CHECK(status == 0 || WTERMSIG(status) == SIGKILL);
		while ((long)sysinfo_now().nprocs > nprocs)
			sched_yield();   /* a killed one's child is left */
	}
	CHECK(before - frames_available() < TOLERANCE);
	return 0;
}
