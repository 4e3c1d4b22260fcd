/*
 * crowd N STEP SEED: N children are there at once. They end at the same time,
 * with statuses that SEED decides; their parent waits for every STEPth by its
 * pid, from the first on, and then for any until there is none. Prints the sum
 * of statuses times places of both kinds, and how many it waited for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CROWD_MAX 1000

static pid_t pid[CROWD_MAX];

static unsigned
worth(int i, int status)
{
	return (unsigned)i * (unsigned)WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	int n = atoi(argv[1]), step = atoi(argv[2]), status, i, found = 0;
	unsigned named = 0, any = 0, seed = strtoul(argv[argc - 1], NULL, 0);
	int gate[2];
	pid_t got;
	char c;

	pipe(gate);
	for (i = 0; i < n && i < CROWD_MAX; i++) {
		pid[i] = fork();
		if (pid[i] < 0)
			perror("fork"), n = i;
		if (pid[i] != 0)
			continue;
		close(gate[1]);
		read(gate[0], &c, 1);
		_exit((int)((seed * (unsigned)(i + 1)) >> 8) & 0xff);
	}
	close(gate[1]);
	for (i = 0; i < n; i += step)
		if (waitpid(pid[i], &status, 0) == pid[i])
			named += worth(i, status), pid[i] = 0, found++;
	while ((got = wait(&status)) > 0) {
		for (i = 0; i < n && pid[i] != got; i++)
			;
		any += worth(i, status);
		found++;
	}
	printf("%u %u %d\n", named, any, found);
	return 0;
}
