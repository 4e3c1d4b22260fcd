/*
 * kinds KIND...: the wait status of a child for each KIND of end. All of them
 * live at once; then the parent waits for each by its pid, in the order of the
 * arguments, and prints "exit N" or "signal N".
 *
 *   xN  ends with _exit(N)
 *   kN  is killed by signal N while it sleeps
 *   sN  sends itself signal N
 *   d0  follows a null pointer
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define KINDS_MAX 64

static void
end(int kind, int number, int gate)
{
	volatile int *volatile nowhere = NULL;
	char c;

	if (kind == 'k')
		read(gate, &c, 1);
	if (kind == 's')
		kill(getpid(), number);
	if (kind == 'd')
		*nowhere = 1;
	_exit(number);
}

int
main(int argc, char **argv)
{
	pid_t pid[KINDS_MAX];
	int gate[2], status;

	pipe(gate);
	for (int i = 1; i < argc && i < KINDS_MAX; i++)
		if ((pid[i] = fork()) == 0)
			end(argv[i][0], atoi(argv[i] + 1), gate[0]);
	for (int i = 1; i < argc && i < KINDS_MAX; i++) {
		if (argv[i][0] == 'k')
			kill(pid[i], atoi(argv[i] + 1));
		status = -1;
		if (waitpid(pid[i], &status, 0) != pid[i])
			printf("no answer\n");
		else if (WIFEXITED(status))
			printf("exit %d\n", WEXITSTATUS(status));
		else
			printf("signal %d\n", WTERMSIG(status));
	}
	return 0;
}
