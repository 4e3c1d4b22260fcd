/*
 * family BASE GROUPS WORD...: what waitpid() says in a family whose children
 * end when a WORD tells them to. GROUPS has a digit for each child: 0 leaves
 * it in its parent's process group, any other puts it into that of the first
 * child with this digit. Child I ends with status BASE + I.
 *
 *   eI  child I ends, and what follows waits until it is a zombie
 *   lI  child I ends a little later (the next word need not wait for it)
 *   pI  waitpid() for child I     PI  the same with WNOHANG
 *   gD  for group D (0: own)      GD
 *   a   for any                   A
 *
 * Prints each word of the second kind and what came of it.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include "meter.h"

#define CHILDREN_MAX 16

static pid_t pid[CHILDREN_MAX];
static int gate[CHILDREN_MAX][2], base;

static void
child(int i, char how)
{
	read(gate[i][0], &how, 1);
	usleep(how == 'l' ? 2 * MOMENT_US : 0);
	_exit(base + i);
}

static void
run(const char *word, const char *groups)
{
	int i = atoi(word + 1), status = -1, n = 0, how = tolower(word[0]);
	struct procinfo info = { .state = PROC_NEW };
	pid_t of = how == 'a' ? -1 : pid[i], got;

	if (how == 'g')
		of = i == 0 ? 0 : -pid[strchr(groups, word[1]) - groups];
	if (how == 'e' || how == 'l')
		write(gate[i][1], word, 1);
	while (how == 'e' && info.state != PROC_ZOMBIE && n++ < PATIENCE) {
		usleep(MOMENT_US);
		procinfo(pid[i] - 1, &info, 1);
	}
	if (how == 'e' || how == 'l')
		return;
	got = waitpid(of, &status, isupper(word[0]) ? WNOHANG : 0);
	for (i = 0; got > 0 && i < CHILDREN_MAX && pid[i] != got; i++)
		;
	printf("%s: ", word);
	if (got > 0)
		printf("child %d, status 0x%x\n", i, status);
	else
		printf("%s\n", got == 0 ? "none yet" : strerror(errno));
}

int
main(int argc, char **argv)
{
	base = atoi(argv[1]);
	for (int i = 0; argv[2][i]; i++) {
		const char *first = strchr(argv[2], argv[2][i]);

		pipe(gate[i]);
		if ((pid[i] = fork()) == 0)
			child(i, 'e');
		if (argv[2][i] != '0')
			setpgid(pid[i], pid[first - argv[2]]);
	}
	for (int i = 3; i < argc; i++)
		run(argv[i], argv[2]);
	return 0;
}
