/*
 * pipe, and writing more to it than it has room for, when each thing that is
 * asked for is refused in turn: ENOMEM or a short count, no byte is lost, and
 * no descriptor stays open.
 *
 * run: KERNEL=test
 */
#include <sprout.h>

#include "inject.h"

#define BYTES 30000

static char data[BYTES], back[BYTES];

/* What was written must come out; errno of the first call that failed. */
static int
carry(const int *ends)
{
	ssize_t n = write(ends[1], data, BYTES);
	int error = n < 0 ? errno : 0;

	close(ends[1]);
	for (ssize_t at = 0, got; at < n; at += got) {
		got = read(ends[0], back, BYTES);
		if (got < 0 && error == 0) {     /* again: nothing is lost */
			error = errno;
			got = read(ends[0], back, BYTES);
		}
		CHECK(got > 0 && memcmp(back, data + at, (size_t)got) == 0);
	}
	CHECK_EQ(read(ends[0], back, 1), 0);
	return error;
}

static int
use_pipe(void)
{
	int ends[2], error;

	if (pipe(ends) < 0)
		return errno;
	error = carry(ends);
	close(ends[0]);
	CHECK_EQ(ends[0] < 5, 1);        /* none of those before is open */
	return error;
}

int
main(void)
{
	for (size_t i = 0; i < BYTES; i++)
		data[i] = (char)(i * 7 / 3);
	memset(back, 1, BYTES);
	every_failure("memory", use_pipe, ENOMEM, ENFILE);
	return 0;
}
