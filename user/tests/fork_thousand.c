/*
 * 1000 processes are alive at once: each is blocked in a read until its
 * parent closes the pipe, and each then exits with a status of its own.
 *
 * run: CPUS=1 MEM=128M
 * run: CPUS=4 MEM=128M
 * timeout: 60
 */
#include "procstate.h"

#define NCHILDREN 1000
#define CODES 256

static pid_t child[NCHILDREN];

static void
wait_for_end(const int gate[2], int code)
{
	char c;

	close(gate[1]);
	CHECK_EQ(read(gate[0], &c, 1), 0);
	_exit(code);
}

int
main(void)
{
	unsigned long nprocs = sysinfo_now().nprocs;
	int gate[2];

	CHECK_EQ(pipe(gate), 0);
	for (int i = 0; i < NCHILDREN; i++) {
		child[i] = fork_checked();
		if (child[i] == 0)
			wait_for_end(gate, i % CODES);
	}
	for (int i = 0; i < NCHILDREN; i++)
		await_state(child[i], PROC_BLOCKED);
	CHECK_EQ(sysinfo_now().nprocs, nprocs + NCHILDREN);
	CHECK_EQ(close(gate[1]), 0);
	for (int i = NCHILDREN - 1; i >= 0; i--)
		CHECK_EXITED(reap(child[i]), i % CODES);
	CHECK_EQ(sysinfo_now().nprocs, nprocs);
	return 0;
}
