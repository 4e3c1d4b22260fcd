/*
 * exec keeps pid, parent, process group, current directory and open files
 * with their positions; the state seen by others stays that of one process,
 * under the new program's name.
 */
#include <fcntl.h>

#include "procstate.h"

#define SELF "/tests/exec_keeps"
#define LINK "/tmp/exec_keeps2"
#define POSITION 7

static void
exec_as_child(long fd)
{
	char text[3][16];

	CHECK_EQ(setpgid(0, 0), 0);
	CHECK_EQ(chdir("/tmp"), 0);
	snprintf(text[0], sizeof(text[0]), "%d", getpid());
	snprintf(text[1], sizeof(text[1]), "%d", getppid());
	snprintf(text[2], sizeof(text[2]), "%d", (int)fd);
	execl(LINK, "x", text[0], text[1], text[2], (char *)NULL);
}

static int
check_kept(char **argv)
{
	struct procinfo info;
	char cwd[5];

	CHECK_EQ(getpid(), atoi(argv[1]));
	CHECK_EQ(getppid(), atoi(argv[2]));
	CHECK_EQ(getpgid(0), getpid());
	CHECK_EQ(lseek(atoi(argv[3]), 0, SEEK_CUR), POSITION);
	CHECK(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK_EQ(strcmp(cwd, "/tmp"), 0);
	CHECK(proc_find(getpid(), &info));
	CHECK_EQ(strcmp(info.name, "exec_keeps2"), 0);
	return STARTED;
}

int
main(int argc, char **argv)
{
	int fd;

	if (argc > 1)
		return check_kept(argv);
	fd = open(SELF, O_RDONLY);
	CHECK_EQ(link(SELF, LINK), 0);
	CHECK_EQ(lseek(fd, POSITION, SEEK_SET), POSITION);
	CHECK_EXITED(run_child(exec_as_child, fd), STARTED);
	CHECK_EQ(unlink(LINK), 0);
	return 0;
}
