/*
 * Processes on four harts that grow, share by fork, write and give back
 * memory at once see only their own values.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=4 MEM=128M
 * timeout: 30
 */
#include "procstate.h"

#define NPROCESSES 4
#define DURATION_NS (1500 * NS_PER_MS)
#define NPAGES 40
#define PAGE 4096

static void
check_and_change(char *pages, char old, char new)
{
	for (int i = 0; i < NPAGES; i++) {
		CHECK_EQ(pages[i * PAGE + i], old);
		pages[i * PAGE + i] = new;
	}
}

static void
use_memory(long end_ns)
{
	for (int round = 0; now_ns() < end_ns; round++) {
		char *pages = sbrk(NPAGES * PAGE), mark = (char)(round | 1);
		pid_t pid;

		check_and_change(pages, 0, mark);
		pid = fork_checked();
		check_and_change(pages, mark, (char)(mark + (pid == 0)));
		check_and_change(pages, (char)(mark + (pid == 0)), 1);
		if (pid == 0)
			_exit(0);
		CHECK_EXITED(reap(pid), 0);
		check_and_change(pages, 1, 2);
		CHECK(sbrk(-NPAGES * PAGE) != (char *)-1);
	}
}

int
main(void)
{
	long end_ns = now_ns() + DURATION_NS;

	for (int i = 0; i < NPROCESSES; i++)
		start_child(use_memory, end_ns);
	reap_all();
	return 0;
}
