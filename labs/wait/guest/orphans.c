/*
 * orphans N DEPTH: a process makes N children and ends, while they are alive.
 * Each child makes N children of its own and ends, and so on, DEPTH times. The
 * last ones say who their parent is, when all others have ended; then they end
 * at the same time. Prints how many said that it is process 1, how many said
 * something else, errno of waiting for one of them, and how many processes
 * there are more than before.
 */
#include <errno.h>
#include "meter.h"

struct said { pid_t pid, parent; };
static int gate[2], end[2], tell[2];

/* Each process of a level makes the next one; the last are left. */
static void
descend(int n, int depth)
{
	struct said me;
	int made;
	char c;

	for (; depth > 0; depth--) {
		for (made = 0; made < n && fork() > 0; made++)
			;
		if (made == n)
			_exit(0);
	}
	close(gate[1]);
	close(end[1]);
	read(gate[0], &c, 1);
	me = (struct said){ getpid(), getppid() };
	write(tell[1], &me, sizeof(me));
	read(end[0], &c, 1);
	_exit(0);
}

int
main(int argc, char **argv)
{
	int n = atoi(argv[1]), depth = atoi(argv[argc - 1]), right = 0;
	int wrong = 0, error, last = 1;
	long before = nprocs();
	struct said s = { 0, 0 };

	for (int i = 0; i < depth; i++)
		last *= n;
	pipe(gate), pipe(end), pipe(tell);
	if (fork() == 0)
		descend(n, depth);
	wait(NULL);
	more_than(before + last);
	close(gate[1]);
	for (int i = 0; i < last && read(tell[0], &s, sizeof(s)) > 0; i++)
		*(s.parent == 1 ? &right : &wrong) += 1;
	error = waitpid(s.pid, NULL, WNOHANG) < 0 ? errno : 0;
	close(end[1]);
	printf("%d %d %d %ld\n", right, wrong, error, more_than(before));
	return 0;
}
