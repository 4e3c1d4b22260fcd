/*
 * A read whose buffer is bad from some byte on takes out of the pipe only
 * what it delivers; a write whose buffer is, puts in only what it had: no
 * byte is lost or invented.
 */
#include "check.h"

#define PAGE 4096
#define NBYTES 200

/* The end of the heap on a page border: beyond it nothing is mapped. */
static char *
last_byte_end(void)
{
	char *end = sbrk(2 * PAGE);

	end += 2 * PAGE;
	return sbrk(-(long)((unsigned long)end % PAGE)) == end ? sbrk(0) : 0;
}

static void
drain(int fd, long from, long to)
{
	unsigned char c;

	for (; from < to; from++) {
		CHECK_EQ(read(fd, &c, 1), 1);
		CHECK_EQ(c, from);
	}
}

int
main(void)
{
	unsigned char bytes[NBYTES];
	char *end = last_byte_end();
	int ends[2];
	ssize_t n;

	for (int i = 0; i < NBYTES; i++)
		bytes[i] = (unsigned char)i;
	CHECK_EQ(pipe(ends), 0);
	CHECK_EQ(write(ends[1], bytes, NBYTES), NBYTES);
	CHECK_ERRNO(read(ends[0], NULL, NBYTES), EFAULT);
	n = read(ends[0], end - 50, NBYTES);
	CHECK(n == 50 || (n == -1 && errno == EFAULT));
	if (n == 50)
		CHECK_EQ(memcmp(end - 50, bytes, 50), 0);
	drain(ends[0], n == 50 ? 50 : 0, NBYTES);
	memcpy(end - 50, bytes, 50);
	n = write(ends[1], end - 50, NBYTES);
	CHECK(n == 50 || (n == -1 && errno == EFAULT));
	CHECK_ERRNO(write(ends[1], NULL, 1), EFAULT);
	CHECK_EQ(close(ends[1]), 0);
	drain(ends[0], 0, n == 50 ? 50 : 0);
	CHECK_EQ(read(ends[0], bytes, 1), 0);
	return 0;
}
