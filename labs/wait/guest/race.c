/*
 * race WORKERS ROUNDS SEED PAUSE: WORKERS processes each make, ROUNDS times, 1
 * to 3 children that end, and wait for them in one of three ways: any, one
 * after the other by pid, or WNOHANG until there is one. What each does between
 * fork, end and wait (nothing, yield, compute, sleep; up to PAUSE units) and
 * the exit statuses are drawn from SEED. Prints for each worker the sum of its
 * children's statuses times their places, or what went wrong.
 */
#include "meter.h"

static uint64_t state, limit;

static unsigned
round_of(unsigned place)
{
	unsigned n = 1 + draw(&state, 3), how = draw(&state, 3), sum = 0;
	unsigned kind, units, code[3];
	pid_t pid[3], got;
	int status;

	for (unsigned i = 0; i < n; i++) {
		kind = draw(&state, 4), units = draw(&state, limit);
		code[i] = draw(&state, 256);
		if ((pid[i] = fork()) == 0)
			pause_by(kind, units), _exit((int)code[i]);
	}
	kind = draw(&state, 4), units = draw(&state, limit);
	pause_by(kind, units);
	for (unsigned i = 0, j; i < n; i++) {
		while ((got = waitpid(how == 1 ? pid[i] : -1, &status,
				      how == 2 ? WNOHANG : 0)) == 0)
			sched_yield();
		for (j = 0; j < n && pid[j] != got; j++)
			;
		if (j == n || status != W_EXITCODE((int)code[j]))
			printf("wrong child or status\n"), exit(1);
		sum += (place + j) * (unsigned)WEXITSTATUS(status);
		pid[j] = 0;
	}
	return sum;
}

int
main(int argc, char **argv)
{
	int workers = atoi(argv[1]);
	unsigned sum = 0;

	limit = strtoul(argv[argc - 1], NULL, 0);
	for (int w = 0; w < workers; w++) {
		if (fork() > 0)
			continue;
		state = strtoul(argv[3], NULL, 0) + (unsigned)w;
		for (unsigned r = 0; r < strtoul(argv[2], NULL, 0); r++)
			sum += round_of(r);
		printf("%d: %u\n", w, waitpid(-1, NULL, 0) < 0 ? sum : 0);
		exit(0);
	}
	while (wait(NULL) > 0)
		;
	return 0;
}
