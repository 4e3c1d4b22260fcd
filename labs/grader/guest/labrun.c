/*
 * labrun MARK COMMAND: runs a command for the grader, between two lines that
 * nobody can print who does not know the mark, and switches the machine off.
 * (The mark is gone from this process's memory before the command starts: a
 * program that reads what exec left behind does not find it. execve() and not
 * execl(): the exec family is a student's, in one lab.)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <sprout.h>

#define MARK_MAX 64

static void
print_mark(const char *mark, const char *what, int status)
{
	char line[MARK_MAX + 32];
	int n = status < 0 ?
		snprintf(line, sizeof(line), "@%s %s\n", mark, what) :
		snprintf(line, sizeof(line), "@%s %s %d\n", mark, what, status);

	write(STDOUT_FILENO, line, (size_t)n);
}

int
main(int argc, char **argv)
{
	char *words[] = { "sh", "-c", argc > 2 ? argv[2] : NULL, NULL };
	int status = 0;
	pid_t child;

	if (argc != 3 || strlen(argv[1]) > MARK_MAX) {
		fprintf(stderr, "usage: labrun MARK COMMAND\n");
		return 2;
	}
	print_mark(argv[1], "begin", -1);
	child = fork();
	if (child == 0) {
		memset(argv[1], 0, strlen(argv[1]));
		execve("/bin/sh", words, environ);
		perror("sh");
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child) {
		perror("labrun");
		return 1;
	}
	print_mark(argv[1], "end", WIFEXITED(status) ? WEXITSTATUS(status) :
		   128 + WTERMSIG(status));
	reboot(REBOOT_POWER_OFF, 0);
	return 1;
}
