/*
 * watch [schedule=NUMBER] COMMAND [ARGUMENT]...: runs a command and looks at
 * all processes meanwhile. One that sleeps while a child of it is a zombie,
 * for a second, has missed being woken (the commands do not sleep for anything
 * else so long): watch says which, and ends with status 1. Otherwise its
 * status is the command's. The number is for kernel/proc/perturb.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define MANY 512
#define LOOK_US 10000
#define LOOKS 100

static struct procinfo all[MANY];

/* The zombie with the lowest pid above `after` whose parent sleeps, or 0. */
static pid_t
missed(ssize_t n, pid_t after)
{
	for (ssize_t z = 0; z < n; z++)
		for (ssize_t p = 0; p < n; p++)
			if (all[z].pid > after && all[z].ppid == all[p].pid &&
			    all[z].state == PROC_ZOMBIE &&
			    all[p].state == PROC_BLOCKED)
				return all[z].pid;
	return 0;
}

int
main(int argc, char **argv)
{
	pid_t pid = fork(), seen = 0;
	int status, looks = 0;

	if (pid == 0 && argc > 1) {
		argv += strncmp(argv[1], "schedule=", 9) == 0 ? 2 : 1;
		execvp(argv[0], argv);
		_exit(127);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		ssize_t n = procinfo(0, all, MANY);

		/* The first one for ever: an older one only goes away. */
		looks = seen != 0 && missed(n, seen - 1) == seen ? looks + 1 : 0;
		seen = missed(n, looks ? seen - 1 : 0);
		if (looks > LOOKS) {
			printf("the parent of zombie %d sleeps\n", seen);
			return 1;
		}
		usleep(LOOK_US);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	       128 + WTERMSIG(status);
}
