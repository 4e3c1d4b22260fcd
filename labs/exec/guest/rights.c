/*
 * rights [LETTER]...: a child does what each letter says, and the signal
 * that ended it is printed (0: none). t, c: writes to text, to a constant;
 * d, s: writes to data, to the stack; D, S: executes them; n: reads at 0.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RETURN 0x8067u  /* the instruction ret */

static const unsigned constant = 1;
static volatile unsigned data = RETURN;

static void
act(char letter)
{
	volatile unsigned stack = RETURN;
	unsigned long at = letter == 't' ? (unsigned long)act :
			   letter == 'c' ? (unsigned long)&constant :
			   strchr("dD", letter) ? (unsigned long)&data :
			   letter == 'n' ? 0 : (unsigned long)&stack;
	volatile unsigned *volatile p = (unsigned *)at;

	__asm__ volatile ("fence.i" ::: "memory");
	if (letter == 'n')
		(void)*p;
	else if (letter == 'D' || letter == 'S')
		((void (*)(void))at)();
	else
		*p = RETURN;
}

int
main(int argc, char **argv)
{
	for (int i = 1, status; i < argc; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			act(argv[i][0]);
			_exit(0);
		}
		waitpid(pid, &status, 0);
		printf("%s %d\n", argv[i], WTERMSIG(status));
	}
	return 0;
}
