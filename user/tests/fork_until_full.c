/*
 * fork() until it fails: it fails with EAGAIN or ENOMEM, nobody else is
 * killed, and once the children are gone the memory is back and as many can
 * be made again. "Back" allows for what free lists of kernel objects keep.
 * What is shared by copy-on-write is promised twice: who writes to it when
 * nothing is left, child or parent, may be killed.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=4 MEM=32M
 * timeout: 60
 */
#include <signal.h>

#include "procstate.h"

#define ENOUGH 100         /* 32 MiB hold more processes than this */
#define TOLERANCE 512      /* frames: 2 MiB                        */

/* Makes children that live until it ends; a byte to `count` for each. */
static void
fill_memory(long count)
{
	int gate[2];
	pid_t pid;
	char c = 0;

	CHECK_EQ(pipe(gate), 0);
	while ((pid = fork()) > 0)
		CHECK_EQ(write((int)count, &c, 1), 1);
	if (pid == 0)
		_exit(close(gate[1]) + (int)read(gate[0], &c, 1));
	CHECK(errno == EAGAIN || errno == ENOMEM);
}

/* How many processes there could be. */
static long
count_processes(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	static char byte[65536];
	int count[2], status;

	CHECK_EQ(pipe(count), 0);
	status = run_child(fill_memory, count[1]);
	CHECK(status == 0 || WTERMSIG(status) == SIGKILL);
	while (sysinfo_now().nprocs != nprocs)
		sched_yield();
	return read(count[0], byte, sizeof(byte));
}

int
main(void)
{
	long before = frames_available(), first = count_processes();

	CHECK(first > ENOUGH);
	CHECK(count_processes() > first - first / 4);
	CHECK(frames_available() > before - TOLERANCE);
	return 0;
}
