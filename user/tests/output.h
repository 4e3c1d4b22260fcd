/*
 * What a command line prints, and how it ends, for tests of programs.
 */
#ifndef TESTS_OUTPUT_H
#define TESTS_OUTPUT_H

#include "check.h"

enum { OUTPUT_MAX = 64 * 1024 };

/* All that the command prints, up to OUTPUT_MAX; *status is its wait status. */
static inline const char *output_of(const char *command, int *status)
{
	static char text[OUTPUT_MAX];
	FILE *f;
	size_t n;

	CHECK_EQ(setenv("PATH", "/bin", 1), 0);
	f = popen(command, "r");
	CHECK(f != NULL);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	*status = pclose(f);
	return text;
}

/* The command prints just `want` and exits with `code`. */
static inline void check_output(const char *command, const char *want,
				int code)
{
	int status;
	const char *got = output_of(command, &status);

	if (strcmp(got, want) != 0) {
		dprintf(STDERR_FILENO, "%s: printed\n%s\nexpected\n%s\n",
			command, got, want);
		_exit(1);
	}
	CHECK_EXITED(status, code);
}

#endif
