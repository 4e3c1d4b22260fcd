/*
 * Exit statuses beyond eight bits: see report.h.
 *
 * 0 to 254 are exit codes. -1, by far the most frequent of the others, is exit
 * code 255. The rest is exit code 255 too, and a record in the parent's pipe.
 * Its descriptors are the last ones, where a program for xv6 cannot see them.
 * A child that was started by fork() and exec() still has the one to its
 * parent; those to its own children end with exec().
 */
#include "report.h"
#include "sys.h"
#include "user/user.h"

enum {
	TO_PARENT = KERNEL_OPEN_MAX - 1,
	FROM_CHILDREN = KERNEL_OPEN_MAX - 2,
	TO_SELF = KERNEL_OPEN_MAX - 3,     /* what children inherit */
};

#define CODE_OTHER 255

struct record {
	int pid;
	int status;
};

/* Moves a descriptor to one of the last ones, to be closed by exec(). */
static void
hide(int fd, int hidden)
{
	sys_call(KERNEL_dup2, fd, hidden, 0);
	sys_call(KERNEL_close, fd, 0, 0);
	sys_call(KERNEL_fcntl, hidden, KERNEL_SET_FD, KERNEL_CLOSE_ON_EXEC);
}

static int has_pipe;

/* A fork need not fail for it: without a pipe, the rest reads as -1. */
void
report_prepare(void)
{
	int ends[2];

	if (has_pipe || sys_call(KERNEL_pipe, PTR(ends), 0, 0) < 0)
		return;
	hide(ends[0], FROM_CHILDREN);
	hide(ends[1], TO_SELF);
	has_pipe = 1;
}

void
report_inherit(void)
{
	sys_call(KERNEL_close, TO_PARENT, 0, 0);
	if (!has_pipe)
		return;
	sys_call(KERNEL_dup2, TO_SELF, TO_PARENT, 0);
	sys_call(KERNEL_close, TO_SELF, 0, 0);
	sys_call(KERNEL_close, FROM_CHILDREN, 0, 0);
	has_pipe = 0;
}

static int
put(int fd, struct record r)
{
	return sys_call(KERNEL_write, fd, PTR(&r), sizeof(r)) == sizeof(r);
}

int
report_status(int status)
{
	struct record r = { getpid(), status };

	if (status >= 0 && status < CODE_OTHER)
		return status;
	if (status != -1)
		put(TO_PARENT, r);
	return CODE_OTHER;
}

/* What is in the pipe goes round once: our mark, put in behind it, ends the
   round, so that nobody waits for a record that is not there. */
int
report_find(int pid, int code)
{
	const struct record mark = { 0, 0 };
	struct record r;
	int status = -1;

	if (code != CODE_OTHER)
		return code;
	if (!put(TO_SELF, mark))
		return status;
	while (sys_call(KERNEL_read, FROM_CHILDREN, PTR(&r), sizeof(r)) ==
	       sizeof(r) && r.pid != mark.pid) {
		if (r.pid == pid)
			status = r.status;
		else
			put(TO_SELF, r);
	}
	return status;
}
