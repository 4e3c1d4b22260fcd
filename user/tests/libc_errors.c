/*
 * strerror() and perror() name each error in words of its own; strsignal()
 * names signals; perror() writes to standard error.
 */
#include <fcntl.h>
#include <signal.h>

#include "check.h"

#define NERRORS 7

int
main(void)
{
	const int errors[NERRORS] = { ENOENT, EACCES, EINVAL, ENOMEM, EPIPE,
				      ENOSPC, EISDIR };
	char got[64] = "";
	int ends[2], saved;

	CHECK_EQ(strcmp(strerror(ENOENT), "No such file or directory"), 0);
	for (int i = 0; i < NERRORS; i++)
		for (int j = 0; j < i; j++)
			CHECK(strcmp(strdup(strerror(errors[i])),
				     strerror(errors[j])) != 0);
	CHECK(strlen(strerror(0)) > 0 && strlen(strerror(12345)) > 0);
	CHECK(strlen(strsignal(SIGSEGV)) > 0);
	CHECK_EQ(pipe(ends), 0);
	saved = dup(STDERR_FILENO);
	CHECK_EQ(dup2(ends[1], STDERR_FILENO), STDERR_FILENO);
	CHECK_EQ(open("/no/such", O_RDONLY), -1);
	perror("test");
	CHECK_EQ(dup2(saved, STDERR_FILENO), STDERR_FILENO);
	CHECK(read(ends[0], got, sizeof(got) - 1) > 0);
	CHECK_EQ(strcmp(got, "test: No such file or directory\n"), 0);
	return 0;
}
