/*
 * A private mapping shows the file from the offset on, zeros behind its end;
 * writes to it reach neither the file nor another mapping; it outlives the
 * descriptor and the name; behind the last page there is SIGBUS, for a
 * system call EIO.
 */
#include "mapping.h"

#define SIZE (2 * PAGE + 100)
#define FILE_NAME "/tmp/mmap_file"

int
main(void)
{
	int fd = file_of_bytes(FILE_NAME, SIZE), ends[2];
	char *p = mmap(NULL, 4 * PAGE, RW, MAP_PRIVATE, fd, 0);
	char *q = mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, PAGE), c;

	CHECK(p != MAP_FAILED && q != MAP_FAILED);
	CHECK_EQ(close(fd), 0);
	for (long i = 0; i < SIZE; i++)
		CHECK_EQ((unsigned char)p[i], i % 251);
	for (long i = SIZE; i < 3 * PAGE; i++)
		CHECK_EQ(p[i], 0);
	CHECK_EQ((unsigned char)q[5], (PAGE + 5) % 251);
	p[PAGE + 5] = 77;
	p[2 * PAGE] = 78;
	CHECK_EQ((unsigned char)q[5], (PAGE + 5) % 251);
	fd = open(FILE_NAME, O_RDONLY);
	CHECK_EQ(lseek(fd, PAGE + 5, SEEK_SET), PAGE + 5);
	CHECK_EQ(read(fd, &c, 1), 1);
	CHECK_EQ((unsigned char)c, (PAGE + 5) % 251);
	CHECK_EQ(unlink(FILE_NAME), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(p[PAGE + 5], 77);
	CHECK_KILLED(writes(q), SIGSEGV);
	CHECK_KILLED(reads(p + 3 * PAGE), SIGBUS);
	CHECK_EQ(pipe(ends), 0);
	CHECK_ERRNO(write(ends[1], p + 3 * PAGE, 1), EIO);
	CHECK_EQ(write(ends[1], p + PAGE + 5, 1), 1);
	CHECK_EQ(read(ends[0], &c, 1), 1);
	CHECK_EQ(c, 77);
	return 0;
}
