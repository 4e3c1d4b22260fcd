/*
 * systrace(): who is recorded lives on when nobody reads any more, and no
 * signal comes of it; fd -1 ends it; only with SYSTRACE_CHILDREN are children
 * recorded; execve() does not end it. Nothing stays open. Bad arguments.
 */
#include <abi/numbers.h>
#include <abi/systrace.h>

#include "procstate.h"

static int ends[2];

static void
no_reader(long unused)
{
	(void)unused;
	CHECK_EQ(systrace(ends[1], 0), 0);
	CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
	for (int i = 0; i < 10; i++)
		CHECK_EQ(getpid(), getpid());
	_exit(7);
}

/* Records of a family of two, the second of which becomes another program. */
static long
count_records(int flags)
{
	struct systrace_record r;
	pid_t child;
	long n = 0;

	CHECK(pipe(ends) == 0 && systrace(ends[1], flags) == 0);
	child = fork_checked();
	if (child == 0 && execl("/bin/true", "true", NULL) < 0)
		_exit(1);
	CHECK_EQ(waitpid(child, NULL, 0), child);
	CHECK(systrace(-1, 0) == 0 && close(ends[1]) == 0);
	while (read(ends[0], &r, sizeof(r)) == sizeof(r))
		n += r.pid == child;
	CHECK_EQ(close(ends[0]), 0);
	return n;
}

int
main(void)
{
	CHECK_EQ(pipe(ends), 0);
	CHECK_EXITED(run_child(no_reader, 0), 7);
	CHECK_ERRNO(systrace(77, 0), EBADF);
	CHECK_ERRNO(systrace(ends[1], 6), EINVAL);
	CHECK_ERRNO(systrace(ends[0], 0), EBADF);
	CHECK(close(ends[0]) == 0 && close(ends[1]) == 0);
	CHECK_EQ(count_records(0), 0);
	CHECK_EQ(count_records(SYSTRACE_CHILDREN), 3);
	return 0;
}
