/*
 * lsof: of each process the file of its program, the current directory and the
 * open files with their paths; one without a name says so.
 */
#include <fcntl.h>

#include "output.h"

/* Is there a line with all of these words in that order? */
static int
has_line(const char *text, const char *first, const char *second)
{
	const char *at = text, *end;

	while ((at = strstr(at, first)) != NULL) {
		end = strchr(at, '\n');
		at = strstr(at + 1, second);
		if (at != NULL && at < end)
			return 1;
		at = end;
	}
	return 0;
}

int
main(void)
{
	int fd = open("/tmp/lsof here", O_RDWR | O_CREAT, 0666), status;
	char command[32], mine[32];
	const char *text;

	CHECK(fd >= 0);
	CHECK(write(fd, "1234567", 7) == 7 && chdir("/tmp") == 0);
	snprintf(command, sizeof(command), "lsof -p %d", getpid());
	snprintf(mine, sizeof(mine), "%5d %4du file", getpid(), fd);
	text = output_of(command, &status);
	CHECK_EXITED(status, 0);
	CHECK(has_line(text, " mem file ", " /tests/lsof_program\n"));
	CHECK(has_line(text, " cwd dir ", " /tmp\n"));
	CHECK(has_line(text, mine, " 7 /tmp/lsof here\n"));
	CHECK_EQ(unlink("/tmp/lsof here"), 0);
	text = output_of("lsof", &status);
	CHECK_EXITED(status, 0);
	CHECK(has_line(text, mine, " 7 (no name)\n"));
	CHECK(has_line(text, "init             1   cwd dir ", " /\n"));
	CHECK(has_line(text, "w pipe ", " (pipe)\n"));
	check_output("lsof -p 4000000 2>&1 >/dev/null",
		     "lsof: there is no process 4000000\n", 1);
	return 0;
}
