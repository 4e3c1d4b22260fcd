/*
 * exec closes descriptors marked close-on-exec, by O_CLOEXEC or F_SETFD, and
 * no others; a copy made by dup is not marked, fork keeps the mark.
 */
#include <fcntl.h>

#include "check.h"

#define SELF "/tests/exec_closes_cloexec"
#define NFDS 5

static int
is_open(const char *letter)
{
	return fcntl(*letter - 'a', F_GETFD) >= 0;
}

static void
exec_with(long fds)
{
	const int *fd = (const int *)fds;
	char letter[NFDS][2] = { "" };

	for (int i = 0; i < NFDS; i++)
		letter[i][0] = (char)('a' + fd[i]);
	execl(SELF, SELF, letter[0], letter[1], letter[2], letter[3],
	      letter[4], (char *)NULL);
}

int
main(int argc, char **argv)
{
	int fd[NFDS];

	if (argc > 1) {
		CHECK(!is_open(argv[1]) && !is_open(argv[2]));
		CHECK(is_open(argv[3]) && is_open(argv[4]) && is_open(argv[5]));
		return STARTED;
	}
	fd[0] = open("/dev/null", O_RDWR | O_CLOEXEC);
	fd[1] = open("/dev/null", O_RDWR);
	CHECK_EQ(fcntl(fd[1], F_SETFD, FD_CLOEXEC), 0);
	fd[2] = open("/dev/null", O_RDWR);
	fd[3] = dup(fd[0]);
	fd[4] = open("/dev/null", O_RDWR | O_CLOEXEC);
	CHECK_EQ(fcntl(fd[4], F_SETFD, 0), 0);
	CHECK_EQ(fcntl(fd[0], F_GETFD), FD_CLOEXEC);
	CHECK_EQ(fcntl(fd[1], F_GETFD), FD_CLOEXEC);
	CHECK_EQ(fcntl(fd[3], F_GETFD), 0);
	CHECK_EXITED(run_child(exec_with, (long)fd), STARTED);
	return 0;
}
