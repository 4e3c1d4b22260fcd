/*
 * inspect() of pages: after fork() those of parent and child have the same
 * frames, two holders and no right to write; after a write others. A zombie
 * has none, and one that was waited for is ESRCH.
 */
#include <sys/mman.h>

#include "procstate.h"

static char touched[3 * 4096] = "a";

static struct inspect_page
page_of(pid_t pid, const void *at)
{
	union inspect_record p;

	CHECK_EQ(inspect(INSPECT_PAGES, pid, (long)at / 4096 * 4096 - 1, &p, 1),
		 1);
	CHECK_EQ(p.page.address, (long)at / 4096 * 4096);
	return p.page;
}

static void wait_and_end(long fd) { wait_for_byte(fd); }

int
main(void)
{
	char *at = &touched[4096];
	struct inspect_page before;
	union inspect_record none;
	int ends[2];
	pid_t child;

	*at = 'x';
	before = page_of(getpid(), at);
	CHECK(before.holders == 1 && before.rights & PROT_WRITE);
	CHECK_EQ(pipe(ends), 0);
	child = start_child(wait_and_end, ends[0]);
	await_state(child, PROC_BLOCKED);
	CHECK_EQ(page_of(child, at).frame, before.frame);
	CHECK_EQ(page_of(child, at).holders, 2);
	CHECK(!(page_of(getpid(), at).rights & PROT_WRITE));
	*at = 'y';
	CHECK(page_of(getpid(), at).frame != before.frame);
	CHECK_EQ(page_of(child, at).holders, 1);
	CHECK_EQ(write(ends[1], "", 1), 1);
	await_state(child, PROC_ZOMBIE);
	CHECK_EQ(inspect(INSPECT_PAGES, child, INSPECT_FIRST, &none, 1), 0);
	CHECK_EQ(waitpid(child, NULL, 0), child);
	CHECK_ERRNO(inspect(INSPECT_PAGES, child, 0, &none, 1), ESRCH);
	return 0;
}
