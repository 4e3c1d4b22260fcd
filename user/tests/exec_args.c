/*
 * execve() hands the new program its arguments and environment, in order and
 * unchanged: an empty string, bytes beyond ASCII, a long string, a thousand
 * strings. Their lists end with a null pointer.
 *
 * run: CPUS=1 MEM=32M
 * run: CPUS=4 MEM=2G
 */
#include "check.h"

#define SELF "/tests/exec_args"
#define NARGS 1000
#define LONG_SIZE 20000
#define ARG_SIZE 16

static char text[NARGS][ARG_SIZE], long_text[LONG_SIZE];
static char *argv[NARGS + 1];
static char *const envp[] = { "A=1", "EMPTY=", "B=two words", NULL };

static void
build_arguments(void)
{
	memset(long_text, 'x', LONG_SIZE - 1);
	for (int i = 0; i < NARGS; i++) {
		snprintf(text[i], ARG_SIZE, "arg %d", i);
		argv[i] = text[i];
	}
	argv[1] = "";
	argv[2] = "\t\n \x01\x80\xff";
	argv[3] = long_text;
}

static int
check_arguments(int argc, char **got, char **env)
{
	CHECK_EQ(argc, NARGS);
	for (int i = 0; i < NARGS; i++)
		CHECK_EQ(strcmp(got[i], argv[i]), 0);
	CHECK(got[NARGS] == NULL);
	for (int i = 0; i < 3; i++)
		CHECK_EQ(strcmp(env[i], envp[i]), 0);
	CHECK(env[3] == NULL);
	CHECK(environ[0] == env[0]);
	CHECK_EQ(strcmp(getenv("B"), "two words"), 0);
	return 0;
}

int
main(int argc, char **got, char **env)
{
	build_arguments();
	if (argc == NARGS)
		return check_arguments(argc, got, env);
	execve(SELF, argv, envp);
	CHECK(!"execve returned");
	return 1;
}
