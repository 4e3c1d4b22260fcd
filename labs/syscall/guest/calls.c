/*
 * calls CALL...: makes system calls, and writes of each what the kernel gave:
 * "getpid/11 7". A CALL is NAME/NUMBER, then :ARGUMENT, a number or a text; it
 * is the number that counts. "fork/1 CALL... end": the calls are the child's,
 * which the parent lets begin and waits for. execve/7:PATH: the further calls
 * are made by PATH, a copy of this program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static long call(const char *text, char **argv)
{
	static char copy[2000];
	char *rest = strchr(strcpy(copy, text), '/') + 1, *word, *end;
	long n[4] = { 0, 0, 0, 0 };

	for (int i = 0; i < 4 && (word = strsep(&rest, ":")) != NULL; i++) {
		n[i] = (long)strtoul(word, &end, 0);
		n[i] = end == word ? (long)word : n[i];
	}
	register long a0 __asm__("a0") = n[1], a2 __asm__("a2") = n[3];
	register long a1 __asm__("a1") = argv != NULL ? (long)argv : n[2];
	register long a7 __asm__("a7") = n[0];
	__asm__ volatile ("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) :
			  "memory");
	return a0;
}

int main(int argc, char **argv)
{
	char byte;

	for (int i = 1; i < argc && strcmp(argv[i], "end"); i++) {
		const char *text = argv[i];
		int ends[2], is_fork = !strncmp(text, "fork", 4), open = is_fork;
		int failed = is_fork ? pipe(ends) : 0;
		long result = call(text, strncmp(text, "execve", 6) ? NULL :
				   argv + i);

		if (is_fork) {
			failed |= result == 0 ? read(ends[0], &byte, 1) != 1 :
						write(ends[1], "", 1) != 1;
			failed |= close(ends[0]) | close(ends[1]);
			if (result == 0)
				continue;
			failed |= waitpid((pid_t)result, NULL, 0) != result;
		}
		while (open > 0 && ++i < argc)
			open += !strncmp(argv[i], "fork", 4) -
				!strcmp(argv[i], "end");
		dprintf(STDOUT_FILENO, "%s %ld\n", text, result);
		if (failed)
			return 1;
	}
	return 0;
}
