/*
 * calls WHO WORD: system calls of one process, WHO (child or parent), write
 * into pages that it shares with the other: read, pipe, waitpid, stat, getcwd,
 * clock_gettime, sysinfo, procinfo. Each of the two says then of each page
 * whether it has changed; the caller what it has read, too.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include "counts.h"

#define NPAGES 8
#define FILL   0x5a

static char pages[NPAGES][PAGE] __attribute__((aligned(PAGE)));

static void
call_all(const char *word)
{
	int ends[2];
	pid_t pid;

	pipe(ends);
	put(ends, word, strlen(word));
	get(ends, pages[0], strlen(word));
	pipe((int *)pages[1]);
	if ((pid = fork()) == 0)
		_exit(3);
	waitpid(pid, (int *)pages[2], 0);
	stat("/bin/calls", (struct stat *)pages[3]);
	getcwd(pages[4], PAGE);
	clock_gettime(CLOCK_MONOTONIC, (struct timespec *)pages[5]);
	sysinfo((struct sysinfo *)pages[6]);
	procinfo(0, (struct procinfo *)pages[7], 1);
}

static void
tell(const char *who, size_t n)
{
	printf("%s ", who);
	for (int i = 0; i < NPAGES; i++) {
		int changed = 0;

		for (int at = 0; at < PAGE; at++)
			changed |= pages[i][at] != FILL;
		printf("%d", changed);
	}
	printf(" %.*s\n", (int)n, pages[0]);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	int child_calls = argc > 2 && strcmp(argv[1], "child") == 0, go[2];
	pid_t pid;

	memset(pages, FILL, sizeof(pages));
	pipe(go);
	if ((pid = fork()) == 0) {
		if (child_calls)
			call_all(argv[2]);
		else
			get(go, &pid, sizeof(pid));
		tell("child", child_calls ? strlen(argv[2]) : 0);
		_exit(0);
	}
	if (!child_calls) {
		call_all(argv[2]);
		put(go, &pid, sizeof(pid));
	}
	waitpid(pid, NULL, 0);
	tell("parent", child_calls ? 0 : strlen(argv[2]));
	return 0;
}
