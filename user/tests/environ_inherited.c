/*
 * The environment as changed by setenv, putenv and unsetenv reaches children
 * through fork and programs through execv.
 */
#include "check.h"

#define SELF "/tests/environ_inherited"

static char *const argv[] = { SELF, "child", NULL };

static void
exec_self(long unused)
{
	(void)unused;
	execv(SELF, argv);
}

static int
check_environment(void)
{
	CHECK_EQ(strcmp(getenv("COLOUR"), "green"), 0);
	CHECK_EQ(strcmp(getenv("EQUALS"), "a=b=c"), 0);
	CHECK_EQ(strcmp(getenv("PUT"), "yes"), 0);
	CHECK(getenv("GONE") == NULL);
	CHECK(getenv("COL") == NULL);
	return STARTED;
}

int
main(int argc, char **unused)
{
	(void)unused;
	if (argc == 2)
		return check_environment();
	CHECK_EQ(setenv("COLOUR", "red", 1), 0);
	CHECK_EQ(setenv("COLOUR", "blue", 0), 0);
	CHECK_EQ(strcmp(getenv("COLOUR"), "red"), 0);
	CHECK_EQ(setenv("COLOUR", "green", 1), 0);
	CHECK_EQ(setenv("EQUALS", "a=b=c", 1), 0);
	CHECK_EQ(setenv("GONE", "x", 1), 0);
	CHECK_EQ(unsetenv("GONE"), 0);
	CHECK_EQ(putenv("PUT=yes"), 0);
	CHECK_ERRNO(setenv("A=B", "x", 1), EINVAL);
	CHECK_EXITED(run_child(exec_self, 0), STARTED);
	return 0;
}
