/*
 * short PATH MOST STEP: a child fills its memory and gives back 0 pages, the
 * next one STEP, 2 STEP ... MOST, and its child becomes PATH. Printed is how
 * often that worked, how often memory did not suffice (an error, or the end of
 * who touched a page), how often something else happened; and how many frames
 * all that has cost.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define PAGE 4096
enum { WORKED, FAILED, OTHER, NKINDS };

static long
frames(void)
{
	struct sysinfo s;

	sync();
	sysinfo(&s);
	return (long)s.frames_free + (long)s.frames_reclaimable -
	       (long)s.frames_promised;
}

/* One of the kinds, for the end of a child, or for want of one. */
static int
kind(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid ||
	    (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
		return FAILED;
	return WIFEXITED(status) && WEXITSTATUS(status) < OTHER ?
	       WEXITSTATUS(status) : OTHER;
}

static int
run_with(const char *path, long spare)
{
	char *argv[] = { "x", NULL }, *envp[] = { NULL };
	pid_t pid;

	errno = 0;      /* its page is no longer shared with the parent */
	for (char *q; (q = sbrk(PAGE)) != (char *)-1;)
		*q = 1;
	sbrk(-spare * PAGE);
	if ((pid = fork()) != 0)
		return kind(pid);
	execve(path, argv, envp);
	_exit(errno == ENOMEM ? FAILED : OTHER);
}

int
main(int argc, char **argv)
{
	long step = atol(argv[3]), most = atol(argv[2]), before = frames();
	int n[NKINDS] = { 0 };

	for (long spare = 0; argc == 4 && spare <= most; spare += step) {
		pid_t pid = fork();

		if (pid == 0)
			_exit(run_with(argv[1], spare));
		n[kind(pid)]++;
	}
	printf("%d %d %d %ld\n", n[WORKED], n[FAILED], n[OTHER],
	       before - frames());
	return 0;
}
