/*
 * killed N SIGNAL: a process has N children that live and waits for one of
 * them. It is killed by SIGNAL. Prints the wait status that its own parent
 * gets, how many of the N live and have process 1 as parent, and how many
 * processes there are more than before when they have ended too.
 */
#include <signal.h>
#include "meter.h"

#define MANY 128

static int gate[2];
static struct procinfo all[MANY];

static void
waiter(int n)
{
	char c;

	for (int i = 0; i < n; i++)
		if (fork() == 0) {
			close(gate[1]);
			read(gate[0], &c, 1);
			_exit(0);
		}
	while (wait(NULL) > 0)
		;
	_exit(99);
}

int
main(int argc, char **argv)
{
	int status = -1, alive = 0, n = atoi(argv[1]), tries = PATIENCE;
	long before = nprocs();
	pid_t pid;

	pipe(gate);
	if ((pid = fork()) == 0)
		waiter(n);
	usleep(100 * MOMENT_US);
	kill(pid, atoi(argv[argc - 1]));
	while (waitpid(pid, &status, WNOHANG) == 0 && tries-- > 0)
		usleep(MOMENT_US);
	for (ssize_t i = procinfo(pid, all, MANY) - 1; i >= 0; i--)
		alive += all[i].ppid == 1 && all[i].state != PROC_ZOMBIE;
	close(gate[1]);
	printf("%d %d %ld\n", status, alive, more_than(before));
	return 0;
}
