/*
 * badwait WHOM:OPTIONS...: waitpid() with a living child, for whom there is
 * nothing to wait or with options that do not exist. WHOM is a number or me,
 * parent, grandchild, gone (a child that was waited for), stranger (a process
 * that is somebody else's child). Prints errno for each.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t grandchild, gone;

static pid_t
whom(const char *word)
{
	switch (word[0]) {
	case 'm': return getpid();
	case 'p': return getppid();
	case 's': return 1;
	case 'g': return word[1] == 'o' ? gone : grandchild;
	default:  return atoi(word);
	}
}

int
main(int argc, char **argv)
{
	int gate[2], tell[2];
	char c;

	pipe(gate);
	pipe(tell);
	if (fork() == 0) {
		pid_t pid = fork();

		if (pid > 0)
			write(tell[1], &pid, sizeof(pid));
		close(gate[1]);
		read(gate[0], &c, 1);
		if (pid > 0)
			waitpid(pid, NULL, 0);
		_exit(0);
	}
	read(tell[0], &grandchild, sizeof(grandchild));
	if ((gone = fork()) == 0)
		_exit(1);
	waitpid(gone, NULL, 0);
	for (int i = 1; i < argc; i++) {
		int status = 0, got;

		got = waitpid(whom(argv[i]), &status,
			      atoi(strchr(argv[i], ':') + 1));
		printf("%d\n", got < 0 ? errno : 0);
	}
	close(gate[1]);
	printf("%d\n", wait(NULL) > 0);
	return 0;
}
