/*
 * family FILES KINDS: opens so many descriptors more, and makes a child for
 * each letter of KINDS: l lives, z has ended but is not waited for, w is
 * waited for. Prints what selfinfo() tells of files, children and zombies:
 * before, then, in a child, and when all children are gone.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

static int show(const char *when)
{
	struct selfinfo s;

	if (selfinfo(&s) != 0)
		exit(1);
	printf("%s: files %ld children %ld zombies %ld\n", when, s.files,
	       s.children, s.zombies);
	return fflush(stdout);
}

/* A child that is as `kind` says. */
static pid_t make(char kind)
{
	struct procinfo info;
	pid_t child = fork();

	while (child == 0 && kind == 'l')
		sleep(1000);
	if (child == 0)
		_exit(0);
	do
		procinfo(child - 1, &info, 1);
	while (kind == 'z' && info.state != PROC_ZOMBIE);
	return kind == 'w' ? waitpid(child, NULL, 0) : child;
}

int main(int argc, char **argv)
{
	int n = argc == 3 ? (int)strlen(argv[2]) : 0;
	pid_t pids[n + 1];

	show("before");
	for (int i = 0; i < atoi(argv[1]); i++)
		dup2(0, 10 + 2 * i);
	for (int i = 0; i < n; i++)
		pids[i] = make(argv[2][i]);
	show("then");
	if ((pids[n] = fork()) == 0)
		return show("child");
	waitpid(pids[n], NULL, 0);
	for (int i = 0; i < n; i++)
		kill(pids[i], argv[2][i] == 'l' ? SIGKILL : 0);
	while (wait(NULL) > 0)
		;
	return show("after");
}
