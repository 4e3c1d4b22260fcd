/*
 * /dev/trace: "on" records what happens, "off" ends that, and then it can be
 * read: a clock, and of this program's child the fork, the change to READY
 * and to ZOMBIE, the exit and the wait, in that order. Too little memory loses
 * the oldest and says how many. Bad commands are EINVAL.
 */
#include <abi/trace.h>
#include <fcntl.h>

#include "procstate.h"

#define NEVENTS 4096
static struct trace_event events[NEVENTS];
static void end(long code) { _exit((int)code); }

static void
command(int fd, const char *s)
{
	CHECK_EQ(write(fd, s, strlen(s)), strlen(s));
}

/* The index behind the next such event from `i` on. */
static size_t
after(size_t i, int kind, unsigned long a, long b)
{
	for (struct trace_event *e = events; i < NEVENTS; i++)
		if (e[i].kind == kind && e[i].a == a &&
		    (b < 0 || e[i].b == (unsigned long)b))
			return i + 1;
	_exit(kind);
}

int
main(void)
{
	int fd = open("/dev/trace", O_RDWR);
	unsigned long pid;
	size_t i;

	CHECK_ERRNO(write(fd, "on", 2), EINVAL);
	CHECK_ERRNO(write(fd, "on 513", 6), EINVAL);
	command(fd, "on 8");
	CHECK_ERRNO(read(fd, events, sizeof(events)), EBUSY);
	pid = (unsigned long)start_child(end, 3);
	CHECK_EQ(waitpid((pid_t)pid, NULL, 0), pid);
	command(fd, "off");
	CHECK(read(fd, events, sizeof(events)) > 20 * (long)sizeof(*events));
	CHECK_EQ(events[0].kind, TRACE_CLOCK);
	i = after(0, TRACE_FORK, pid, -1);
	i = after(i, TRACE_STATE, pid, TRACE_CHANGE(PROC_NEW, PROC_READY));
	i = after(i, TRACE_EXIT, 3 << 8, -1);
	after(i, TRACE_REAP, pid, 3 << 8);
	command(fd, "on 1");
	for (int n = 0; n < 20000; n++)
		getppid();
	command(fd, "off");
	CHECK(read(fd, events, sizeof(events)) > 0);
	CHECK(events[1].kind == TRACE_LOST && events[1].a > 20000);
	return 0;
}
