/*
 * badptr CODE ADDRESS...: a child ends with CODE. Its parent gives waitpid()
 * each ADDRESS (hexadecimal; "text" is one in the program) for the status and
 * prints errno; then it waits without a status pointer (if CODE is odd) or
 * with one to a page that nobody has touched yet, and prints what it got; then
 * it waits once more and prints errno.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

int
main(int argc, char **argv)
{
	int code = atoi(argv[1]), *fresh = sbrk(2 * PAGE);
	pid_t child = fork();

	if (child == 0)
		_exit(code);
	for (int i = 2; i < argc; i++) {
		unsigned long address = strcmp(argv[i], "text") == 0 ?
			(unsigned long)main : strtoul(argv[i], NULL, 16);

		printf("%d\n", waitpid(i % 2 ? child : -1, (int *)address,
				       0) < 0 ? errno : 0);
	}
	fresh += PAGE / sizeof(*fresh);
	if (code % 2)
		printf("%d\n", waitpid(child, NULL, 0) == child);
	else
		printf("%d %d\n", waitpid(child, fresh, 0) == child,
		       WEXITSTATUS(*fresh));
	printf("%d\n", wait(NULL) < 0 ? errno : 0);
	return 0;
}
