/*
 * All six of execl, execle, execlp, execv, execvp and execvpe start the
 * program with the arguments and the environment that belong to their kind.
 */
#include "check.h"

#define DIR "/tests"
#define NAME "exec_family"
#define SELF DIR "/" NAME
#define NFORMS 6
#define GIVEN (STARTED + 1)     /* with the given environment */
#define ARGS_END ((char *)NULL)

static char *const argv[] = { NAME, "a", "b c", NULL };
static char *const envp[] = { "WHERE=given", "PATH=/nowhere", NULL };

static void
exec_form(long form)
{
	CHECK_EQ(setenv("WHERE", "inherited", 1), 0);
	CHECK_EQ(setenv("PATH", "/no/such:/tmp:" DIR, 1), 0);
	if (form == 0)
		execl(SELF, NAME, "a", "b c", ARGS_END);
	else if (form == 1)
		execle(SELF, NAME, "a", "b c", ARGS_END, envp);
	else if (form == 2)
		execlp(NAME, NAME, "a", "b c", ARGS_END);
	else if (form == 3)
		execv(SELF, argv);
	else if (form == 4)
		execvp(NAME, argv);
	else
		execvpe(NAME, argv, envp);
	CHECK(!"exec returned");
}

static int
started(int argc, char **got)
{
	const char *where = getenv("WHERE");

	CHECK_EQ(argc, 3);
	for (int i = 0; i <= 2; i++)
		CHECK_EQ(strcmp(got[i], argv[i]), 0);
	return where == NULL ? 1 : strcmp(where, "given") ? STARTED : GIVEN;
}

int
main(int argc, char **got)
{
	int expected[NFORMS] = { STARTED, GIVEN, STARTED,
				   STARTED, STARTED, GIVEN };

	if (argc > 1)
		return started(argc, got);
	for (int form = 0; form < NFORMS; form++)
		CHECK_EXITED(run_child(exec_form, form), expected[form]);
	return 0;
}
