/*
 * eof TEXT WRITERS HOW: WRITERS children have the only write end of a pipe.
 * Each writes TEXT and ends (HOW: x exits, k is killed, d follows a null
 * pointer). Nobody waits for them before the reader has seen the end of the
 * pipe. Prints what it read, and then whether a writer gets an error when the
 * only reader of a pipe has ended.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
child(const char *text, int fd, char how)
{
	volatile int *volatile nowhere = NULL;

	write(fd, text, strlen(text));
	if (how == 'k')
		kill(getpid(), SIGKILL);
	if (how == 'd')
		*nowhere = 1;
	_exit(0);
}

int
main(int argc, char **argv)
{
	int fds[2], status;
	char buf[64];
	ssize_t n;
	pid_t writer;

	pipe(fds);
	for (int i = atoi(argv[argc - 2]); i > 0; i--)
		if (fork() == 0)
			child(argv[1], fds[1], argv[3][0]);
	close(fds[1]);
	while ((n = read(fds[0], buf, sizeof(buf))) > 0)
		write(STDOUT_FILENO, buf, (size_t)n);
	close(fds[0]);
	pipe(fds);
	if (fork() == 0)
		_exit(0);
	if ((writer = fork()) == 0) {
		close(fds[0]);
		while (write(fds[1], buf, sizeof(buf)) > 0)
			;
		_exit(0);
	}
	close(fds[0]);
	waitpid(writer, &status, 0);
	printf("\n%d\n", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	while (wait(NULL) > 0)
		;
	return 0;
}
