/*
 * inspect() of a process that runs on another hart and changes its memory all
 * the time, slowly: regions are in order and none meets another.
 *  run: KERNEL=test CPUS=1
 *  run: KERNEL=test CPUS=2
 *  timeout: 120
 */
#include <signal.h>
#include <sys/mman.h>

#include "inject.h"
#include "procstate.h"

enum { NLOOKS = 2000, BATCH = 16, PAGE = 4096 };

/* One region becomes three and one again. */
static void
change(long unused)
{
	char *p = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)unused;
	CHECK(p != MAP_FAILED);
	for (int rights = PROT_READ;; rights ^= PROT_WRITE)
		CHECK_EQ(mprotect(p + PAGE, PAGE, rights), 0);
}

static void
look(pid_t pid)
{
	union inspect_record r[BATCH];
	unsigned long end = 1;
	ssize_t n = inspect(INSPECT_REGIONS, pid, INSPECT_FIRST, r, BATCH);

	CHECK(n >= 3 && n <= BATCH);
	for (ssize_t i = 0; i < n; i++) {
		CHECK((unsigned long)r[i].region.start >= end);
		CHECK(r[i].region.end >= (unsigned long)r[i].region.start);
		end = r[i].region.end;
	}
	CHECK(r[0].region.start <= (long)look &&
	      (long)look < (long)r[0].region.end);
}

int
main(void)
{
	pid_t child = start_child(change, 0);

	CHECK_EQ(order("slow regions", 1), 0);
	for (int i = 0; i < NLOOKS; i++)
		look(child);
	CHECK_EQ(order("slow regions", 0), 0);
	return kill(child, SIGKILL);
}
