/*
 * exec() passes MAXARG - 1 arguments and no more, none at all, and a page of
 * them with their pointers and no more: too much is -1, and the caller goes
 * on as it was.
 */
#include "check.h"

static char text[PGSIZE + 1];
static char *many[MAXARG + 1];

static void
run(long argv)
{
	exec("/tests/xv6_exec_limits", (char **)argv);
	exit(99);
}

/* Fills a page: pointer and final null, then the string. */
static void
fill_page(uint spare)
{
	uint length = PGSIZE - 2 * sizeof(char *) - 1 - spare;

	memset(text, 'x', length);
	text[length] = '\0';
}

int
main(int argc, char *argv[])
{
	char *one[] = { text, 0 }, *none[] = { 0 };

	if (argc != 1 || strcmp(argv[0], "xv6_exec_limits") != 0)
		exit(argc);
	for (int i = 0; i < MAXARG - 1; i++)
		many[i] = "a";
	CHECK_EQ(run_child(run, (long)many), MAXARG - 1);
	CHECK_EQ(run_child(run, (long)none), 0);
	many[MAXARG - 1] = "a";
	CHECK_EQ(run_child(run, (long)many), 99);
	fill_page(0);
	CHECK_EQ(run_child(run, (long)one), 1);
	fill_page(-1);
	CHECK_EQ(run_child(run, (long)one), 99);
	memset(text, 'x', PGSIZE);
	CHECK_FAILS(exec("/xv6/echo", one));
	for (int i = 0; i < MAXARG - 1; i++)
		many[i] = text + PGSIZE - 400;
	many[MAXARG - 1] = 0;
	CHECK_FAILS(exec("/xv6/echo", many));
	exit(0);
}
