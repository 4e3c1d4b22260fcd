/*
 * short PATH MOST STEP: a child fills its memory, gives back 0 pages (the
 * next one STEP, 2 STEP ... MOST), and its child becomes PATH. Printed is how
 * often that worked, memory was short (an error, or the end of who touched a
 * page), something else happened; and how many frames all that has cost.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define PAGE 4096
enum { WORKED, SHORT, OTHER, NKINDS };

static long
frames(void)
{
	struct sysinfo s;

	sync();
	sysinfo(&s);
	return (long)(s.frames_free + s.frames_reclaimable - s.frames_promised);
}

/* Which of them a child's end is, or that there is no child. */
static int
kind(pid_t pid)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid || status == SIGKILL)
		return SHORT;
	return status == 0 ? WORKED :
	       status == W_EXITCODE(SHORT) ? SHORT : OTHER;
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
	_exit(errno == ENOMEM ? SHORT : OTHER);
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
	printf("%d %d %d %ld\n", n[WORKED], n[SHORT], n[OTHER],
	       before - frames());
	return 0;
}
