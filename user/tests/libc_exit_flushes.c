/*
 * exit() and main's return flush streams and run atexit functions in reverse
 * order; _exit() and a signal do neither.
 */
#include <signal.h>

#include "check.h"

static int ends[2];

static void
first(void)
{
	printf("first");
}

static void
second(void)
{
	printf("second,");
}

static void
leave(long how)
{
	CHECK_EQ(dup2(ends[1], STDOUT_FILENO), STDOUT_FILENO);
	CHECK(freopen("/dev/null", "r", stdin) != NULL);
	CHECK_EQ(setvbuf(stdout, NULL, _IOFBF, BUFSIZ), 0);
	CHECK_EQ(atexit(first) + atexit(second), 0);
	printf("text,");
	if (how == 0)
		exit(4);
	if (how == 1)
		_exit(5);
	kill(getpid(), SIGKILL);
}

static void
expect_output(long how, const char *text)
{
	char got[64] = "";

	CHECK_EQ(pipe(ends), 0);
	reap(start_child(leave, how));
	CHECK_EQ(close(ends[1]), 0);
	CHECK_EQ(read(ends[0], got, sizeof(got)), strlen(text));
	CHECK_EQ(strcmp(got, text), 0);
	CHECK_EQ(close(ends[0]), 0);
}

int
main(void)
{
	expect_output(0, "text,second,first");
	expect_output(1, "");
	expect_output(2, "");
	return 0;
}
