/*
 * A pipe gives what was written, in order, in pieces as asked; its end comes
 * when all writers are closed and it is empty, and not before.
 */
#include "check.h"

static void
expect(int fd, const char *text, size_t ask)
{
	char got[64];

	CHECK_EQ(read(fd, got, ask), strlen(text));
	CHECK_EQ(memcmp(got, text, strlen(text)), 0);
}

int
main(void)
{
	int ends[2], writer;
	char c;

	CHECK_EQ(pipe(ends), 0);
	writer = dup(ends[1]);
	CHECK_EQ(write(ends[1], "hello", 5), 5);
	CHECK_EQ(write(writer, " world", 6), 6);
	expect(ends[0], "hel", 3);
	expect(ends[0], "lo world", 60);
	CHECK_EQ(write(ends[1], "last", 4), 4);
	CHECK_EQ(close(ends[1]), 0);
	expect(ends[0], "last", 60);
	CHECK_EQ(write(writer, "really", 6), 6);
	CHECK_EQ(close(writer), 0);
	expect(ends[0], "really", 6);
	CHECK_EQ(read(ends[0], &c, 1), 0);
	CHECK_EQ(read(ends[0], &c, 1), 0);
	CHECK_EQ(close(ends[0]), 0);
	return 0;
}
