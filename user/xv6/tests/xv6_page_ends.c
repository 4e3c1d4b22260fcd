/*
 * Reads and writes whose buffer runs from memory into a hole: a file's are -1,
 * unless the file ends before the memory does; a pipe passes on what there is.
 */
#include "check.h"

#define NLEFT 3          /* bytes of memory at the end of the heap */

int
main(void)
{
	char *end = sbrk(PGSIZE) + PGSIZE, *at, byte;
	int fd, ends[2];

	CHECK_EQ(end - (char *)0, PGROUNDUP((uint64)end));
	at = end - NLEFT;
	memmove(at, "abc", NLEFT);
	enter_directory("xv6_page_ends");
	fd = open("f", O_CREATE | O_RDWR);
	CHECK_FAILS(write(fd, at, NLEFT + 1));
	CHECK_FAILS(write(fd, end, 1));
	CHECK_EQ(close(fd), 0);
	make_file("f", "xyz");
	fd = open("f", O_RDONLY);
	CHECK_EQ(read(fd, at, PGSIZE), NLEFT);
	CHECK_EQ(memcmp(at, "xyz", NLEFT), 0);
	CHECK_EQ(close(fd), 0);
	make_file("f", "wxyz");
	fd = open("f", O_RDONLY);
	CHECK_FAILS(read(fd, at, PGSIZE));
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(ends[1], at, PGSIZE), NLEFT);
	CHECK_EQ(write(ends[1], "1", 1), 1);
	CHECK_EQ(read(ends[0], at, PGSIZE), NLEFT);
	CHECK_EQ(read(ends[0], &byte, 1), 1);
	CHECK_EQ(byte, '1');
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_page_ends");
	exit(0);
}
