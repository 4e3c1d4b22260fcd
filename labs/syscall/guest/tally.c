/*
 * tally KINDS: makes a call for each letter of KINDS: g is getpid(), c fails
 * to close(), s fails in selfinfo(), w waits for a child that makes three
 * calls. Prints by how much selfinfo()'s numbers have risen; what they are in
 * a new child; and by how much they have risen across exec.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

static void make_call(char kind)
{
	switch (kind) {
	case 'g': getpid(); break;
	case 'c': close(-1); break;
	case 's': selfinfo(NULL); break;
	case 'w': waitpid(-1, NULL, 0); break;
	}
}

int main(int argc, char **argv)
{
	struct selfinfo a = { 0, 0, 0, 0, 0 }, b = a;
	char calls[24], failed[24];

	if (argc == 2 && selfinfo(&a) == 0) {
		for (const char *kind = argv[1]; *kind; kind++) {
			if (*kind == 'w' && fork() == 0) {
				close(-1);
				close(-1);
				_exit(0);
			}
			make_call(*kind);
		}
		selfinfo(&b);
		printf("calls %ld failed %ld\n", b.calls - a.calls,
		       b.failed - a.failed);
		fflush(stdout);
		if (fork() != 0)
			return wait(NULL) < 0;
		selfinfo(&b);
		printf("child: calls %ld failed %ld\n", b.calls, b.failed);
		fflush(stdout);
		close(-1);
		selfinfo(&b);
		sprintf(calls, "%ld", b.calls);
		sprintf(failed, "%ld", b.failed);
		execl("/bin/tally", "tally", calls, failed, (char *)NULL);
	}
	selfinfo(&b);
	printf("exec: calls %ld failed %ld\n", b.calls - atol(argv[1]),
	       b.failed - atol(argv[2]));
	return 0;
}
