/*
 * both WORKERS ROUNDS SEED PAUSE: parents and children that end at the same
 * time. WORKERS processes each make, ROUNDS times, a parent that makes 1 or 2
 * children and ends without waiting for them; some parents are killed instead.
 * What each does before it ends (nothing, compute, yield; up to PAUSE units)
 * is drawn from SEED. Prints for each worker the sum of the statuses of its
 * parents that were not killed, times their places; then how many processes
 * there are more than before, soon afterwards.
 */
#include <signal.h>
#include "meter.h"

#define SIZE (128 * 1024)    /* what a child has to give back */

static uint64_t state, limit;

static void
child(unsigned units)
{
	for (volatile char *p = sbrk(SIZE), *end = p + SIZE; p < end; p += 4096)
		*p = 1;
	pause_by(units % 3, units);
	_exit(1);
}

static unsigned
round_of(unsigned place)
{
	unsigned n = 1 + draw(&state, 2), killed = draw(&state, 4) == 0;
	unsigned mine = draw(&state, limit), its = draw(&state, limit);
	unsigned code = draw(&state, 256);
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		while (n-- > 0)
			if (fork() == 0)
				child(its);
		pause_by(mine % 3, mine);
		_exit((int)code);
	}
	if (killed)
		pause_by(its % 3, its), kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid || (status != W_EXITCODE((int)code)
	    && !(killed && status == W_SIGNALED(SIGKILL))))
		printf("wrong child or status\n"), exit(1);
	return killed ? 0 : place * code;
}

int
main(int argc, char **argv)
{
	long before = nprocs();
	unsigned sum = 0;

	limit = strtoul(argv[argc - 1], NULL, 0);
	for (int w = 0; w < atoi(argv[1]); w++) {
		if (fork() > 0)
			continue;
		state = strtoul(argv[3], NULL, 0) + (unsigned)w;
		for (unsigned r = 0; r < strtoul(argv[2], NULL, 0); r++)
			sum += round_of(r);
		printf("%d: %u\n", w, sum);
		exit(0);
	}
	while (wait(NULL) > 0)
		;
	printf("%ld\n", more_than(before));
	return 0;
}
