/*
 * Processes that fork, open, close and end while they inspect() each other,
 * their parent and those that have just ended: none stands still for ever, and
 * a descriptor that is told of was open.
 *  run: CPUS=4
 *  timeout: 120
 */

#include "procstate.h"

enum { NCHILDREN = 4, NROUNDS = 200, BATCH = 16 };

static void
look(pid_t pid)
{
	union inspect_record f[BATCH], p[BATCH];
	ssize_t n = inspect(INSPECT_FILES, pid, INSPECT_FIRST, f, BATCH);

	CHECK(n >= 0 || errno == ESRCH);
	for (ssize_t i = 0; i < n; i++)
		CHECK(f[i].file.mode != 0 && f[i].file.holders > 0);
	n = inspect(INSPECT_PAGES, pid, INSPECT_FIRST, p, BATCH);
	CHECK(n >= 0 || errno == ESRCH);
	for (ssize_t i = 0; i < n; i++)
		CHECK(p[i].page.frame != 0 && p[i].page.holders > 0);
}

static void
live(long unused)
{
	(void)unused;
	for (int i = 0; i < NROUNDS; i++) {
		int ends[2];
		pid_t child = fork_checked();

		if (child == 0 && (i % 4 != 0 ||
				   execl("/bin/true", "true", NULL) < 0))
			_exit(0);
		CHECK_EQ(pipe(ends), 0);
		for (pid_t pid = child - 3; pid < child + 3; pid++)
			look(pid);
		look(getppid());
		CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
		CHECK_EXITED(reap(child), 0);
	}
}

int
main(void)
{
	pid_t children[NCHILDREN];

	for (long i = 0; i < NCHILDREN; i++)
		children[i] = start_child(live, i);
	for (int i = 0; i < NCHILDREN; i++)
		CHECK_EXITED(reap(children[i]), 0);
	return 0;
}
