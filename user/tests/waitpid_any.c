/*
 * wait() returns each child exactly once, with that child's own status, and
 * fails with ECHILD when there is none left.
 */
#include "check.h"

#define NCHILDREN 30

static pid_t child[NCHILDREN];

static void
leave(long code)
{
	_exit((int)code);
}

static int
index_of(pid_t pid)
{
	for (int i = 0; i < NCHILDREN; i++)
		if (child[i] == pid)
			return i;
	return -1;
}

int
main(void)
{
	int status;

	for (int i = 0; i < NCHILDREN; i++)
		child[i] = start_child(leave, i);
	for (int i = 0; i < NCHILDREN; i++) {
		int who = index_of(i % 2 ? wait(&status) :
				   waitpid(-1, &status, 0));

		CHECK(who >= 0);
		CHECK_EXITED(status, who);
		child[who] = 0;
	}
	CHECK_ERRNO(wait(&status), ECHILD);
	CHECK_ERRNO(wait(NULL), ECHILD);
	return 0;
}
