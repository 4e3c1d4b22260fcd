/*
 * systrace() into a pipe: who is recorded waits when it is full, so all calls
 * are read in the end, in order, with arguments, result, what lies in memory.
 */
#include <abi/numbers.h>
#include <abi/systrace.h>

#include "procstate.h"

#define NCALLS 1000
#define PATH   "/no such file"

static int ends[2];

static void
be_recorded(long unused)
{
	(void)unused;
	CHECK(close(ends[0]) == 0 && systrace(ends[1], 0) == 0);
	for (int i = 0; i < NCALLS; i++)
		kill(-i - 100000, 0);
	CHECK_ERRNO(chdir(PATH), ENOENT);
	_exit(9);
}

static struct systrace_record
next(pid_t pid, int number, int kind)
{
	struct systrace_record r;

	CHECK_EQ(read(ends[0], &r, sizeof(r)), sizeof(r));
	CHECK(r.pid == pid && r.number == number && r.kind == kind);
	return r;
}

int
main(void)
{
	struct systrace_record r;
	pid_t pid;

	CHECK_EQ(pipe(ends), 0);
	pid = start_child(be_recorded, 0);
	close(ends[1]);
	await_state(pid, PROC_BLOCKED);
	for (int i = 0; i < NCALLS; i++) {
		r = next(pid, SYS_kill, SYSTRACE_CALL);
		CHECK_EQ((int)r.argument[0], -i - 100000);
		r = next(pid, SYS_kill, SYSTRACE_RETURN);
		CHECK_EQ(r.result, -ESRCH);
	}
	r = next(pid, SYS_chdir, SYSTRACE_CALL);
	CHECK(r.length[0] > sizeof(PATH) && strcmp(r.at[0], PATH) == 0);
	CHECK_EQ(next(pid, SYS_chdir, SYSTRACE_RETURN).result, -ENOENT);
	CHECK_EQ(next(pid, SYS__exit, SYSTRACE_CALL).argument[0], 9);
	CHECK_EQ(next(pid, 0, SYSTRACE_END).result, 9 << 8);
	CHECK_EXITED(reap(pid), 9);
	return read(ends[0], &r, sizeof(r)) != 0;
}
