/*
 * mprotect takes rights from pages that have been touched and from those that
 * have not, for the program and for system calls, and gives them back with
 * what was in the page; copy-on-write holds across it.
 */
#include "mapping.h"

static char *p;

static void
check_all(void)
{
	CHECK_EQ(mprotect(p, 2 * PAGE, PROT_READ), 0);
	CHECK_EQ(*p, 5);
	CHECK_KILLED(writes(p), SIGSEGV);
	CHECK_KILLED(writes(p + PAGE), SIGSEGV);
	CHECK_EXITED(writes(p + 2 * PAGE), 0);
	CHECK_ERRNO(pipe((int *)p), EFAULT);
	CHECK_EQ(mprotect(p, 2 * PAGE, PROT_NONE), 0);
	CHECK_KILLED(reads(p), SIGSEGV);
	CHECK_KILLED(reads(p + PAGE), SIGSEGV);
	CHECK_ERRNO(write(STDOUT_FILENO, p, 1), EFAULT);
	CHECK_EQ(mprotect(p, 3 * PAGE, RW), 0);
	CHECK_EQ(*p, 5);
	CHECK_EXITED(writes(p), 0);
	CHECK_EQ(*p, 5);
}

static void
child(long unused)
{
	(void)unused;
	check_all();
	CHECK_EQ(mprotect(p, PAGE, PROT_READ), 0);
	CHECK_EQ(mprotect(p, PAGE, RW), 0);
	*p = 6;
}

/* No fork between, which would tell the hart of the new rights. */
static void
write_when_taken(long unused)
{
	(void)unused;
	p[PAGE] = 1;
	p[PAGE] = 2;
	CHECK_EQ(mprotect(p + PAGE, PAGE, PROT_READ), 0);
	p[PAGE] = 3;
}

int
main(void)
{
	p = map_zeros(3);
	*p = 5;
	check_all();
	CHECK_EXITED(run_child(child, 0), 0);
	CHECK_EQ(*p, 5);
	CHECK_KILLED(run_child(write_when_taken, 0), SIGSEGV);
	return 0;
}
