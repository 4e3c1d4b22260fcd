/*
 * fcntl(): F_DUPFD gives the lowest descriptor from the argument on, F_GETFL
 * the access mode and O_APPEND, F_SETFL turns appending on and off for every
 * copy, F_SETFD marks one descriptor only.
 */
#include <fcntl.h>

#include "check.h"

#define NAME "/tmp/fcntl_flags"
#define HIGH 100

int
main(void)
{
	char text[4];
	int fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0666);
	int copy = fcntl(fd, F_DUPFD, HIGH);

	CHECK_EQ(copy, HIGH);
	CHECK_EQ(fcntl(fd, F_DUPFD, HIGH), HIGH + 1);
	CHECK_EQ(fcntl(fd, F_GETFL) & (O_ACCMODE | O_APPEND), O_RDWR);
	CHECK_EQ(write(fd, "abc", 3), 3);
	CHECK_EQ(fcntl(fd, F_SETFL, O_APPEND), 0);
	CHECK_EQ(fcntl(copy, F_GETFL) & (O_ACCMODE | O_APPEND),
		 O_RDWR | O_APPEND);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK_EQ(write(copy, "d", 1), 1);
	CHECK_EQ(fcntl(copy, F_SETFL, 0), 0);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK_EQ(write(fd, "A", 1), 1);
	CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
	CHECK_EQ(read(fd, text, 4), 4);
	CHECK_EQ(memcmp(text, "Abcd", 4), 0);
	CHECK_EQ(fcntl(fd, F_SETFD, FD_CLOEXEC), 0);
	CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_EQ(fcntl(copy, F_GETFD), 0);
	CHECK_EQ(dup2(copy, fd), fd);
	CHECK_EQ(fcntl(fd, F_GETFD), 0);
	CHECK_EQ(unlink(NAME), 0);
	return 0;
}
