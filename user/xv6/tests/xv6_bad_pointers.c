/*
 * Every system call that fills or writes a buffer is -1 for one that is null,
 * not mapped, in the kernel's half or no address at all, and does nothing.
 */
#include "wild.h"

#define NBYTES (2 * PGSIZE)

static void
check_buffers(char *p, int file, int ends[2])
{
	CHECK_FAILS(write(file, p, NBYTES));
	CHECK_FAILS(read(file, p, NBYTES));
	CHECK(write(1, p, NBYTES) <= 0);
	CHECK_FAILS(write(ends[1], p, NBYTES));
	CHECK_EQ(write(ends[1], "x", 1), 1);
	CHECK_FAILS(read(ends[0], p, NBYTES));
	CHECK_EQ(read(ends[0], (char[1]){ 0 }, 1), 1);
	CHECK_FAILS(fstat(file, (struct stat *)p));
	CHECK_FAILS(stat("/README", (struct stat *)p));
	CHECK_FAILS(pipe((int *)p));
}

int
main(void)
{
	int ends[2], file;

	CHECK_EQ(pipe(ends), 0);
	file = open("/tmp/xv6_bad_pointers", O_CREATE | O_RDWR);
	CHECK_EQ(write(file, "text", 4), 4);
	for (uint i = 0; i < COUNT(wild); i++)
		check_buffers((char *)wild[i], file, ends);
	CHECK_EQ(close(file), 0);
	CHECK_EQ(unlink("/tmp/xv6_bad_pointers"), 0);
	exit(0);
}
