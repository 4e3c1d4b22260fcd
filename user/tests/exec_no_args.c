/*
 * A program may be started with an empty argument list and without an
 * environment: then argc is 0 (or 1 with an empty name), and nothing breaks.
 */
#include "check.h"

#define SELF "/tests/exec_no_args"

static void
exec_bare(long unused)
{
	char *none[] = { NULL };

	(void)unused;
	execve(SELF, none, none);
	_exit(errno == EINVAL ? 0 : 1);
}

int
main(int argc, char **argv)
{
	if (argc == 0 || argv[0][0] == '\0') {
		CHECK(argv[argc] == NULL);
		CHECK(environ[0] == NULL);
		CHECK(getenv("PATH") == NULL);
		return 0;
	}
	CHECK_EXITED(run_child(exec_bare, 0), 0);
	return 0;
}
