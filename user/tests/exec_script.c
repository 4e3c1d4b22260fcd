/*
 * A file that begins with "#!" is run by the interpreter it names, which
 * gets: its own name, the one argument of that line, the script's path, and
 * the arguments after the first.
 */
#include <fcntl.h>

#include "check.h"

#define SELF "/tests/exec_script"
#define SCRIPT "/tmp/exec_script.sh"
#define LINE "#! " SELF " -option\nthe rest is the interpreter's\n"
#define BARE_LINE "#!" SELF "\n"
#define LOOP_LINE "#!" SCRIPT "\n"

static char *const envp[] = { NULL };
static char *const argv[] = { "ignored", "one", "two", NULL };

static int
interpret(int argc, char **got)
{
	int i = 1;

	if (strcmp(got[i], "-option") == 0)
		i++;
	CHECK_EQ(strcmp(got[i], SCRIPT), 0);
	CHECK_EQ(strcmp(got[i + 1], "one"), 0);
	CHECK_EQ(strcmp(got[i + 2], "two"), 0);
	CHECK_EQ(argc, i + 3);
	return STARTED + i;
}

static void
exec_script(long line)
{
	const char *text = (const char *)line;
	int fd = open(SCRIPT, O_WRONLY | O_CREAT | O_TRUNC, 0777);

	CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
	CHECK_EQ(close(fd), 0);
	execve(SCRIPT, argv, envp);
	_exit(2);
}

int
main(int argc, char **got)
{
	if (argc > 1)
		return interpret(argc, got);
	CHECK_EXITED(run_child(exec_script, (long)LINE), STARTED + 2);
	CHECK_EXITED(run_child(exec_script, (long)BARE_LINE), STARTED + 1);
	CHECK_EXITED(run_child(exec_script, (long)LOOP_LINE), 2);
	CHECK_EQ(unlink(SCRIPT), 0);
	return 0;
}
