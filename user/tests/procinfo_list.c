/*
 * procinfo() lists processes by rising pid, `after` and `n` select a window,
 * and a list read in small windows is the list read at once.
 */
#include <signal.h>

#include "procstate.h"

#define NCHILDREN 40
#define ROOM 256
#define WINDOW 7

static struct procinfo all[ROOM], part[WINDOW];

static void
wait_for_kill(long fd)
{
	char c;

	read((int)fd, &c, 1);
}

static void
compare_windows(ssize_t total)
{
	ssize_t at = 0, n;

	while ((n = procinfo(at ? all[at - 1].pid : 0, part, WINDOW)) > 0)
		for (ssize_t i = 0; i < n; i++, at++)
			CHECK_EQ(part[i].pid, all[at].pid);
	CHECK_EQ(n, 0);
	CHECK_EQ(at, total);
}

int
main(void)
{
	pid_t child[NCHILDREN];
	int gate[2];
	ssize_t total;

	CHECK_EQ(pipe(gate), 0);
	for (int i = 0; i < NCHILDREN; i++)
		child[i] = start_child(wait_for_kill, gate[0]);
	total = procinfo(0, all, ROOM);
	CHECK_EQ(total, sysinfo_now().nprocs);
	CHECK_EQ(all[0].pid, 1);
	for (ssize_t i = 1; i < total; i++)
		CHECK(all[i].pid > all[i - 1].pid);
	compare_windows(total);
	CHECK_EQ(procinfo(all[total - 1].pid, part, WINDOW), 0);
	CHECK_EQ(procinfo(0, all, 0), 0);
	CHECK_EQ(procinfo(-1, part, 1), 1);
	for (int i = 0; i < NCHILDREN; i++) {
		CHECK_EQ(kill(child[i], SIGKILL), 0);
		CHECK_KILLED(reap(child[i]), SIGKILL);
	}
	return 0;
}
