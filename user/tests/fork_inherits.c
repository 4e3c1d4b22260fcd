/*
 * A child starts with its parent's descriptors (the very same open files, so
 * the position is shared), current directory and process group.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

#define DIR "/tmp/fork_inherits"

static void
check_inherited(int fd, pid_t group)
{
	char cwd[sizeof(DIR)], c;

	CHECK(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK_EQ(strcmp(cwd, DIR), 0);
	CHECK_EQ(getpgid(0), group);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, 'b');
	CHECK_EQ(lseek(fd, 0, SEEK_CUR), 2);
	CHECK_EQ(chdir("/"), 0);
	CHECK_EQ(close(fd), 0);
	exit(0);
}

int
main(void)
{
	char c, cwd[sizeof(DIR)];
	pid_t pid;
	int fd;

	CHECK_EQ(mkdir(DIR, 0777), 0);
	CHECK_EQ(chdir(DIR), 0);
	fd = open("letters", O_RDWR | O_CREAT | O_TRUNC, 0666);
	CHECK_EQ(write(fd, "abc", 3), 3);
	CHECK_EQ(lseek(fd, 1, SEEK_SET), 1);
	pid = fork_checked();
	if (pid == 0)
		check_inherited(fd, getpgid(getppid()));
	CHECK_EXITED(reap(pid), 0);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ(c, 'c');
	CHECK(getcwd(cwd, sizeof(cwd)) != NULL);
	CHECK_EQ(strcmp(cwd, DIR), 0);
	CHECK_EQ(unlink("letters"), 0);
	CHECK_EQ(chdir("/"), 0);
	CHECK_EQ(rmdir(DIR), 0);
	return 0;
}
