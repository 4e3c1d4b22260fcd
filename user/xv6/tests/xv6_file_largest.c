/*
 * A file of MAXFILE blocks can be written, through the indirect and into the
 * double indirect blocks, and read back; each block is the one that was put
 * there.
 * timeout: 120
 */
#include "check.h"

#define NBLOCKS 8        /* at a time */

static uint blocks[NBLOCKS][BSIZE / sizeof(uint)];

int
main(void)
{
	struct stat st;
	int fd;

	CHECK_EQ(MAXFILE % NBLOCKS, 0);
	CHECK(MAXFILE > NDIRECT + NINDIRECT);
	enter_directory("xv6_file_largest");
	fd = open("f", O_CREATE | O_RDWR);
	for (uint i = 0; i < MAXFILE; i += NBLOCKS) {
		for (uint k = 0; k < NBLOCKS; k++)
			blocks[k][0] = i + k;
		CHECK_EQ(write(fd, blocks, sizeof(blocks)), sizeof(blocks));
	}
	CHECK_EQ(fstat(fd, &st), 0);
	CHECK_EQ(st.size, MAXFILE * BSIZE);
	CHECK_EQ(close(fd), 0);
	fd = open("f", O_RDONLY);
	for (uint i = 0; i < MAXFILE; i += NBLOCKS) {
		CHECK_EQ(read(fd, blocks, sizeof(blocks)), sizeof(blocks));
		for (uint k = 0; k < NBLOCKS; k++)
			CHECK_EQ(blocks[k][0], i + k);
	}
	CHECK_EQ(read(fd, blocks, 1), 0);
	CHECK_EQ(close(fd), 0);
	CHECK_EQ(unlink("f"), 0);
	leave_directory("xv6_file_largest");
	exit(0);
}
