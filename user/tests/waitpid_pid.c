/*
 * waitpid(pid) waits for that child and leaves other dead children alone;
 * a null status pointer is allowed.
 */
#include "procstate.h"

static void
leave(long code)
{
	_exit((int)code);
}

static void
leave_at_end(long fd)
{
	char c;

	CHECK_EQ(read((int)fd, &c, 1), 1);
	_exit(3);
}

int
main(void)
{
	pid_t early, late;
	int gate[2];

	CHECK_EQ(pipe(gate), 0);
	early = start_child(leave, 4);
	late = start_child(leave_at_end, gate[0]);
	await_state(early, PROC_ZOMBIE);
	CHECK_EQ(write(gate[1], "x", 1), 1);
	CHECK_EXITED(reap(late), 3);
	CHECK_ERRNO(waitpid(late, NULL, 0), ECHILD);
	CHECK_EQ(proc_state(early), PROC_ZOMBIE);
	CHECK_EXITED(reap(early), 4);
	early = start_child(leave, 5);
	CHECK_EQ(waitpid(early, NULL, 0), early);
	early = start_child(leave, 6);
	CHECK_EQ(wait(NULL), early);
	return 0;
}
