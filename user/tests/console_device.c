/*
 * The console is a character device with the console's major number; isatty()
 * knows it from files, pipes and other devices, and tcgetpgrp() works on it
 * only (ENOTTY elsewhere).
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "check.h"

static void
expect_no_terminal(int fd)
{
	CHECK_ERRNO(tcgetpgrp(fd), ENOTTY);
	CHECK_ERRNO(tcsetpgrp(fd, getpgid(0)), ENOTTY);
	CHECK_EQ(isatty(fd), 0);
	CHECK_EQ(errno, ENOTTY);
}

int
main(void)
{
	int ends[2], console = open("/dev/console", O_RDWR);
	struct stat st;
	pid_t owner;

	CHECK(console >= 0);
	CHECK_EQ(fstat(console, &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK_EQ(DEV_MAJOR(st.st_rdev), MAJOR_CONSOLE);
	CHECK_EQ(isatty(console), 1);
	CHECK_EQ(write(console, "", 0), 0);
	owner = tcgetpgrp(console);
	CHECK(owner >= 0);
	CHECK_EQ(tcsetpgrp(console, getpgid(0)), 0);
	CHECK_EQ(tcgetpgrp(console), getpgid(0));
	CHECK_EQ(tcsetpgrp(console, owner), 0);
	CHECK_ERRNO(tcsetpgrp(console, -1), EINVAL);
	CHECK_EQ(pipe(ends), 0);
	expect_no_terminal(ends[0]);
	expect_no_terminal(open("/dev/null", O_RDWR));
	expect_no_terminal(open("/tests/console_device", O_RDONLY));
	expect_no_terminal(open("/", O_RDONLY));
	return 0;
}
