/*
 * rights: after a fork, child and parent try to write to the program's code
 * and constants. A store must kill (by which signal?), read() must fail, and
 * the constants must not have changed; each is tried by a child of its own.
 */
#include <errno.h>
#include "counts.h"

static const char constants[2 * PAGE] = "constants";

static void
store(volatile char *to)
{
	pid_t pid = fork();

	(void)*to;              /* so that it is there */
	if (pid == 0) {
		*to = 'X';
		_exit(0);
	}
	printf("%d ", status_of(pid));
	fflush(stdout);
}

static void
read_to(volatile char *to)
{
	int ends[2];

	pipe(ends);
	put(ends, "X", 1);
	printf("%d ", read(ends[0], (char *)to, 1) < 0 ? errno : 0);
	fflush(stdout);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	volatile char *constant = (volatile char *)(uintptr_t)constants + PAGE;
	volatile char *code = (volatile char *)(uintptr_t)main;

	if (fork() > 0)
		wait(NULL);
	store(constant);
	store(code);
	read_to(constant);
	read_to(code);
	printf("%d\n", constant[0]);
	return 0;
}
