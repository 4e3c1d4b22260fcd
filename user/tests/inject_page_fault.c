/*
 * Page faults of every kind, when the page cannot be had or read: the program
 * that touched it is killed, or the system call that did gives EFAULT, ENOMEM
 * or EIO; its parent, which shares the page, has what it had.
 *
 * run: KERNEL=test
 * timeout: 120
 */
#include "inject.h"

#define PAGE  4096
#define PATH  "/bin/sh"
#define PAGES 4

static char shared[PAGES * PAGE], untouched[PAGES * PAGE];

/* First touch, copy-on-write, the stack, a file's pages, a system call's. */
static void
touch(void)
{
	int fd = open(PATH, O_RDONLY), error = fd < 0 ? errno : 0;
	volatile char stack[PAGES * PAGE];
	const char *p = mmap(NULL, PAGES * PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	long sum = 0;

	if (fd < 0 || p == MAP_FAILED)
		_exit(error != 0 ? error : errno);
	for (int at = 0; at < PAGES * PAGE; at += PAGE) {
		shared[at] = untouched[at] = stack[at] = 'c';
		sum += p[at];
	}
	if (pipe((int *)(untouched + PAGE - 4)) < 0 || sum == 0)
		error = errno;
	_exit(error == EFAULT ? ENOMEM : error);
}

static int
touch_in_child(void)
{
	pid_t pid;

	order("reclaim", 0);
	memset(shared, 'p', sizeof(shared));
	pid = fork();
	if (pid < 0)
		return errno;
	if (pid == 0)
		touch();
	for (size_t at = 0; at < sizeof(shared); at += PAGE)
		CHECK(shared[at] == 'p' && untouched[at] == 0);
	return child_error(pid);
}

int
main(void)
{
	every_failure("memory", touch_in_child, ENOMEM, EAGAIN);
	every_failure("read error", touch_in_child, EIO, EIO);
	return 0;
}
